"""An ensemble of small regression trees that add up to a score, quick without any library."""

from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct

LEAF = -1


class Trees(Struct, frozen=True, dict=True):
    """Trees one after another, each with its nodes in preorder: what stands left of a node follows it.

    `roots` are the places of the trees, `features` the number of what each node looks at (LEAF for leaves), `numbers`
    the highest value that goes left, or the score of a leaf, `rights` the place of what stands right.
    """

    base: float
    roots: tuple[int, ...]
    features: tuple[int, ...]
    numbers: tuple[float, ...]
    rights: tuple[int, ...]

    @cached_property
    def _nodes(self) -> tuple[list[int], list[float], list[int]]:
        return list(self.features), list(self.numbers), list(self.rights)

    def score(self, values: Sequence[float]) -> float:
        """Return the score of values, which stand in the order that the trees were trained on."""
        features, numbers, rights = self._nodes
        total = self.base
        for at in self.roots:
            feature = features[at]
            while feature >= 0:
                at = at + 1 if values[feature] <= numbers[at] else rights[at]
                feature = features[at]
            total += numbers[at]
        return total
