"""Trains the models of `weft route` on folders of questions and databases."""

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from ..analyzers.text_to_sql.complexity.estimate import Estimator, shipped_models, write_models
from ..analyzers.text_to_sql.corpora import bird_files, spider_files
from ..analyzers.text_to_sql.corpora.bird_train_files import read_training_rows
from ..analyzers.text_to_sql.corpora.elliesql_files import read_labels
from ..analyzers.text_to_sql.corpora.example import Example
from ..analyzers.text_to_sql.corpora.prediction_files import read_predictions
from ..analyzers.text_to_sql.database import Database
from ..analyzers.text_to_sql.evaluation.judging import judge, reference_of
from ..analyzers.text_to_sql.linking.column_model import write_column_model
from ..analyzers.text_to_sql.models.tier_model import write_tier_model
from ..analyzers.text_to_sql.pipeline import Candidate
from ..analyzers.text_to_sql.pipelines.offline import OfflinePipeline
from ..analyzers.text_to_sql.question import Question
from ..analyzers.text_to_sql.routing.lengths import write_lengths
from ..analyzers.text_to_sql.routing.trust import facts_of, write_trust
from ..analyzers.text_to_sql.schema.schema import Schema
from ..analyzers.text_to_sql.training.outcomes import shares_right
from ..analyzers.text_to_sql.verification.likeness import Opinion
from ..diagnostics import WeftError
from .progress import show_progress
from .sql_database import open_database

if TYPE_CHECKING:  # it needs the libraries of training
    from ..analyzers.text_to_sql.training.tiers import TierData


Kind = TypeVar("Kind")
Corpus = tuple[tuple[Example, ...], dict[str, Schema]]


class CannotTrain(WeftError, RuntimeError):
    """A library or a file that training needs is not there."""


def train_offline(folder: Path, questions: str, output: Path) -> int:
    """Write the weights of the offline tier and return how many bytes they are; raises CannotTrain."""
    with _libraries():
        from ..analyzers.text_to_sql.training.offline import train
    examples, schemas = _spider(folder, questions)
    with _databases(folder, (one.database for one in examples)) as opened, show_progress(is_shown=True) as report:
        weights = train(examples, schemas, opened, report)
    return _write(output, msgspec.json.encode(weights, order="deterministic") + b"\n")


def train_estimates(spider: Path, bird: Path, output: Path) -> int:
    """Write the models of `weft route estimate` and return how many bytes they are.

    Raises CannotTrain, NoQuery and NotRated.
    """
    with _libraries():
        from ..analyzers.text_to_sql.training.estimates import train_estimates as train
    models = train(*_spider(spider, "train_spider_slim.json"), *_bird_dev(bird))
    return _write(output, write_models(models))


def measure_lengths(spider: Path, bird: Path, output: Path) -> int:
    """Write how long queries are and return how many bytes it is; raises CannotTrain and NoQuery."""
    from ..analyzers.text_to_sql.training.lengths import measure_lengths as measure

    examples, _ = _spider(spider, "train_spider_slim.json")
    return _write(output, write_lengths(measure((*examples, *_bird_training(bird)[0]))))


def train_trust(spider: Path, answers: Path, opinions: Path, output: Path) -> int:
    """Write how far answers to Spider's questions are trusted; return how many bytes it is.

    Each is seen alone, beside the offline tier's candidates, beside the second opinion in `opinions`, and beside both.
    Raises CannotTrain and NotPredictions.
    """
    with _libraries():
        from ..analyzers.text_to_sql.training.trusting import Judged, fit_trust
    questions, schemas = _spider(spider, "dev.json")
    given = [read_predictions(_read(path), path.name) for path in (answers, opinions)]
    if any(len(one) != len(questions) for one in given):
        raise CannotTrain(f"there must be {len(questions)} answers in each file, one for each question")
    estimator, offline = Estimator(shipped_models()), OfflinePipeline()
    judged: list[Judged] = []
    with _databases(spider, (one.database for one in questions)) as opened:
        for example, answer, opinion in zip(questions, *given, strict=True):
            question, database = Question(example.text, schemas[example.database]), opened[example.database]
            reference, estimate = reference_of(example.sql, database), estimator(question)
            for others in _companies((Candidate(opinion),), offline.attempt(question, database).candidates):
                found = judge([(Candidate(answer),), *others], question, database, reference)[0]
                if found.verified.is_sound:
                    judged.append(Judged(facts_of(found.verified, estimate), found.is_right))
    return _write(
        output, write_trust(fit_trust(judged, trained_on=f"{len(judged)} views of sound answers in {answers.name}"))
    )


def _companies(*opinions: Opinion) -> list[tuple[Opinion, ...]]:
    """Return all opinions that an answer may stand beside: none, any one, any two, and so on."""
    sizes = range(len(opinions) + 1)
    return [company for size in sizes for company in combinations(opinions, size) if all(company)]


def train_pruning(bird: Path, output: Path) -> int:
    """Write the model of `weft route prune` and return how many bytes it is; raises CannotTrain."""
    with _libraries():
        from ..analyzers.text_to_sql.training.columns import train_columns
    examples, schemas = _bird_training(bird)
    with show_progress(is_shown=True) as report:
        model = train_columns(examples, schemas, report=report)
    return _write(output, write_column_model(model))


def _bird_training(folder: Path) -> Corpus:
    """Return BIRD's training set; raises CannotTrain where it is not there or cannot be read."""
    with _libraries():
        import duckdb
    file = folder / "bird_train_with_schema.parquet"
    if not file.is_file():
        raise CannotTrain(f"there is no {file}: --bird is the folder that holds it")
    try:
        rows = duckdb.read_parquet(str(file)).project("db_id, question, evidence, SQL, schema").fetchall()
    except duckdb.Error as error:
        raise CannotTrain(f"{file}: {str(error).splitlines()[0]}") from None
    return _checked(*read_training_rows(rows), file)


def _spider(folder: Path, questions: str) -> Corpus:
    """Return the questions of a file in a folder of Spider's, and the schemas; raises CannotTrain."""
    examples = _parsed(folder / questions, spider_files.read_questions)
    return _checked(examples, _parsed(folder / "tables.json", spider_files.read_schemas), folder / questions)


def _bird_dev(folder: Path) -> Corpus:
    """Return BIRD's development set; raises CannotTrain."""
    examples = _parsed(folder / "bird_dev.json", bird_files.read_questions)
    schemas = _parsed(folder / "bird_dev_schema_with_samples.json", bird_files.read_schemas)
    return _checked(examples, schemas, folder / "bird_dev.json")


def _checked(examples: tuple[Example, ...], schemas: dict[str, Schema], file: Path) -> Corpus:
    """Return both; raises CannotTrain where there are no questions, or one is about a database without a schema."""
    if not examples:
        raise CannotTrain(f"{file}: there are no questions to learn from")
    unknown = next((one for one in examples if one.database not in schemas), None)
    if unknown:
        raise CannotTrain(f"{file}: question {unknown.id} is about {unknown.database!r}, which has no schema")
    return examples, schemas


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


def train_tiers(spider: Path, bird: Path, labels: Path, answers: Sequence[Path], output: Path) -> int:
    """Write which tier will do for a question, and return how many bytes it is; raises what `read_tier_data` does."""
    with _libraries():
        from ..analyzers.text_to_sql.training import tiers
    return _write(output, write_tier_model(tiers.train_tiers(read_tier_data(spider, bird, labels, answers))))


def read_tier_data(spider: Path, bird: Path, labels: Path, answers: Sequence[Path]) -> "TierData":
    """Return what tiers are learnt from; `answers` are files of what public systems answered to Spider's dev.json.

    Raises CannotTrain, NotEllieSql, NotPredictions and NoQuery.
    """
    with _libraries():
        from ..analyzers.text_to_sql.training import tiers
    asked, schemas = _spider(spider, "dev.json")
    given = [read_predictions(_read(path), path.name) for path in answers]
    if not given or any(len(one) != len(asked) for one in given):
        raise CannotTrain(f"there must be files of answers, and {len(asked)} in each, one for each question")
    with _databases(spider, (one.database for one in asked)) as opened, show_progress(is_shown=True) as report:
        shares = shares_right(asked, schemas, opened, given, report)
    known = tiers.known_tiers(_parsed(labels, read_labels), *_bird_dev(bird))
    others = _bird_training(bird)
    return tiers.TierData(
        known, tiers.facts_of(asked, schemas), shares, tiers.seen_of(*others), tiers.facts_of(*others)
    )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotTrain(f"{path}: {error.strerror}") from None


def _parsed(path: Path, read: Callable[[bytes], Kind]) -> Kind:
    """Return what a file holds; raises CannotTrain with its name."""
    content = _read(path)
    try:
        return read(content)
    except WeftError as error:
        raise CannotTrain(f"{path}: {error}") from None


def _write(path: Path, content: bytes) -> int:
    path.write_bytes(content)
    return len(content)
