"""Fits what chooses among the candidates of a question, so that those that are right get most of the weight."""

from collections.abc import Sequence
from typing import Any, Protocol, cast

import numpy as np
from scipy import optimize

from ..offline.preference import MOST, Preference, extended

_ROUNDS = 100
_REGULAR = 5.0


class Candidates(Protocol):
    """The candidates of one question."""

    @property
    def features(self) -> list[list[float]]: ...

    @property
    def right(self) -> list[bool]: ...


def fit_preference(judged: Sequence[Candidates], logits: Sequence[Any]) -> Preference:
    """Return a preference, given candidates and what trees that had not seen them say of each.

    The loss is the logarithm of the share of weight that goes to right candidates; questions without any teach nothing.
    """
    pairs = [(one, own) for one, own in zip(judged, logits, strict=True) if any(one.right)]
    rows = [extended(row, float(logit)) for one, own in pairs for row, logit in zip(one.features, own, strict=True)]
    plain = np.clip(np.asarray(rows), -MOST, MOST)
    wide = np.column_stack([plain, np.maximum(plain, 0), plain == 0])
    scales = wide.std(axis=0) + 1e-6
    right = np.asarray([float(right) for one, _ in pairs for right in one.right])
    sizes = np.asarray([len(one.right) for one, _ in pairs])
    found = _minimised((wide - wide.mean(axis=0)) / scales, right, sizes) / scales
    slopes, rises, zeros = (tuple(float(f"{one:.6g}") for one in part) for part in np.split(found, 3))
    return Preference(slopes, rises, zeros)


def _minimised(features: Any, right: Any, sizes: Any) -> Any:
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    questions = np.repeat(np.arange(len(sizes)), sizes)

    def objective(weights: Any) -> tuple[float, Any]:
        scores = features @ weights
        shares = np.exp(scores - np.maximum.reduceat(scores, starts)[questions])
        every = np.add.reduceat(shares, starts)
        good = np.add.reduceat(shares * right, starts) + 1e-12
        slopes = features.T @ (shares / every[questions] - shares * right / good[questions])
        loss = -float(np.log(good / every).sum()) + _REGULAR / 2 * float(weights @ weights)
        return loss, slopes + _REGULAR * weights

    minimize: Any = cast(Any, optimize).minimize
    start = np.zeros(features.shape[1])
    return minimize(objective, start, jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS}).x
