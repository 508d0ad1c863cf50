"""Chooses among candidates: each has a weight by its features, and those with the same result stand together."""

import math
from collections.abc import Sequence

from msgspec import Struct

from ..models.probabilities import shares

MOST = 20.0  # features are cut off here


class Preference(Struct, frozen=True):
    """A linear model over features, over their positive parts, and over whether they are zero.

    The last two features are the logit that trees give a candidate, and the logarithm of its probability.
    """

    slopes: tuple[float, ...]
    rises: tuple[float, ...]
    zeros: tuple[float, ...]

    def score(self, features: Sequence[float]) -> float:
        """Return the score of a candidate beside others: the logarithm of its weight."""
        total = 0.0
        for feature, slope, rise, zero in zip(features, self.slopes, self.rises, self.zeros, strict=True):
            value = max(-MOST, min(MOST, feature))
            total += slope * value + (rise * value if value > 0 else 0.0 if value else zero)
        return total


class Verdict(Struct, frozen=True):
    """What a candidate is worth: its own share of all weights, that of its result, and how far to trust that."""

    own: float
    shared: float
    trust: float


def extended(features: Sequence[float], logit: float) -> list[float]:
    """Return the features that a preference takes, given those of a candidate and what trees make of them."""
    return [*features, logit, max(-MOST, -math.log1p(math.exp(-logit)))]


def verdicts_of(
    rows: Sequence[Sequence[float]], keys: Sequence[str], logits: Sequence[float], preference: Preference
) -> list[Verdict]:
    """Return what candidates are worth, given their features, a key of what each gave, and what trees say of them."""
    scores = [preference.score(extended(row, logit)) for row, logit in zip(rows, logits, strict=True)]
    owned = shares(scores)
    shared: dict[str, float] = {}
    for key, own in zip(keys, owned, strict=True):
        shared[key] = shared.get(key, 0.0) + own
    return [
        Verdict(own, shared[key], shared[key] / (1.0 + math.exp(-logit)))
        for key, own, logit in zip(keys, owned, logits, strict=True)
    ]
