"""Learns to rank candidates from those that models made for databases they had not seen, and how far to trust it."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from msgspec import Struct
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.isotonic import IsotonicRegression

from ..offline.confidence import Calibration
from ..offline.trees import Tree, Trees

_FOLDS = 5
_TREES, _LEAVES, _RATE, _LEAST_LEAF, _PENALTY = 200, 15, 0.06, 40, 3.0


class Judged(Struct):
    """The candidates of one question about a database: their features, and which of them are right."""

    database: str
    features: list[list[float]]
    right: list[bool]


def fit_ranking(judged: Sequence[Judged]) -> tuple[Trees, Calibration]:
    """Return trees that rank candidates, and what their probabilities are worth on databases they have not seen."""
    names = sorted({one.database for one in judged})
    folds = {name: at % _FOLDS for at, name in enumerate(names)}
    scores: list[float] = []
    right: list[bool] = []
    for fold in range(_FOLDS):
        trees = _fitted([one for one in judged if folds[one.database] != fold])
        for one in judged:
            if folds[one.database] == fold and one.features:
                probabilities = [trees.probability(row) for row in one.features]
                best = max(range(len(probabilities)), key=lambda at, found=probabilities: found[at])
                scores.append(probabilities[best])
                right.append(one.right[best])
    return _fitted(judged), _calibrated(scores, right)


def _fitted(judged: Sequence[Judged]) -> Trees:
    features = np.asarray([row for one in judged for row in one.features])
    labels = np.asarray([right for one in judged for right in one.right])
    model: Any = HistGradientBoostingClassifier(
        max_iter=_TREES,
        learning_rate=_RATE,
        max_leaf_nodes=_LEAVES,
        min_samples_leaf=_LEAST_LEAF,
        l2_regularization=_PENALTY,
        early_stopping=False,  # pyright: ignore[reportArgumentType]
        random_state=0,
    )
    return trees_of(model.fit(features, labels))


def trees_of(model: Any) -> Trees:
    """Return the trees of a fitted model of scikit-learn's for two classes."""
    trees = tuple(_tree(predictors[0].nodes) for predictors in model._predictors)
    return Trees(round(float(np.ravel(model._baseline_prediction)[0]), 6), trees)


def _tree(nodes: Any) -> Tree:
    leaves = [bool(leaf) for leaf in nodes["is_leaf"]]
    return Tree(
        tuple(-1 if leaf else int(feature) for feature, leaf in zip(nodes["feature_idx"], leaves, strict=True)),
        tuple(0.0 if leaf else _short(cut) for cut, leaf in zip(nodes["num_threshold"], leaves, strict=True)),
        tuple(int(node) for node in nodes["left"]),
        tuple(int(node) for node in nodes["right"]),
        tuple(_short(value) if leaf else 0.0 for value, leaf in zip(nodes["value"], leaves, strict=True)),
    )


def _short(number: float) -> float:
    return float(f"{number:.5g}")


def _calibrated(scores: Sequence[float], right: Sequence[bool]) -> Calibration:
    """Return the corners of a rising function from scores to shares of right answers."""
    model: Any = IsotonicRegression(out_of_bounds="clip", y_min=0.0, y_max=1.0)
    model.fit(np.asarray(scores), np.asarray(right, dtype=float))
    corners = zip(model.X_thresholds_, model.y_thresholds_, strict=True)
    pairs = sorted({(round(float(score), 5), round(float(share), 4)) for score, share in corners})
    return Calibration(tuple(score for score, _ in pairs), tuple(share for _, share in pairs))
