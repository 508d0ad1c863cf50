"""What the scores of all columns tell of each of them: how it and its table stand among the others."""

from collections.abc import Sequence
from math import exp

_UNJOINED = -9.0  # the score of a neighbour where there is none


def in_context(scores: Sequence[Sequence[float]], neighbours: Sequence[frozenset[int]]) -> list[list[list[float]]]:
    """Return ten numbers for each column of each table, from the scores of all columns by table."""
    best = [max(table, default=_UNJOINED) for table in scores]
    sums = [sum(map(sigmoid, table)) for table in scores]
    table_ranks = _ranks(best, 10)
    ranks = iter(_ranks([score for table in scores for score in table], 40))
    whole = (max(best, default=0.0), sum(sums))
    found: list[list[list[float]]] = []
    for at, table in enumerate(scores):
        near = max((best[other] for other in neighbours[at]), default=_UNJOINED)
        shared = [best[at], sums[at], near, min(best[at], near), table_ranks[at], *whole]
        own = zip(table, _ranks(table, 20), strict=True)
        found.append([[score, *shared, next(ranks), rank] for score, rank in own])
    return found


def sigmoid(score: float) -> float:
    """Return the probability that a score stands for."""
    return 1 / (1 + exp(-score)) if score > -500 else 0.0


def _ranks(scores: Sequence[float], most: int) -> list[int]:
    """Return the place of each score when the highest comes first, `most` at most."""
    found = [0] * len(scores)
    for rank, at in enumerate(sorted(range(len(scores)), key=lambda at: -scores[at])):
        found[at] = min(rank, most)
    return found
