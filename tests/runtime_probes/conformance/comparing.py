"""Compares the outcomes of a script under some probes with those of the script as it is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from outcomes import STATE, TABLES, Outcome

from weft.runtime_probes.switching import Switching

NOT_RUN = "not run: "
ASSERTIONS, COMMANDS, STATES, TOLD = "assertions", "other commands", "states", "tables told"
_KINDS = {STATE: STATES, TABLES: TOLD}


class Variant(NamedTuple):
    """The name of a set of probes, and how they are switched."""

    probes: str
    switching: Switching

    def __str__(self) -> str:
        """Return how it is called in reports."""
        return f"{self.probes}, {self.switching.value}"


@dataclass
class Sum:
    """How many outcomes of which kind are unchanged, what changed, and what a monitor does not take, and why."""

    unchanged: Counter[str] = field(default_factory=Counter[str])
    changed: list[str] = field(default_factory=list[str])
    refused: Counter[str] = field(default_factory=Counter[str])

    def add(self, other: "Sum") -> None:
        """Add what another script gave."""
        self.unchanged.update(other.unchanged)
        self.changed += other.changed
        self.refused.update(other.refused)


def compared(plain: Sequence[Outcome], probed: Sequence[Outcome]) -> Sum:
    """Return which of the outcomes are what they are without probes; commands that are not run count for nothing."""
    found = Sum()
    for before, after in zip(plain, probed, strict=True):
        if before != after:
            found.changed.append(f"{_shown(before)} became {_shown(after)}")
        elif not before.what.startswith(NOT_RUN):
            found.unchanged[kind_of(before)] += 1
    return found


def kind_of(outcome: Outcome) -> str:
    """Return what an outcome counts as."""
    default = ASSERTIONS if outcome.keyword.startswith("assert") else COMMANDS
    return _KINDS.get(outcome.keyword, default)


def _shown(outcome: Outcome) -> str:
    results = ", ".join(map(str, outcome.results))
    return f"line {outcome.line} {outcome.keyword}: {outcome.what[:300]} {results}".rstrip()
