"""Readings as plain data, which JSON can hold."""

from collections.abc import Sequence
from typing import Any

from .actions.trace import Trace
from .probe import Probe
from .readings import Count, Happening, Place


def as_counts(probe: Probe, counts: Sequence[Count]) -> dict[str, Any]:
    """Return what a probe counted: `probe` is its name, `counts` holds a place and its numbers for each site."""
    return {"probe": _name(probe), "counts": [{**_place(each.place), "counts": list(each.counts)} for each in counts]}


def as_happenings(probe: Probe, happenings: Sequence[Happening]) -> dict[str, Any]:
    """Return what a probe recorded: `happenings` holds a place and the values by name."""
    fields = probe.action.fields if isinstance(probe.action, Trace) else {}
    return {
        "probe": _name(probe),
        "happenings": [{**_place(each.place), "values": _values(fields, each)} for each in happenings],
    }


def _values(fields: dict[str, int], happening: Happening) -> dict[str, Any]:
    """Return the values of a record by name; those of 16 bytes are one number, too."""
    left = iter(int(value) for value in happening.values)
    return {name: next(left) | (next(left) << 64 if size == 16 else 0) for name, size in fields.items()}


def _name(probe: Probe) -> str:
    return probe.name or type(probe.event).__name__


def _place(place: Place) -> dict[str, Any]:
    return {"function": place.function, "offset": place.offset, "note": place.note}
