"""Verifies a candidate without knowing the answer: by its text, by the schema, by running it."""

from collections.abc import Sequence
from typing import Any

import sqlglot
from msgspec import Struct
from msgspec.structs import replace
from sqlglot import exp

from ...sql_lint.connection import OutOfTime, QueryFailed
from ...sql_lint.lint import lint_sql
from ..complexity.hardness import components
from ..database import Database, Result
from ..pipeline import Candidate
from ..question import Question
from .known_names import unknown_names
from .likeness import Likeness
from .result_sets import is_sorted
from .safety import refusals


class Limits(Struct, frozen=True):
    """How long a candidate may run, in seconds, and how many of its rows are looked at."""

    seconds: float = 5.0
    row_limit: int = 1000


USUAL_LIMITS = Limits()


class Verified(Struct, frozen=True):
    """A candidate with what verification found. `problems` are why it cannot be the answer, `doubts` why it may not be.

    `findings` are anti-patterns in it, by the names of their rules. `agreeing` and `differing` count the second
    opinions that gave the same result, and another one; `likeness` is to all that they hold possible. `is_sorted`
    where the order of its rows is part of it. `tables` counts the tables that it names, `nested` the queries nested
    in it.
    """

    candidate: Candidate
    problems: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    is_sorted: bool = False
    agreeing: int = 0
    differing: int = 0
    tables: int = 0
    nested: int = 0
    likeness: Likeness = Likeness()

    @property
    def is_sound(self) -> bool:
        """Say whether it can be the answer at all."""
        return not self.problems


def verify(
    candidate: Candidate,
    question: Question,
    database: Database,
    limits: Limits = USUAL_LIMITS,
) -> Verified:
    """Return what is to be said of a candidate; it is run unless it is unsafe or names what there is not."""
    problems = [refusal.reason for refusal in refusals(candidate.sql, database.dialect, question.schema)]
    if problems:
        return Verified(candidate, tuple(problems))
    query = sqlglot.parse_one(candidate.sql, read=database.dialect)
    assert isinstance(query, exp.Query)  # or it had been refused
    if unknown := unknown_names(query, question.schema):
        return Verified(candidate, tuple(name.told for name in unknown))
    ran = run(candidate, database, limits)
    if ran.result is None:
        return Verified(ran, (ran.error,))
    found = tuple(dict.fromkeys(finding.rule.name for finding in lint_sql(candidate.sql, database.dialect)))
    doubts = tuple(_doubts(question, ran.result))
    tables = len({table.name.lower() for table in query.find_all(exp.Table)})
    return Verified(ran, (), doubts, found, is_sorted(query), tables=tables, nested=components(query).nested)


def run(candidate: Candidate, database: Database, limits: Limits = USUAL_LIMITS) -> Candidate:
    """Return a candidate with its result, or with the error it met; it is not run again where either is known."""
    if candidate.result is not None or candidate.error:
        return candidate
    try:
        result = database.query(candidate.sql, seconds=limits.seconds, row_limit=limits.row_limit)
    except QueryFailed as error:
        return replace(candidate, error=str(error))
    except OutOfTime:
        return replace(candidate, error=f"it took longer than {limits.seconds:g} seconds")
    return replace(candidate, result=result)


def _doubts(question: Question, result: Result) -> list[str]:
    """Return what makes a result look unlike an answer to the question."""
    doubts: list[str] = []
    if not result.rows:
        doubts.append("it gives no rows")
    elif all(value is None for row in result.rows for value in row):
        doubts.append("it gives nothing but NULL")
    stems = tuple(token.stem for token in question.tokens[:2])
    if stems == ("how", "many") and result.rows and not _counts(result.rows):
        doubts.append("the question asks how many, and no number is in the result")
    if result.is_cut:
        doubts.append(f"it gives more than {len(result.rows):,} rows")
    return doubts


def _counts(rows: Sequence[tuple[Any, ...]]) -> bool:
    return any(isinstance(value, int | float) for value in rows[0])
