"""Calls and costs in speedscope's own format (speedscope.app/file-format-schema.json)."""

import msgspec

from ..demangling import demangled
from ..report import Missing, Observed, Report, StackCosts, Timeline
from ..spans import CallSpan, call_spans

_SCHEMA = "https://www.speedscope.app/file-format-schema.json"
_UNITS = {"nanoseconds": "nanoseconds", "microseconds": "microseconds", "milliseconds": "milliseconds"}


class Speedscope(Report):
    """Calls as they went on in time, costs summed up by stack, or both."""

    name = "speedscope"
    file = "profile.speedscope.json"

    def render(self, run: Observed) -> bytes:
        """Return the JSON."""
        frames: dict[str, int] = {}
        profiles: list[dict[str, object]] = []
        if run.timeline is not None:
            profiles.append(_evented(run.name, run.timeline, frames))
        if run.stacks is not None:
            profiles.append(_sampled(run.name, run.stacks, frames))
        if not profiles:
            raise Missing(f"{run.name} has neither calls in time nor costs by stack")
        shared = {"frames": [{"name": demangled(name)} for name in frames]}
        return (
            msgspec.json.encode({"$schema": _SCHEMA, "shared": shared, "profiles": profiles, "name": run.name}) + b"\n"
        )


def _evented(name: str, timeline: Timeline, frames: dict[str, int]) -> dict[str, object]:
    """Return a profile of openings and closings; they must nest, and their times must not go down."""
    events: list[dict[str, object]] = []
    open_spans: list[CallSpan] = []

    def close_down_to(depth: int) -> None:
        while len(open_spans) > depth:
            span = open_spans.pop()
            events.append({"type": "C", "frame": frames[span.function], "at": span.end})

    for span in call_spans(timeline):
        close_down_to(span.depth)
        open_spans.append(span)
        events.append({"type": "O", "frame": frames.setdefault(span.function, len(frames)), "at": span.start})
    close_down_to(0)
    ends = [passage.at for passage in timeline.passages] or [0]
    unit = _UNITS.get(timeline.unit, "none")
    return {
        "type": "evented",
        "name": name,
        "unit": unit,
        "startValue": ends[0],
        "endValue": ends[-1],
        "events": events,
    }


def _sampled(name: str, stacks: StackCosts, frames: dict[str, int]) -> dict[str, object]:
    samples = [[frames.setdefault(each, len(frames)) for each in row.stack] for row in stacks.rows]
    weights = [row.cost for row in stacks.rows]
    total = sum(weights)
    unit = _UNITS.get(stacks.unit, "none")
    shown = f"{name} ({stacks.unit})"
    bounds = {"startValue": 0, "endValue": total}
    return {"type": "sampled", "name": shown, "unit": unit, **bounds, "samples": samples, "weights": weights}
