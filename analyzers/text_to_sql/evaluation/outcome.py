"""What became of one question under one policy."""

from collections.abc import Sequence

from msgspec import Struct


class Outcome(Struct, frozen=True):
    """Whether the answer to a question about a database was right, and the tokens it took."""

    database: str
    is_right: bool
    tokens: float


class Point(Struct, frozen=True):
    """A policy as a point: the share of right answers, from 0 to 1, and the mean of tokens per question."""

    accuracy: float
    tokens: float


def point_of(outcomes: Sequence[Outcome]) -> Point:
    """Return a policy as a point; raises ValueError where there are no outcomes."""
    if not outcomes:
        raise ValueError("there are no outcomes to measure")
    right = sum(outcome.is_right for outcome in outcomes)
    return Point(right / len(outcomes), sum(outcome.tokens for outcome in outcomes) / len(outcomes))
