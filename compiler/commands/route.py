"""weft route: what a question or a query asks of whoever answers it."""

from pathlib import Path

import click

from . import route_simulate

_FILES = click.Path(path_type=Path, allow_dash=True)


@click.group(short_help="Say how complex queries and questions are, and route them.")
def command() -> None:
    """Say how complex queries and questions are, and route them to the cheapest pipeline that will answer them.

    \b
      weft route classify reports/
      echo "SELECT 1" | weft route classify - --format json
      weft route simulate --workers endpoints --rate 0.1
    """


command.add_command(route_simulate.command)


@command.command(short_help="Say how complex the queries in SQL files are.")
@click.argument("paths", nargs=-1, required=True, type=_FILES)
@click.option("--dialect", default="", metavar="NAME", help="The dialect of all files; else guessed for each.")
@click.option("--format", "format_", type=click.Choice(("text", "json")), default="text", help="How to print it.")
def classify(paths: tuple[Path, ...], dialect: str, format_: str) -> int:
    """Say how complex the queries in SQL files are: Spider's hardness, and a profile with one score.

    PATHS are files or folders; `-` is standard input. Hardness is easy, medium, hard or extra, as the evaluation script
    of Spider rates it. The score adds up tables, joins, groups, nested queries and the like: about 1 for a lookup, 10
    for a report. Statements that ask for nothing, and those that no parser reads, are told, too.

    \b
      weft route classify reports/
      weft route classify query.sql --dialect snowflake --format json

    Exit codes: 0 all classified, 1 some statements could not be read, 2 misuse or failure.
    """
    from ..route_classify import classify_files

    return classify_files(paths, dialect, format_)


@command.group(short_help="Train the models of routing on questions with answers.")
def train() -> None:
    """Train the models of routing on questions with answers; what comes with Weft was made in this way.

    This needs scikit-learn: pip install 'weft[train]'.
    """


_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@train.command(short_help="Train what `weft route estimate` uses.")
@click.option("--spider", required=True, type=_FOLDER, help="Holds train_spider_slim.json and tables.json.")
@click.option("--bird", required=True, type=_FOLDER, help="Holds bird_dev.json and bird_dev_schema_with_samples.json.")
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), metavar="FILE", help="Where to write it."
)
def estimate(spider: Path, bird: Path, output: Path) -> int:
    """Train what `weft route estimate` uses: hardness on Spider, difficulty on BIRD.

    \b
      weft route train estimate --spider spider/ --bird bird/ -o estimate.json

    The same questions give the same file.
    """
    from ..route_train import train_estimates_of

    return train_estimates_of(spider, bird, output)
