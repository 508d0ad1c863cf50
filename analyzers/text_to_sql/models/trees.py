"""Boosted decision trees that add up to the logit of a probability, evaluated without any library."""

from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct

LEAF = -1


class Tree(Struct, frozen=True, array_like=True):
    """A tree as parallel lists by node: a leaf has the feature LEAF. Values up to the threshold go to the left."""

    features: tuple[int, ...]
    thresholds: tuple[float, ...]
    lefts: tuple[int, ...]
    rights: tuple[int, ...]
    values: tuple[float, ...]

    def value(self, row: Sequence[float], root: int = 0) -> float:
        """Return the value of the leaf that a row of features leads to."""
        node = root
        while (feature := self.features[node]) >= 0:
            node = self.lefts[node] if row[feature] <= self.thresholds[node] else self.rights[node]
        return self.values[node]


class Trees(Struct, frozen=True):
    """Trees, each on its own."""

    base: float
    trees: tuple[Tree, ...]

    def logit(self, row: Sequence[float]) -> float:
        """Return the logit of the probability for a row of features."""
        return self.base + sum(tree.value(row) for tree in self.trees)


class PackedTrees(Struct, frozen=True, dict=True):
    """The same in half the bytes: trees one after another, in preorder, so that what stands left of a node follows it.

    `roots` are the places of the trees, `features` the number of what each node looks at (LEAF for leaves), `numbers`
    the threshold, or the value of a leaf, `rights` the place of what stands right.
    """

    base: float
    roots: tuple[int, ...]
    features: tuple[int, ...]
    numbers: tuple[float, ...]
    rights: tuple[int, ...]

    @cached_property
    def _nodes(self) -> Tree:
        lefts = tuple(range(1, len(self.features) + 1))
        return Tree(self.features, self.numbers, lefts, self.rights, self.numbers)

    def logit(self, row: Sequence[float]) -> float:
        """Return the logit of the probability for a row of features, in the order that the trees were trained on."""
        total, nodes = self.base, self._nodes
        for root in self.roots:
            total += nodes.value(row, root)
        return total
