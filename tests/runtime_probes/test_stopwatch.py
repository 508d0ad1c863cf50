"""A stopwatch gives each function the time in which it ran itself."""

from itertools import count

from weft.runtime_probes.stacks import Stack
from weft.runtime_probes.stopwatch import Stopwatch

MAIN, WORK = 1, 2
NAMES = {MAIN: "main", WORK: "work"}


def watched(depth: int = 9, most: int = 9) -> list[Stack]:
    """Return what is told of main, which calls work twice, which calls itself; the clock ticks when it is read."""
    watch = Stopwatch(count().__next__, depth, most)
    for function in (MAIN, WORK, WORK, 0, 0, WORK, 0, 0):
        if function:
            watch.enter(function)
        else:
            watch.leave()
    return list(watch.stacks(NAMES.__getitem__))


def test_times_are_those_of_functions_themselves() -> None:
    assert watched() == [
        Stack(("main",), 1, 3, 7),
        Stack(("main", "work"), 2, 3, 4),
        Stack(("main", "work", "work"), 1, 1, 1),
    ]


def test_what_is_too_deep_counts_for_its_caller() -> None:
    assert watched(depth=2) == [Stack(("main",), 1, 3, 7), Stack(("main", "work"), 2, 4, 4)]


def test_what_is_too_much_counts_for_its_caller() -> None:
    assert watched(most=1) == [Stack(("main",), 1, 7, 7)]


def test_leaving_what_was_never_entered_changes_nothing() -> None:
    watch = Stopwatch(count().__next__, 9, 9)
    watch.leave()
    assert list(watch.stacks(str)) == []
