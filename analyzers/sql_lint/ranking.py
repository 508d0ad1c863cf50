"""Ranks anti-patterns by what they cost: the formula of SQLCheck (SIGMOD 2020, figures 6 and 7)."""

from collections.abc import Hashable, Iterable
from typing import TypeVar

from msgspec import Struct

from .rule import Impact

_Query = TypeVar("_Query", bound=Hashable)


class Weights(Struct, frozen=True):
    """How much each part of an impact counts; without others, for a system that mostly reads (the paper's C1)."""

    read: float = 0.7
    write: float = 0.15
    maintainability: float = 0.05
    amplification: float = 0.04
    integrity: float = 0.02
    accuracy: float = 0.02


MOSTLY_READ = Weights()
READ_AND_WRITE = Weights(read=0.4, write=0.4, maintainability=0.1)  # the paper's C2


def score(impact: Impact, weights: Weights = MOSTLY_READ) -> float:
    """Return how much an anti-pattern costs, from 0 to the sum of the weights.

    A statement that is five times slower, five statements to change or eight times the data are as bad as any more.
    """
    return round(
        weights.read * min(1, impact.read / 5)
        + weights.write * min(1, impact.write / 5)
        + weights.maintainability * min(1, impact.maintainability / 5)
        + weights.amplification * min(1, impact.amplification / 8)
        + weights.integrity * impact.integrity
        + weights.accuracy * impact.accuracy,
        4,
    )


def rank_queries(scores: Iterable[tuple[_Query, float]], by: str) -> dict[_Query, int]:
    """Return the rank of each query, 0 for the worst: by the number of its anti-patterns ("count") or by their scores.

    `scores` holds the query and the score of each finding. Of two that are alike, the one with the higher scores and
    then the one that was found first comes first.
    """
    found: dict[_Query, list[float]] = {}
    for query, cost in scores:
        found.setdefault(query, []).append(cost)
    numbers = {query: len(costs) if by == "count" else 0 for query, costs in found.items()}
    ordered = sorted(found, key=lambda query: (-numbers[query], -round(sum(found[query]), 6)))
    return {query: rank for rank, query in enumerate(ordered)}
