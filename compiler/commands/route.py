"""weft route: what a question or a query asks of whoever answers it."""

from pathlib import Path

import click

_FILES = click.Path(path_type=Path, allow_dash=True)


@click.group(short_help="Say how complex queries and questions are, and route them.")
def command() -> None:
    """Say how complex queries and questions are, and route them to the cheapest pipeline that will answer them.

    \b
      weft route classify reports/
      echo "SELECT 1" | weft route classify - --format json
    """


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


@command.command(short_help="Prune a schema to what a question asks for.")
@click.argument("question")
@click.option("--database", default="", metavar="URL", help="The database: a file of SQLite or DuckDB, or a URL.")
@click.option("--schema", type=click.Path(path_type=Path), metavar="FILE", help="Its CREATE TABLE statements instead.")
@click.option("--evidence", default="", metavar="TEXT", help="What the words of the question mean.")
@click.option("--tokens", type=click.IntRange(min=1), metavar="N", help="The most tokens; a schema that fits is kept.")
@click.option("--format", "format_", type=click.Choice(("text", "json")), default="text", help="How to print it.")
def prune(question: str, database: str, schema: Path | None, evidence: str, tokens: int | None, format_: str) -> int:
    """Prune a schema to the tables and columns that the SQL for QUESTION will name, and say why each is kept.

    No model of a language is asked; what is known comes from questions about other databases. Tables that are kept
    stay joined by their keys. Four characters count as a token.

    \b
      weft route prune "Which singers are over 40?" --database concerts.sqlite3
      weft route prune "Which singers are over 40?" --schema tables.sql --tokens 500 --format json

    Exit codes: 0 pruned, 2 misuse or failure.
    """
    from ..route_prune import prune_for

    return prune_for(question, evidence, database, schema, tokens, format_)


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


@train.command(short_help="Train what `weft route prune` uses.")
@click.option("--bird", required=True, type=_FOLDER, help="Holds bird_train_with_schema.parquet.")
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), metavar="FILE", help="Where to write it."
)
def pruning(bird: Path, output: Path) -> int:
    """Train what `weft route prune` uses: which columns the SQL for a question names, on BIRD's training set.

    \b
      weft route train pruning --bird bird/ -o pruning.json

    It takes some minutes. The same questions give the same file.
    """
    from ..route_train import train_pruning_of

    return train_pruning_of(bird, output)
