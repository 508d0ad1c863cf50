"""Trains the models of `weft route` on folders of questions and databases."""

from collections.abc import Generator, Iterable, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import msgspec

from ..analyzers.text_to_sql.corpora import bird_files, spider_files
from ..analyzers.text_to_sql.corpora.bird_train_files import read_training_rows
from ..analyzers.text_to_sql.corpora.prediction_files import read_predictions
from ..analyzers.text_to_sql.database import Database
from ..analyzers.text_to_sql.estimate import Estimator, shipped_models, write_models
from ..analyzers.text_to_sql.evaluation.judging import judge, reference_of
from ..analyzers.text_to_sql.linking.column_model import write_column_model
from ..analyzers.text_to_sql.question import Question
from ..analyzers.text_to_sql.trust import facts_of, write_trust
from ..diagnostics import WeftError
from .progress import show_progress
from .sql_database import open_database


class CannotTrain(WeftError, RuntimeError):
    """A library or a file that training needs is not there."""


def train_offline(folder: Path, questions: str, output: Path) -> int:
    """Write the weights of the offline tier and return how many bytes they are; raises CannotTrain, NotSpider."""
    with _libraries():
        from ..analyzers.text_to_sql.training.offline import train
    examples = spider_files.read_questions(_read(folder / questions))
    schemas = spider_files.read_schemas(_read(folder / "tables.json"))
    with _databases(folder, (one.database for one in examples)) as opened, show_progress(is_shown=True) as report:
        weights = train(examples, schemas, opened, report)
    return _write(output, msgspec.json.encode(weights, order="deterministic") + b"\n")


def train_estimates(spider: Path, bird: Path, output: Path) -> int:
    """Write the models of `weft route estimate` and return how many bytes they are.

    Raises CannotTrain, NotSpider and NotBird.
    """
    with _libraries():
        from ..analyzers.text_to_sql.training.estimates import train_estimates as train
    models = train(
        spider_files.read_questions(_read(spider / "train_spider_slim.json")),
        spider_files.read_schemas(_read(spider / "tables.json")),
        bird_files.read_questions(_read(bird / "bird_dev.json")),
        bird_files.read_schemas(_read(bird / "bird_dev_schema_with_samples.json")),
    )
    return _write(output, write_models(models))


def train_trust(spider: Path, answers: Path, opinions: Path, output: Path) -> int:
    """Write how far answers to Spider's questions are trusted beside second opinions; return how many bytes it is.

    Raises CannotTrain, NotSpider and NotPredictions.
    """
    with _libraries():
        from ..analyzers.text_to_sql.training.trusting import Judged, fit_trust
    questions = spider_files.read_questions(_read(spider / "dev.json"))
    schemas = spider_files.read_schemas(_read(spider / "tables.json"))
    given = [read_predictions(_read(path), path.name) for path in (answers, opinions)]
    if any(len(one) != len(questions) for one in given):
        raise CannotTrain(f"there must be {len(questions)} answers in each file, one for each question")
    estimator = Estimator(shipped_models())
    judged: list[Judged] = []
    with _databases(spider, (one.database for one in questions)) as opened:
        for example, *texts in zip(questions, *given, strict=True):
            question, database = Question(example.text, schemas[example.database]), opened[example.database]
            found = judge(texts, question, database, reference_of(example.sql, database))[0]
            if found.verified.is_sound:
                judged.append(Judged(facts_of(found.verified, estimator(question)), found.is_right))
    return _write(output, write_trust(fit_trust(judged, trained_on=f"{len(judged)} sound answers in {answers.name}")))


def train_pruning(bird: Path, output: Path) -> int:
    """Write the model of `weft route prune` and return how many bytes it is; raises CannotTrain."""
    with _libraries():
        import duckdb

        from ..analyzers.text_to_sql.training.columns import train_columns
    file = bird / "bird_train_with_schema.parquet"
    if not file.is_file():
        raise CannotTrain(f"there is no {file}: --bird is the folder that holds it")
    rows = duckdb.read_parquet(str(file)).project("db_id, question, evidence, SQL, schema").fetchall()
    return _write(output, write_column_model(train_columns(*read_training_rows(rows))))


@contextmanager
def _libraries() -> Generator[None]:
    """Say what to install where a library of training is not there."""
    try:
        yield
    except ImportError as error:
        raise CannotTrain(f"{error}: training needs `pip install 'weft[train]'`") from None


@contextmanager
def _databases(folder: Path, names: Iterable[str]) -> Generator[Mapping[str, Database]]:
    """Open the databases of these names; raises CannotTrain where one is nowhere."""
    with ExitStack() as stack:
        paths = {name: database_file(folder, name) for name in sorted(set(names))}
        yield {name: stack.enter_context(open_database(str(path))) for name, path in paths.items()}


def database_file(folder: Path, name: str) -> Path:
    """Return where a database of Spider's lies; raises CannotTrain where it is nowhere."""
    for path in (folder / "databases" / f"{name}.sqlite", folder / "database" / name / f"{name}.sqlite"):
        if path.is_file():
            return path
    raise CannotTrain(f"{folder}: there is no database {name}: looked for databases/{name}.sqlite")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotTrain(f"{path}: {error.strerror}") from None


def _write(path: Path, content: bytes) -> int:
    path.write_bytes(content)
    return len(content)
