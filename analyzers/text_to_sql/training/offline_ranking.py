"""Learns to rank candidates from those that models made for databases they had not seen, and how far to trust it."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from msgspec import Struct
from sklearn.isotonic import IsotonicRegression

from ..models.calibration import Calibration
from ..models.trees import Trees
from ..offline.model import Ranking
from ..offline.preference import Preference, verdicts_of
from .offline_preference import fit_preference
from .trees import Growth, base_of, fit_trees, trees_of

_FOLDS = 4
_GROWTH = Growth(trees=120, leaves=12, least_in_leaf=60, rate=0.06)


class Judged(Struct):
    """The candidates of one question about a database: their features, which are right, and keys of their results."""

    database: str
    features: list[list[float]]
    right: list[bool]
    keys: list[str]


def fit_ranking(judged: Sequence[Judged]) -> Ranking:
    """Return what ranks candidates, and what its trust is worth on databases that it has not seen."""
    known = [one for one in judged if one.features]
    names = sorted({one.database for one in known})
    folds = [names.index(one.database) % _FOLDS for one in known]
    logits: list[Any] = [None] * len(known)
    for fold in range(_FOLDS):
        model = _fitted([one for one, own in zip(known, folds, strict=True) if own != fold])
        for at in (at for at, own in enumerate(folds) if own == fold):
            logits[at] = model.decision_function(np.asarray(known[at].features))
    tops: list[tuple[float, bool]] = []
    for fold in range(_FOLDS):
        others = [at for at, own in enumerate(folds) if own != fold]
        preference = fit_preference([known[at] for at in others], [logits[at] for at in others])
        tops.extend(_top(preference, known[at], logits[at]) for at, own in enumerate(folds) if own == fold)
    calibration = _calibrated([trust for trust, _ in tops], [right for _, right in tops])
    final = _fitted(known)
    return Ranking(Trees(round(base_of(final), 6), trees_of(final)), fit_preference(known, logits), calibration)


def _top(preference: Preference, judged: Judged, logits: Any) -> tuple[float, bool]:
    """Return how far the best candidate is trusted, and whether it is right."""
    verdicts = verdicts_of(judged.features, judged.keys, [float(logit) for logit in logits], preference)
    best = max(range(len(verdicts)), key=lambda at: (verdicts[at].shared, verdicts[at].own, -at))
    return verdicts[best].trust, judged.right[best]


def _fitted(judged: Sequence[Judged]) -> Any:
    features = np.asarray([row for one in judged for row in one.features])
    labels = np.asarray([right for one in judged for right in one.right])
    return fit_trees(features, labels, _GROWTH)


def _calibrated(scores: Sequence[float], right: Sequence[bool]) -> Calibration:
    """Return the corners of a rising function from scores to shares of right answers."""
    model: Any = IsotonicRegression(out_of_bounds="clip", y_min=0.0, y_max=1.0)
    model.fit(np.asarray(scores), np.asarray(right, dtype=float))
    corners = zip(model.X_thresholds_, model.y_thresholds_, strict=True)
    pairs = sorted({(round(float(score), 5), round(float(share), 4)) for score, share in corners})
    return Calibration(tuple(score for score, _ in pairs), tuple(share for _, share in pairs))
