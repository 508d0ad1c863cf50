"""Trains small ensembles of trees by gradient boosting, and writes them out so that no library is needed."""

from collections.abc import Sequence
from importlib import import_module
from itertools import accumulate
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ..models.trees import LEAF, PackedTrees, Tree

ensemble: Any = import_module("sklearn.ensemble")  # tells a type checker no types


class Growth(Struct, frozen=True):
    """How many trees are grown, how far, and how fast they learn."""

    trees: int
    leaves: int
    least_in_leaf: int
    rate: float = 0.1
    penalty: float = 5.0


def fit_trees(values: NDArray[np.float64], labels: NDArray[np.bool_], growth: Growth) -> Any:
    """Return scikit-learn's model that tells labels from values, one row each; the same rows give the same model."""
    return ensemble.HistGradientBoostingClassifier(
        max_iter=growth.trees,
        learning_rate=growth.rate,
        max_leaf_nodes=growth.leaves,
        min_samples_leaf=growth.least_in_leaf,
        l2_regularization=growth.penalty,
        early_stopping=False,
        random_state=0,
    ).fit(values, labels)


def base_of(model: Any) -> float:
    """Return what a fitted model for two classes says before any tree."""
    return float(np.ravel(model._baseline_prediction)[0])


def trees_of(model: Any) -> tuple[Tree, ...]:
    """Return the trees of a fitted model for two classes, with five digits of each number."""
    # The nodes of fitted trees have no public name; they are what its own predictions are made with.
    return tuple(_tree(predictors[0].nodes) for predictors in model._predictors)


def _tree(nodes: Any) -> Tree:
    leaves = [bool(leaf) for leaf in nodes["is_leaf"]]
    return Tree(
        tuple(LEAF if leaf else int(feature) for feature, leaf in zip(nodes["feature_idx"], leaves, strict=True)),
        tuple(0.0 if leaf else rounded(cut) for cut, leaf in zip(nodes["num_threshold"], leaves, strict=True)),
        tuple(int(node) for node in nodes["left"]),
        tuple(int(node) for node in nodes["right"]),
        tuple(rounded(value) if leaf else 0.0 for value, leaf in zip(nodes["value"], leaves, strict=True)),
    )


def packed(base: float, trees: Sequence[Tree]) -> PackedTrees:
    """Return trees one after another; their nodes have to be in preorder, as those of scikit-learn are."""
    ends = list(accumulate((len(tree.features) for tree in trees), initial=0))
    nodes = [
        (feature, *((tree.values[at], 0) if feature == LEAF else (tree.thresholds[at], start + tree.rights[at])))
        for start, tree in zip(ends, trees, strict=False)
        for at, feature in enumerate(tree.features)
    ]
    features, numbers, rights = zip(*nodes, strict=True)
    return PackedTrees(base, tuple(ends[:-1]), features, numbers, rights)


def rounded(number: Any) -> float:
    """Return a number with five digits."""
    return float(f"{float(number):.5g}")
