"""Calls from entries and exits: what is never left, what fits no entry, and what calls cost."""

from example import PASSAGES

from weft.runtime_probes.report import Passage, Timeline
from weft.runtime_probes.spans import call_spans


def told(*passages: Passage) -> list[tuple[str, int, int, int]]:
    return [(span.function, span.start, span.end, span.depth) for span in call_spans(Timeline(passages))]


def test_calls_end_when_they_are_left() -> None:
    assert told(*PASSAGES)[:3] == [("main", 0, 90, 0), ("parse <x>", 10, 40, 1), ("read; all", 25, 35, 2)]


def test_what_is_never_left_ends_with_the_last_event() -> None:
    assert told(Passage(1, "f", True), Passage(5, "g", True)) == [("f", 1, 5, 0), ("g", 5, 5, 1)]


def test_an_exit_ends_what_was_called_within() -> None:
    passages = (Passage(1, "f", True), Passage(2, "g", True), Passage(4, "f", False), Passage(6, "h", True))
    assert told(*passages) == [("f", 1, 4, 0), ("g", 2, 4, 1), ("h", 6, 6, 0)]


def test_an_exit_without_an_entry_is_passed_over() -> None:
    assert told(Passage(1, "f", True), Passage(2, "g", False), Passage(3, "f", False)) == [("f", 1, 3, 0)]
    assert told() == []
