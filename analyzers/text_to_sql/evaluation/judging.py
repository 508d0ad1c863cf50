"""Judges answers by what they give: right is what gives the same result as the reference does."""

from collections.abc import Sequence

import sqlglot
from msgspec import Struct
from msgspec.structs import replace
from sqlglot import exp

from ...sql_lint.connection import OutOfTime, QueryFailed
from ..database import Database, Result
from ..pipeline import Candidate
from ..question import Question
from ..verification.agreement import compare
from ..verification.likeness import Opinion
from ..verification.result_sets import is_sorted, same_results
from ..verification.verify import Limits, Verified, verify

# References may take long and give much, and so may what is compared with them.
LIMITS = Limits(seconds=10.0, row_limit=50_000)


class Reference(Struct, frozen=True):
    """What a question should give; `in_order` where the order of the rows is part of it."""

    result: Result
    in_order: bool


class Judgement(Struct, frozen=True):
    """An answer, verified beside the second opinions, and whether it was right."""

    verified: Verified
    is_right: bool


def reference_of(sql: str, database: Database) -> Reference | None:
    """Return what the reference SQL gives; None where the database cannot run it."""
    query = sqlglot.parse_one(sql, read=database.dialect)
    try:
        result = database.query(sql, seconds=LIMITS.seconds, row_limit=LIMITS.row_limit)
    except (QueryFailed, OutOfTime):
        return None
    return Reference(result, isinstance(query, exp.Query) and is_sorted(query))


def judge(
    answers: Sequence[Opinion], question: Question, database: Database, reference: Reference | None
) -> tuple[Judgement, ...]:
    """Return how right several answers to one question are, each with the others as second opinions.

    Of each who answers, the first candidate is the answer, which is run here; without one there is no answer.
    """
    verified = [verify(_unrun(opinion), question, database, LIMITS) for opinion in answers]
    counted = [found for found in compare(verified, [opinion[1:] for opinion in answers]) if found is not None]
    return tuple(Judgement(found, _is_right(found.candidate.result, reference)) for found in counted)


def _unrun(opinion: Opinion) -> Candidate:
    """Return the answer without what it gave under other limits."""
    return replace(opinion[0], result=None, error="") if opinion else Candidate("")


def _is_right(result: Result | None, reference: Reference | None) -> bool:
    if result is None or reference is None:
        return False
    return same_results(reference.result, result, in_order=reference.in_order)
