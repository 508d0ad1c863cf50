"""Fits the probability that a verified candidate is right, on candidates of which that is known."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

import numpy as np
from msgspec import Struct

from ..routing.trust import Trust

linear_models: Any = import_module("sklearn.linear_model")  # it tells a type checker nothing


class Judged(Struct, frozen=True):
    """What could be seen of a candidate that might have been the answer, and whether it was."""

    facts: Mapping[str, float]
    is_right: bool


def fit_trust(judged: Sequence[Judged], *, strength: float = 0.3, trained_on: str = "") -> Trust:
    """Return a model fitted to judged candidates; the same ones give the same model.

    `strength` is the inverse of the penalty on weights. Raises ValueError where all are right, or none.
    """
    if len({one.is_right for one in judged}) < 2:
        raise ValueError("some candidates must be right and some wrong")
    names = tuple(judged[0].facts)
    table = np.array([[one.facts[name] for name in names] for one in judged], dtype=np.float64)
    means, spreads = table.mean(axis=0), table.std(axis=0)
    spreads[spreads == 0] = 1.0
    fitted = linear_models.LogisticRegression(C=strength, max_iter=2000)
    fitted.fit((table - means) / spreads, [one.is_right for one in judged])
    weights = np.asarray(fitted.coef_[0]) / spreads
    start = float(fitted.intercept_[0] - weights @ means)
    rounded = {name: float(f"{weight:.4g}") for name, weight in zip(names, weights.tolist(), strict=True)}
    return Trust(float(f"{start:.4g}"), rounded, trained_on)
