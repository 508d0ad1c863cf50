"""Trains the models of `weft route` on folders of questions and databases."""

from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

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


def measure_lengths(spider: Path, bird: Path, output: Path) -> int:
    """Write how long queries are and return how many bytes it is; raises CannotTrain and NotSpider."""
    from ..analyzers.text_to_sql.training.lengths import measure_lengths as measure

    examples = spider_files.read_questions(_read(spider / "train_spider_slim.json"))
    return _write(output, write_lengths(measure((*examples, *_bird_training(bird)[0]))))


def train_trust(spider: Path, answers: Path, opinions: Path, output: Path) -> int:
    """Write how far answers to Spider's questions are trusted; return how many bytes it is.

    Each is seen alone, beside the offline tier's candidates, beside the second opinion in `opinions`, and beside both.
    Raises CannotTrain, NotSpider and NotPredictions.
    """
    with _libraries():
        from ..analyzers.text_to_sql.training.trusting import Judged, fit_trust
    questions = spider_files.read_questions(_read(spider / "dev.json"))
    schemas = spider_files.read_schemas(_read(spider / "tables.json"))
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
    return _write(output, write_column_model(train_columns(*_bird_training(bird))))


def _bird_training(folder: Path) -> tuple[tuple[Example, ...], dict[str, Schema]]:
    """Return BIRD's training set; raises CannotTrain where it is not there."""
    with _libraries():
        import duckdb
    file = folder / "bird_train_with_schema.parquet"
    if not file.is_file():
        raise CannotTrain(f"there is no {file}: --bird is the folder that holds it")
    rows = duckdb.read_parquet(str(file)).project("db_id, question, evidence, SQL, schema").fetchall()
    return read_training_rows(rows)


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

    Raises CannotTrain, NotSpider, NotBird, NotEllieSql, NotPredictions and NoQuery.
    """
    with _libraries():
        from ..analyzers.text_to_sql.training import tiers
    asked = spider_files.read_questions(_read(spider / "dev.json"))
    schemas = spider_files.read_schemas(_read(spider / "tables.json"))
    given = [read_predictions(_read(path), path.name) for path in answers]
    if not given or any(len(one) != len(asked) for one in given):
        raise CannotTrain(f"there must be files of answers, and {len(asked)} in each, one for each question")
    with _databases(spider, (one.database for one in asked)) as opened, show_progress(is_shown=True) as report:
        shares = shares_right(asked, schemas, opened, given, report)
    known = tiers.known_tiers(
        read_labels(_read(labels)),
        bird_files.read_questions(_read(bird / "bird_dev.json")),
        bird_files.read_schemas(_read(bird / "bird_dev_schema_with_samples.json")),
    )
    others = _bird_training(bird)
    return tiers.TierData(
        known, tiers.facts_of(asked, schemas), shares, tiers.seen_of(*others), tiers.facts_of(*others)
    )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotTrain(f"{path}: {error.strerror}") from None


def _write(path: Path, content: bytes) -> int:
    path.write_bytes(content)
    return len(content)
