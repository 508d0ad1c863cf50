"""weft route: what a question or a query asks of whoever answers it."""

import logging
from pathlib import Path

import click

from . import route_calibrate, route_eval, route_run, route_simulate, route_synth
from .numbers import Number
from .texts import TEXT

_FILES = click.Path(path_type=Path, allow_dash=True)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_database = click.option(
    "--database", default="", type=TEXT, metavar="URL", help="The database it is asked about; opened for reading only."
)
_schema = click.option(
    "--schema",
    "files",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="Files of SQL, or of JSON, instead; or folders of them.",
)


def _in_a_folder(_context: click.Context, _option: click.Parameter, path: Path) -> Path:
    """Refuse a file in a folder that is not there before minutes of training, not after."""
    if not path.absolute().parent.is_dir():
        raise click.BadParameter(f"there is no folder {path.parent}")
    return path


_output = click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    callback=_in_a_folder,
    help="The file to write.",
)


@click.group(short_help="Say how complex queries and questions are, and route them.")
def command() -> None:
    """Say how complex queries and questions are, and route them to the cheapest pipeline that will answer them.

    \b
      weft route classify reports/
      echo "SELECT 1" | weft route classify - --format json
      weft route run questions.txt --database concerts.sqlite --out answers.jsonl
      weft route simulate --workers endpoints --rate 0.1
    """
    logging.getLogger("sqlglot").setLevel(logging.CRITICAL)  # each command tells itself what could not be read


command.add_command(route_calibrate.command)
command.add_command(route_eval.command)
command.add_command(route_run.command)
command.add_command(route_simulate.command)
command.add_command(route_synth.command)


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


@command.command("estimate", short_help="Say how hard a question will be, and what its answer will take.")
@click.argument("question", type=TEXT)
@_database
@_schema
@click.option("--evidence", default="", type=TEXT, metavar="TEXT", help="What words of the question mean.")
@click.option("--format", "format_", type=click.Choice(("text", "json")), default="text", help="How to print it.")
def estimate_question(question: str, database: str, files: tuple[Path, ...], evidence: str, format_: str) -> int:
    """Say how hard a question will be, before anybody answers it: from its words and the names in the schema.

    \b
      weft route estimate "How many singers are there?" --database concerts.sqlite
      weft route estimate "Which singers never sang?" --schema schema.sql --format json

    No language model is asked, and it takes less than a millisecond once the schema is read. It also tells what each
    pipeline of `weft ask` would take: the tokens of its prompts with this schema, those of its answers (as your log of
    decisions tells, or else as queries of the expected hardness are long), and the money by the prices that are set
    under [tool.weft.route.prices] in pyproject.toml.
    """
    from ..route_estimate import estimate_question as estimated

    return estimated(question, evidence, database, files, format_=format_, start=Path.cwd())


@command.command(short_help="Prune a schema to what a question asks for.")
@click.argument("question", type=TEXT)
@_database
@_schema
@click.option("--evidence", default="", type=TEXT, metavar="TEXT", help="What the words of the question mean.")
@click.option("--tokens", type=click.IntRange(min=1), metavar="N", help="The most tokens; a schema that fits is kept.")
@click.option(
    "--worth",
    type=Number(0, 1),
    metavar="P",
    help="Keep columns this probable for each of their tokens; 0.0034 up to 120 columns, then ever less.",
)
@click.option("--format", "format_", type=click.Choice(("text", "json")), default="text", help="How to print it.")
def prune(
    question: str,
    database: str,
    files: tuple[Path, ...],
    evidence: str,
    tokens: int | None,
    worth: float | None,
    format_: str,
) -> int:
    """Prune a schema to the tables and columns that the SQL for QUESTION will name, and say why each is kept.

    No model of a language is asked; what is known comes from questions about other databases. Tables that are kept
    stay joined by their keys. Four characters count as a token. A smaller --worth keeps more, at the price of tokens.
    --schema takes statements, or tables in JSON as Spider 2.0 keeps them, a file each with their columns and types.

    \b
      weft route prune "Which singers are over 40?" --database concerts.sqlite3
      weft route prune "Which singers are over 40?" --schema tables.sql --tokens 500 --format json
      weft route prune "Which singers are over 40?" --database concerts.sqlite3 --worth 0.0005
      weft route prune "Which browsers buy most?" --schema spider2-lite/resource/databases/bigquery/ga4

    Exit codes: 0 pruned, 2 misuse or failure.
    """
    from ..route_prune import prune_for

    return prune_for(question, evidence, database, files, budget=tokens, worth=worth, format_=format_)


@command.group(short_help="Train the models of routing on questions with answers.")
def train() -> None:
    """Train the models of routing on questions with answers; what comes with Weft was made in this way.

    This needs scikit-learn: pip install 'weft[train]'.
    """


@train.command(short_help="Train what `weft route estimate` uses.")
@click.option("--spider", required=True, type=_FOLDER, help="Holds train_spider_slim.json and tables.json.")
@click.option("--bird", required=True, type=_FOLDER, help="Holds bird_dev.json and bird_dev_schema_with_samples.json.")
@_output
def estimate(spider: Path, bird: Path, output: Path) -> None:
    """Train what `weft route estimate` uses: hardness on Spider, difficulty on BIRD.

    \b
      weft route train estimate --spider spider/ --bird bird/ -o estimate.json

    The same questions give the same file.
    """
    from ..route_training import train_estimates

    _tell(output, train_estimates(spider, bird, output))


@train.command(short_help="Measure how long queries are, for the tokens that `weft route estimate` tells.")
@click.option("--spider", required=True, type=_FOLDER, help="Holds train_spider_slim.json.")
@click.option("--bird", required=True, type=_FOLDER, help="Holds bird_train_with_schema.parquet.")
@_output
def lengths(spider: Path, bird: Path, output: Path) -> None:
    """Measure how long queries of each class of hardness are, for the tokens that `weft route estimate` tells.

    \b
      weft route train lengths --spider spider/ --bird bird/ -o lengths.json

    The same questions give the same file.
    """
    from ..route_training import measure_lengths

    _tell(output, measure_lengths(spider, bird, output))


@train.command(short_help="Train how far a verified answer is trusted.")
@click.option("--spider", required=True, type=_FOLDER, help="Holds dev.json, tables.json and the folder databases.")
@click.option("--answers", required=True, type=_FILE, help="What a cheap system answered to dev.json.")
@click.option("--opinions", required=True, type=_FILE, help="What another system answered.")
@_output
def trust(spider: Path, answers: Path, opinions: Path, output: Path) -> None:
    """Train how far a verified answer is trusted: by its result, and by whether a second opinion gives the same.

    \b
      weft route train trust --spider spider/ --answers cheap.csv --opinions other.txt -o trust.json

    Answers are a line each, a list in JSON, or a column of CSV. The same answers give the same file.
    """
    from ..route_training import train_trust

    _tell(output, train_trust(spider, answers, opinions, output))


@train.command(short_help="Train the tier that needs no language model.")
@click.option("--spider", type=_FOLDER, required=True, help="The folder with tables.json, questions and databases.")
@_output
@click.option("--questions", default="train_spider_slim.json", show_default=True, help="The file with the questions.")
def offline(spider: Path, output: Path, questions: str) -> None:
    """Train the offline tier on Spider's training set, in some minutes.

    \b
      weft route train offline --spider corpora/text_to_sql/spider -o offline_spider.json

    The databases lie in databases/NAME.sqlite, or as Spider ships them in database/NAME/NAME.sqlite. The same files
    give the same weights, to the byte.
    """
    from ..route_training import train_offline

    _tell(output, train_offline(spider, questions, output))


@train.command(short_help="Train what `weft route prune` uses.")
@click.option("--bird", required=True, type=_FOLDER, help="Holds bird_train_with_schema.parquet.")
@_output
def pruning(bird: Path, output: Path) -> None:
    """Train what `weft route prune` uses: which columns the SQL for a question names, on BIRD's training set.

    \b
      weft route train pruning --bird bird/ -o pruning.json

    It takes some minutes. The same questions give the same file.
    """
    from ..route_training import train_pruning

    _tell(output, train_pruning(bird, output))


@train.command(short_help="Train which tier of pipelines will do for a question.")
@click.option("--spider", required=True, type=_FOLDER, help="Holds dev.json, tables.json and the folder databases.")
@click.option("--bird", required=True, type=_FOLDER, help="Holds BIRD's training and development sets.")
@click.option("--labels", required=True, type=_FILE, help="EllieSQL's labels: bird_dev_pipeline_label.jsonl.")
@click.option(
    "--answers",
    multiple=True,
    required=True,
    type=_FILE,
    help="What a system answered to Spider's dev.json; repeatable.",
)
@_output
def tiers(spider: Path, bird: Path, labels: Path, answers: tuple[Path, ...], output: Path) -> None:
    """Train which tier of pipelines will do for a question, from EllieSQL's labels and what public systems answered.

    \b
      weft route train tiers --spider spider/ --bird bird/ --labels bird_dev_pipeline_label.jsonl \\
        --answers cheap.csv --answers other.txt -o tiers.json

    A teacher learns from these how hard SQL is to find, and rates BIRD's training set; the model learns the ratings
    from the questions alone. Answers are a line each, a list in JSON, or a column of CSV. It takes some minutes; the
    same files give the same model.
    """
    from ..route_training import train_tiers

    _tell(output, train_tiers(spider, bird, labels, answers, output))


def _tell(output: Path, size: int) -> None:
    click.echo(f"wrote {output}: {size:,} bytes")
