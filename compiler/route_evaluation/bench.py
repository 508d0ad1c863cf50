"""Judges questions in a process: opens their databases, asks our own systems, runs all answers."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from msgspec import Struct

from ...analyzers.text_to_sql.complexity.estimate import Estimator, shipped_models
from ...analyzers.text_to_sql.complexity.hardness import Hardness
from ...analyzers.text_to_sql.corpora.example import Example
from ...analyzers.text_to_sql.corpora.prediction_files import Prediction
from ...analyzers.text_to_sql.evaluation.judged import Judged, JudgedQuestion
from ...analyzers.text_to_sql.evaluation.results import Given, agreed, given_by, kinds_of, rated
from ...analyzers.text_to_sql.question import Question
from ...analyzers.text_to_sql.schema.catalog import schema_of_catalog
from ...analyzers.text_to_sql.schema.schema import Schema
from ...analyzers.text_to_sql.settings import Settings
from ...diagnostics import WeftError
from ..sql_database import Database, open_database
from .answering import Answered, Answering, Terms, answering


class Setup(Struct, frozen=True):
    """What all questions share. `asked` has a name for each system of ours, and nothing for the others.

    Policies keep to `terms`.
    """

    databases: Mapping[str, tuple[Path, ...]]
    schemas: Mapping[str, Schema]
    asked: tuple[str, ...]
    terms: Terms
    settings: Settings


class Task(Struct, frozen=True):
    """A question, by its number in the file, and what the systems answered that are not asked."""

    number: int
    example: Example
    answers: tuple[Prediction | None, ...]


class Stopped(Struct, frozen=True):
    """Why a question could not be judged now, though it may be another time."""

    reason: str


class Bench:
    """The pipelines, and the databases that the last question was about: questions come one database after another."""

    def __init__(self, setup: Setup) -> None:
        """Take what all questions share; raises what `answering` does for systems that cannot be asked."""
        self.setup = setup
        self._asked = [answering(name, setup.terms, setup.settings) if name else None for name in setup.asked]
        self._estimator = Estimator(shipped_models())
        self._name, self._opened, self._schema = "", ExitStack(), Schema("", ())
        self._databases: list[Database] = []

    def check(self) -> None:
        """Open every database once; raises UnusableDatabase."""
        for paths in self.setup.databases.values():
            for path in paths:
                with open_database(str(path)):
                    pass

    def judge(self, task: Task) -> JudgedQuestion:
        """Return what is to be said of a question; raises WeftError where a model does not answer."""
        example = task.example
        self._open(example.database)
        question = Question(example.text, self._schema, example.evidence)
        hardness = rated(example.sql, self._databases[0].dialect)
        gold = given_by(example.sql, self._databases)
        if gold.problem:
            return JudgedQuestion(task.number, example.database, problem=f"the gold SQL gives nothing: {gold.problem}")
        pairs = zip(self._asked, task.answers, strict=True)
        answered = [Answered(given) if given else self._ask(asked, question) for asked, given in pairs]
        expected = self._estimator(question).hardness
        return JudgedQuestion(
            task.number,
            example.database,
            hardness.value if hardness else "",
            expected.get(Hardness.HARD, 0.0) + expected.get(Hardness.EXTRA, 0.0),
            _judged(gold, answered, self._databases),
        )

    def _open(self, name: str) -> None:
        """Open the databases of this name in the place of those that are open."""
        if name == self._name:
            return
        self.close()
        paths = self.setup.databases[name]
        self._databases = [self._opened.enter_context(open_database(str(path))) for path in paths]
        first = self._databases[0]
        known = self.setup.schemas.get(name)
        self._schema = known or schema_of_catalog(first.schema(), name, first.dialect)
        self._name = name

    def _ask(self, asked: Answering | None, question: Question) -> Answered:
        assert asked is not None  # whoever has no answers is asked
        return asked(question, self._databases[0])

    def close(self) -> None:
        """Close what is open."""
        self._opened.close()
        self._name = ""


def _judged(gold: Given, answered: Sequence[Answered], databases: Sequence[Database]) -> tuple[Judged, ...]:
    texts = {one.prediction.sql for one in answered}
    ran = {sql: given_by(sql, databases) for sql in sorted(texts)}
    given = [ran[one.prediction.sql] for one in answered]
    return tuple(
        Judged(
            agreed(gold, found),
            len(databases),
            kind,
            one.prediction.tokens,
            one.prediction.cost,
            one.confidence,
            one.problem or found.problem,
            one.steps,
        )
        for one, found, kind in zip(answered, given, kinds_of(given), strict=True)
    )


_bench: Bench | None = None  # of this process


def judge_task(setup: Setup, task: Task) -> JudgedQuestion | Stopped:
    """Judge a question; what is open stays so for the next one."""
    global _bench
    if _bench is None or (_bench.setup is not setup and _bench.setup != setup):
        close_bench()
        _bench = Bench(setup)
    try:
        return _bench.judge(task)
    except WeftError as error:
        return Stopped(str(error))


def close_bench() -> None:
    """Close what questions have left open in this process."""
    global _bench
    if _bench is not None:
        _bench.close()
    _bench = None
