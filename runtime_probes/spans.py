"""Calls with their beginning and end, from entries and exits in the order in which they happened."""

from msgspec import Struct

from .report import Timeline


class CallSpan(Struct, frozen=True):
    """One call: its function, when it began and ended, and the numbers of itself and its caller (-1: the host)."""

    number: int
    parent: int
    function: str
    start: int
    end: int
    depth: int


def call_spans(timeline: Timeline) -> list[CallSpan]:
    """Return the calls in the order in which they began; what was never left ends with the last thing that happened.

    An exit that fits no entry ends all calls down to the one that it fits, and is passed over where there is none.
    """
    spans: list[CallSpan] = []
    open_spans: list[int] = []
    for passage in timeline.passages:
        if passage.is_entry:
            parent = open_spans[-1] if open_spans else -1
            open_spans.append(len(spans))
            spans.append(CallSpan(len(spans), parent, passage.function, passage.at, passage.at, len(open_spans) - 1))
        elif any(spans[number].function == passage.function for number in open_spans):
            _close(spans, open_spans, passage.at, passage.function)
    if timeline.passages:
        _close(spans, open_spans, timeline.passages[-1].at, None)
    return spans


def _close(spans: list[CallSpan], open_spans: list[int], at: int, function: str | None) -> None:
    """End calls from the innermost outwards, up to one of a function, or all."""
    while open_spans:
        span = spans[open_spans.pop()]
        spans[span.number] = CallSpan(span.number, span.parent, span.function, span.start, at, span.depth)
        if span.function == function:
            return
