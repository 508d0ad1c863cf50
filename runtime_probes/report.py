"""The contract of a report, and what reports are made of: counts by place, costs by stack, and entries in time."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import ClassVar, Self

from msgspec import Struct

from ..diagnostics import WeftError
from .program import Program
from .readings import Count

Spot = tuple[int, int]  # the index of a function, and the offset of an instruction in the original file


class CodeCounts(Struct, frozen=True):
    """How often code ran. A count holds from its spot up to the next spot that has one, or to where code ends.

    So counts of basic blocks and of single instructions are told alike. `branches` has a number for each outcome: of a
    `br_if` and an `if` first how often it was not taken. `are_flags` says that 1 stands for any number.
    """

    counts: Mapping[Spot, int]
    branches: Mapping[Spot, tuple[int, ...]] = {}
    are_flags: bool = False

    @classmethod
    def of(cls, counts: Iterable[Count], branches: Iterable[Count] = (), are_flags: bool = False) -> Self:
        """Return what probes at blocks or instructions, and those at branches, have counted."""
        return cls(
            {(each.place.function, each.place.offset): each.counts[0] for each in counts},
            {(each.place.function, each.place.offset): each.counts for each in branches},
            are_flags,
        )


class StackCost(Struct, frozen=True):
    """What was seen with some functions on the stack, the outermost first; the cost is that of the last one alone."""

    stack: tuple[str, ...]
    calls: int
    cost: int


class StackCosts(Struct, frozen=True):
    """Costs by stack, in some unit: `nanoseconds`, `instructions`, `calls`."""

    unit: str
    rows: tuple[StackCost, ...]


class Passage(Struct, frozen=True):
    """A function was entered or left, so many units of time after the start."""

    at: int
    function: str
    is_entry: bool


class Timeline(Struct, frozen=True):
    """Entries and exits in the order in which they happened; `unit` is `nanoseconds`, or what else time is told in."""

    passages: tuple[Passage, ...]
    unit: str = "nanoseconds"


class Observed(Struct, frozen=True):
    """A run: the program, and what was seen of it. `name` is what the run is called."""

    name: str
    program: Program | None = None
    code: CodeCounts | None = None
    stacks: StackCosts | None = None
    timeline: Timeline | None = None


class Missing(WeftError, ValueError):
    """A report was asked for of a run in which nobody looked at what it tells."""


class Report(ABC):
    """Makes a file of a run. `name` is what the command line calls it, `file` what the file is called by default."""

    name: ClassVar[str]
    file: ClassVar[str]

    @abstractmethod
    def render(self, run: Observed) -> bytes:
        """Return the content of the file; raise `Missing` where the run does not hold what it tells."""


def code_of(run: Observed) -> tuple[Program, CodeCounts]:
    """Return the program and the counts of its code; raise `Missing` where there are none."""
    if run.program is None or run.code is None:
        raise Missing(f"{run.name} has no counts of code")
    return run.program, run.code


def stacks_of(run: Observed) -> StackCosts:
    """Return the costs by stack; raise `Missing` where there are none."""
    if run.stacks is None:
        raise Missing(f"{run.name} has no costs by stack")
    return run.stacks


def timeline_of(run: Observed) -> Timeline:
    """Return the entries and exits; raise `Missing` where there are none."""
    if run.timeline is None:
        raise Missing(f"{run.name} has no entries and exits of functions")
    return run.timeline
