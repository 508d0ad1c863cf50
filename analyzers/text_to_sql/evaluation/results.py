"""Runs answers beside the gold SQL and compares what they give, on one database or on several instances of it."""

from collections.abc import Sequence

import sqlglot
from msgspec import Struct
from sqlglot import exp
from sqlglot.errors import SqlglotError

from ...sql_lint.connection import OutOfTime, QueryFailed
from ..complexity.hardness import Hardness, hardness
from ..database import Database, Result
from ..verification.result_sets import is_sorted, same_results
from ..verification.safety import refusals
from .judging import LIMITS


class Given(Struct, frozen=True):
    """What SQL gave on each database, nothing where it failed on one; `problem` says why. `in_order` if it sorts."""

    results: tuple[Result, ...] = ()
    in_order: bool = False
    problem: str = ""


def given_by(sql: str, databases: Sequence[Database]) -> Given:
    """Return what SQL gives on databases of one schema; it is run only if it does nothing but read."""
    if not sql:
        return Given(problem="there is no answer")
    dialect = databases[0].dialect
    if refused := refusals(sql, dialect):
        return Given(problem=f"refused: {refused[0].reason}")
    try:
        results = tuple(
            database.query(sql, seconds=LIMITS.seconds, row_limit=LIMITS.row_limit) for database in databases
        )
    except QueryFailed as error:
        return Given(problem=str(error))
    except OutOfTime:
        return Given(problem=f"it takes longer than {LIMITS.seconds:g} seconds")
    if any(result.is_cut for result in results):
        return Given(problem=f"it gives more than {LIMITS.row_limit:,} rows")
    query = sqlglot.parse_one(sql, read=dialect)
    return Given(results, isinstance(query, exp.Query) and is_sorted(query))


def agreed(reference: Given, answer: Given) -> int:
    """Return on how many databases an answer gives what the reference does, in its order if the reference sorts."""
    if not answer.results:
        return 0
    pairs = zip(reference.results, answer.results, strict=True)
    return sum(same_results(first, second, in_order=reference.in_order) for first, second in pairs)


def kinds_of(answers: Sequence[Given]) -> list[int | None]:
    """Return for each answer the number of the first that gives the same everywhere; None where it gives nothing."""
    return [_kind(at, answers) if answer.results else None for at, answer in enumerate(answers)]


def _kind(at: int, answers: Sequence[Given]) -> int:
    same = (other for other in range(at) if agreed(answers[at], answers[other]) == len(answers[at].results))
    return next(same, at)


def rated(sql: str, dialect: str) -> Hardness | None:
    """Return the hardness of SQL; None where it is no query that can be read."""
    try:
        query = sqlglot.parse_one(sql, read=dialect)
    except SqlglotError:
        return None
    return hardness(query) if isinstance(query, exp.Query) else None
