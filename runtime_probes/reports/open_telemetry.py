"""Calls in time as spans of OpenTelemetry, in the JSON form of its protocol (OTLP)."""

import hashlib

import msgspec

from ..demangling import demangled
from ..report import Observed, Report, timeline_of
from ..spans import CallSpan, call_spans

_INTERNAL = 1  # SPAN_KIND_INTERNAL


class OpenTelemetry(Report):
    """One trace with a span for each call: what a collector's file receiver takes, or its HTTP address /v1/traces.

    The ids are made from the run's name and the order of calls. Times are as in the timeline: since the start, unless
    its times are those of a clock.
    """

    name = "otlp"
    file = "spans.otlp.json"

    def render(self, run: Observed) -> bytes:
        """Return the JSON."""
        trace = hashlib.sha256(run.name.encode()).hexdigest()[:32]
        spans = [_span(trace, span) for span in call_spans(timeline_of(run))]
        scopes = [{"scope": {"name": "weft"}, "spans": spans}]
        resource = {"attributes": [{"key": "service.name", "value": {"stringValue": run.name}}]}
        return msgspec.json.encode({"resourceSpans": [{"resource": resource, "scopeSpans": scopes}]}) + b"\n"


def _span(trace: str, span: CallSpan) -> dict[str, object]:
    """Return a span; 64-bit numbers are strings in the JSON form of protobuf."""
    parent = {"parentSpanId": _span_id(span.parent)} if span.parent >= 0 else {}
    return {
        "traceId": trace,
        "spanId": _span_id(span.number),
        **parent,
        "name": demangled(span.function),
        "kind": _INTERNAL,
        "startTimeUnixNano": str(span.start),
        "endTimeUnixNano": str(span.end),
        "attributes": [{"key": "code.function.name", "value": {"stringValue": span.function}}],
    }


def _span_id(number: int) -> str:
    """Return an id of eight bytes; one of zeros alone would be invalid."""
    return f"{number + 1:016x}"
