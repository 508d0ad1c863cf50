"""Boosted decision trees, evaluated without any library."""

from collections.abc import Sequence

from msgspec import Struct


class Tree(Struct, frozen=True, array_like=True):
    """A tree as parallel lists by node: a leaf has the feature -1. Values up to the threshold go to the left."""

    features: tuple[int, ...]
    thresholds: tuple[float, ...]
    lefts: tuple[int, ...]
    rights: tuple[int, ...]
    values: tuple[float, ...]

    def value(self, features: Sequence[float]) -> float:
        """Return the value of the leaf that these features lead to."""
        node = 0
        while (feature := self.features[node]) >= 0:
            node = self.lefts[node] if features[feature] <= self.thresholds[node] else self.rights[node]
        return self.values[node]


class Trees(Struct, frozen=True):
    """A sum of trees that gives the logit of a probability."""

    base: float
    trees: tuple[Tree, ...]

    def logit(self, features: Sequence[float]) -> float:
        """Return the logit of the probability for these features."""
        return self.base + sum(tree.value(features) for tree in self.trees)
