"""Judges an answer on synthetic instances: it agrees with gold where it gives the same on every one of them."""

from collections.abc import Sequence

from ..database import Database, Result
from ..evaluation.results import Given, agreed, given_by


def is_telling(gold: Given) -> bool:
    """Say whether agreement with gold tells anything: on some instance it gives more than nothing, NULL or zero."""
    return any(not _is_trivial(result) for result in gold.results)


def agrees(answer: str, gold: Given, instances: Sequence[Database]) -> bool:
    """Say whether an answer gives what gold does on every instance, in the same order where gold sorts.

    `instances` are those on which gold gave that, in their order.
    """
    return bool(gold.results) and agreed(gold, given_by(answer, instances)) == len(gold.results)


def _is_trivial(result: Result) -> bool:
    return all(value is None or value == 0 for row in result.rows[:1] for value in row) and len(result.rows) < 2
