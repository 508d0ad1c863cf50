"""What scenarios exercised of a model."""

from typing import Any

from msgspec import Struct, field

Met = tuple[str, int, Any]  # a guard, the number of one of its thresholds, and a value for which it decided


class Coverage(Struct, frozen=True):
    """Sorted ids of the elements that were exercised."""

    guards_true: tuple[str, ...] = ()
    guards_false: tuple[str, ...] = ()
    rejections: tuple[str, ...] = ()  # every rule that rejected something
    rows: tuple[str, ...] = ()  # of decisions
    states: tuple[str, ...] = ()
    transitions: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()  # accepted at least once
    page_parts: tuple[str, ...] = ()  # forms, buttons and links that were used
    pages: tuple[str, ...] = ()  # opened at least once
    met: tuple[Met, ...] = ()  # at the thresholds of guards


class Recorder(Struct):
    """Collects coverage while scenarios run."""

    guards_true: set[str] = field(default_factory=set[str])
    guards_false: set[str] = field(default_factory=set[str])
    rejections: set[str] = field(default_factory=set[str])
    rows: set[str] = field(default_factory=set[str])
    states: set[str] = field(default_factory=set[str])
    transitions: set[str] = field(default_factory=set[str])
    actions: set[str] = field(default_factory=set[str])
    page_parts: set[str] = field(default_factory=set[str])
    pages: set[str] = field(default_factory=set[str])
    met: set[Met] = field(default_factory=set[Met])

    def freeze(self) -> Coverage:
        """Return what was collected so far."""
        return Coverage(**{name: tuple(sorted(getattr(self, name))) for name in self.__struct_fields__})
