"""Ranks anti-patterns by what they cost: the formula of SQLCheck (SIGMOD 2020, figures 6 and 7)."""

from .rule import Impact

# The paper's first set of weights: a system that mostly reads.
_READ, _WRITE, _MAINTAINABILITY, _AMPLIFICATION, _INTEGRITY, _ACCURACY = 0.7, 0.15, 0.05, 0.04, 0.02, 0.02


def score(impact: Impact) -> float:
    """Return how much an anti-pattern costs, from 0 to just under 1."""
    return round(
        _READ * min(1, impact.read / 5)
        + _WRITE * min(1, impact.write / 5)
        + _MAINTAINABILITY * min(1, impact.maintainability / 5)
        + _AMPLIFICATION * min(1, impact.amplification / 8)
        + _INTEGRITY * impact.integrity
        + _ACCURACY * impact.accuracy,
        4,
    )
