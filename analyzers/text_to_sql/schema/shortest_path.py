"""Finds the shortest way from one table to another, over tables that can be joined."""

from collections import deque
from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

Place = TypeVar("Place", int, str)


def shortest_path(
    sources: Iterable[Place], targets: Collection[Place], neighbours: Mapping[Place, Iterable[Place]]
) -> list[Place]:
    """Return the places from any source to any target, both included; nothing where there is no way.

    Of ways alike in length it is the one whose source, and then whose next places, come first in their orders.
    """
    came: dict[Place, Place | None] = dict.fromkeys(sources)
    waiting = deque(came)
    while waiting:
        here = waiting.popleft()
        if here in targets:
            return _back(here, came)
        for there in neighbours.get(here, ()):
            if there not in came:
                came[there] = here
                waiting.append(there)
    return []


def _back(place: Place, came: Mapping[Place, Place | None]) -> list[Place]:
    path = [place]
    while (before := came[path[-1]]) is not None:
        path.append(before)
    return path[::-1]
