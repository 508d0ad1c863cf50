"""weft route: choose the cheapest way to answer a question with SQL, and make what the choice is made by."""

from pathlib import Path

import click

_SPIDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def command() -> None:
    """Answer questions about databases with SQL, as cheaply as will do."""


@command.group()
def train() -> None:
    """Make weights from questions with known answers; needs the extra `train`."""


@train.command()
@click.option("--spider", type=_SPIDER, required=True, help="The folder with tables.json, questions and databases.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Where to write.")
@click.option("--questions", default="train_spider_slim.json", show_default=True, help="The file with the questions.")
def offline(spider: Path, output: Path, questions: str) -> None:
    """Train the offline tier on Spider's training set, in some minutes.

    \b
      weft route train offline --spider corpora/text_to_sql/spider -o offline_spider.json

    The databases lie in databases/NAME.sqlite, or as Spider ships them in database/NAME/NAME.sqlite. The same files
    give the same weights, to the byte.
    """
    from ..route_training import train_offline

    size = train_offline(spider, questions, output)
    click.echo(f"wrote {output} ({size / 1e6:.2f} MB)")
