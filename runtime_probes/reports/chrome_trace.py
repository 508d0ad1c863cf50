"""Calls in time, in Chrome's trace event format, which Perfetto and chrome://tracing open."""

import msgspec

from ..demangling import demangled
from ..report import Observed, Report, timeline_of
from ..spans import CallSpan, call_spans


class ChromeTrace(Report):
    """A complete event (`X`) for each call. Times are in microseconds; other units are told as if they were such."""

    name = "chrome-trace"
    file = "trace.json"

    def render(self, run: Observed) -> bytes:
        """Return the JSON, an event to a line."""
        timeline = timeline_of(run)
        per_microsecond = 1000 if timeline.unit == "nanoseconds" else 1
        events: list[dict[str, object]] = [{"ph": "M", "name": "process_name", "pid": 1, "args": {"name": run.name}}]
        events.extend(_event(span, per_microsecond) for span in call_spans(timeline))
        lines = b",\n".join(map(msgspec.json.encode, events))
        return b'{"displayTimeUnit":"ns","traceEvents":[\n' + lines + b"\n]}\n"


def _event(span: CallSpan, per_microsecond: int) -> dict[str, object]:
    return {
        "ph": "X",
        "name": demangled(span.function),
        "cat": "function",
        "pid": 1,
        "tid": 1,
        "ts": span.start / per_microsecond,
        "dur": (span.end - span.start) / per_microsecond,
        "args": {"symbol": span.function},
    }
