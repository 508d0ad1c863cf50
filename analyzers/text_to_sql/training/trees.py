"""Trains small ensembles of trees by gradient boosting, and writes them out so that no library is needed."""

from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..models.tree_model import LEAF, Trees

ensemble: Any = import_module("sklearn.ensemble")  # tells a type checker no types

_TREES, _LEAVES = 150, 15


def train_trees(values: NDArray[np.float64], labels: NDArray[np.bool_]) -> Trees:
    """Return trees that tell labels from values, one row each; the same rows give the same trees."""
    fitted = ensemble.HistGradientBoostingClassifier(
        max_iter=_TREES,
        max_leaf_nodes=_LEAVES,
        min_samples_leaf=100,
        l2_regularization=5,
        early_stopping=False,
        random_state=0,
    ).fit(values, labels)
    roots: list[int] = []
    nodes: list[tuple[int, float, int]] = []
    # The nodes of fitted trees have no public name; they are what its own predictions are made with.
    for (tree,) in fitted._predictors:
        roots.append(len(nodes))
        _add(tree.nodes, 0, nodes)
    base = _rounded(np.ravel(fitted._baseline_prediction)[0])
    features, numbers, rights = zip(*nodes, strict=True)
    return Trees(base, tuple(roots), features, numbers, rights)


def _add(tree: Any, at: int, nodes: list[tuple[int, float, int]]) -> None:
    """Add a node with what stands below it, the left side first."""
    node = tree[at]
    if node["is_leaf"]:
        nodes.append((LEAF, _rounded(node["value"]), 0))
        return
    place = len(nodes)
    nodes.append((LEAF, 0.0, 0))
    _add(tree, int(node["left"]), nodes)
    nodes[place] = (int(node["feature_idx"]), _rounded(node["num_threshold"]), len(nodes))
    _add(tree, int(node["right"]), nodes)


def _rounded(number: Any) -> float:
    return float(f"{float(number):.5g}")
