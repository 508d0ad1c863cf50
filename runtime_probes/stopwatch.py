"""Measures how long functions run in which contexts, as they are entered and left."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from .stacks import Stack


@dataclass(slots=True)
class _Timed:
    """A function in a context: how often it was called, how long it ran itself, and what it called."""

    function: int
    calls: int = 0
    nanoseconds: int = 0
    inside: "dict[int, _Timed]" = field(default_factory=lambda: dict[int, _Timed]())


class Stopwatch:
    """A tree of contexts, with times. What is deeper than `depth`, or one context too many, counts for its caller."""

    def __init__(self, clock: Callable[[], int], depth: int, most: int) -> None:
        """Take a clock in nanoseconds, how deep contexts may be, and how many there may be."""
        self._clock = clock
        self._depth = depth
        self._room = most
        self._root = _Timed(-1)
        self._running = [self._root]
        self._since = 0

    def enter(self, function: int) -> None:
        """Note that a function is entered."""
        self._charge()
        self._running.append(self._within(self._running[-1], function))
        self._since = self._clock()

    def leave(self) -> None:
        """Note that the function that was entered last is left."""
        self._charge()
        if len(self._running) > 1:
            self._running.pop()
        self._since = self._clock()

    def _charge(self) -> None:
        if len(self._running) > 1:
            self._running[-1].nanoseconds += self._clock() - self._since

    def _within(self, outer: _Timed, function: int) -> _Timed:
        """Return what stands for a function within another, and count the call."""
        found = outer.inside.get(function)
        if found is None or len(self._running) > self._depth:
            if self._room <= 0 or len(self._running) > self._depth:
                return outer
            self._room -= 1
            found = outer.inside[function] = _Timed(function)
        found.calls += 1
        return found

    def stacks(self, name: Callable[[int], str]) -> Iterator[Stack]:
        """Yield the contexts, each behind the one that it was called in, by the names of their functions."""
        waiting: list[tuple[tuple[str, ...], _Timed]] = [((), self._root)]
        found: list[tuple[tuple[str, ...], _Timed]] = []
        while waiting:
            functions, node = waiting.pop()
            found.append((functions, node))
            inner = sorted(node.inside.values(), key=lambda each: -each.function)
            waiting += [((*functions, name(each.function)), each) for each in inner]
        times: dict[int, int] = {}
        for _, node in reversed(found):
            times[id(node)] = node.nanoseconds + sum(times[id(each)] for each in node.inside.values())
        for functions, node in found[1:]:
            yield Stack(functions, node.calls, node.nanoseconds, times[id(node)])
