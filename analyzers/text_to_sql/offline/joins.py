"""Finds the tables in between that join the tables a query needs."""

from collections import deque
from collections.abc import Sequence

from .layout import Layout

Steps = tuple[tuple[int, int], ...]
_MOST_KEPT = 4096


class Joins:
    """The ways to join the tables of a layout; what was found is kept."""

    def __init__(self, layout: Layout) -> None:
        self._links = layout.links
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
            way = self._way(joined, table)
            if way is None:
                return None
            steps.extend(way)
            joined.extend(step[1] for step in way)
        return tuple(steps)

    def _way(self, joined: list[int], goal: int) -> list[tuple[int, int]] | None:
        """Return the shortest way from any joined table to another one: breadth first, in the order of tables."""
        came: dict[int, int | None] = dict.fromkeys(joined)
        waiting = deque(joined)
        while waiting and goal not in came:
            here = waiting.popleft()
            for there in sorted(self._links[here]):
                if there not in came:
                    came[there] = here
                    waiting.append(there)
        if goal not in came:
            return None
        way: list[tuple[int, int]] = []
        table = goal
        while (before := came[table]) is not None:
            way.append((before, table))
            table = before
        return way[::-1]
