"""Turns scores into probabilities."""

from collections.abc import Sequence
from math import exp, log


def sigmoid(score: float) -> float:
    """Return the probability that a score stands for, which is its logit."""
    return 1 / (1 + exp(-score)) if score > -500 else 0.0


def shares(scores: Sequence[float]) -> list[float]:
    """Return the probabilities of classes with these scores; there is at least one."""
    highest = max(scores)
    odds = [exp(score - highest) for score in scores]
    total = sum(odds)
    return [one / total for one in odds]


def log_shares(scores: Sequence[float]) -> list[float]:
    """Return the logarithms of the probabilities of classes with these scores, however small; there is at least one."""
    highest = max(scores)
    total = highest + log(sum(exp(score - highest) for score in scores))
    return [score - total for score in scores]
