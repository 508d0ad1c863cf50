"""Finds the tables in between that join the tables a query needs, in the order in which it needs them."""

from collections.abc import Sequence
from itertools import pairwise

from ..schema.shortest_path import shortest_path
from .layout import Layout

Steps = tuple[tuple[int, int], ...]
_MOST_KEPT = 4096


class Joins:
    """The ways to join the tables of a layout; what was found is kept."""

    def __init__(self, layout: Layout) -> None:
        self._neighbours = {table: sorted(others) for table, others in layout.links.items()}
        self._kept: dict[tuple[int, ...], Steps | None] = {}

    def steps(self, needed: Sequence[int]) -> Steps | None:
        """Return pairs of tables, each joining a new table to one already there; None where there is no way.

        The first of the needed tables is where it starts.
        """
        key = tuple(dict.fromkeys(needed))
        if key not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = self._found(key)
        return self._kept[key]

    def _found(self, needed: tuple[int, ...]) -> Steps | None:
        joined = [needed[0]]
        steps: list[tuple[int, int]] = []
        for table in needed[1:]:
            path = shortest_path(joined, (table,), self._neighbours)
            if not path:
                return None
            steps.extend(pairwise(path))
            joined.extend(path[1:])
        return tuple(steps)
