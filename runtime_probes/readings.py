"""What probes have seen, as data; places are those of the original module."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Place:
    """A site as a reader knows it: the function's index, and the offset of the instruction in the module's file."""

    function: int
    offset: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """How often something happened at a place, for each outcome."""

    place: Place
    counts: tuple[int, ...]


class Happening(NamedTuple):
    """One event: which probe saw it, where, and what it saw (integers as they are stored, without a sign)."""

    probe: int
    place: Place
    values: tuple[int | float, ...]
