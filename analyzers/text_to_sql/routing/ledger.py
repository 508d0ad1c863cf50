"""Keeps account of what every attempt cost, by question, pipeline and database."""

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import add

from msgspec import Struct, field

from ..language_model.usage import Usage
from ..stages import Stage, Stages


class Entry(Struct, frozen=True):
    """What one attempt at one question cost, all of it and what each stage did."""

    question: str
    database: str
    pipeline: str
    usage: Usage
    stages: Mapping[Stage, Usage]


class Ledger(Struct):
    """All entries of a run, in their order."""

    entries: list[Entry] = field(default_factory=list[Entry])

    @property
    def total(self) -> Usage:
        """What all attempts cost together."""
        return total(entry.usage for entry in self.entries)

    def by_pipeline(self) -> dict[str, Usage]:
        """Return what each pipeline cost, in the order in which they were first asked."""
        names = dict.fromkeys(entry.pipeline for entry in self.entries)
        return {name: total(entry.usage for entry in self.entries if entry.pipeline == name) for name in names}

    def by_stage(self) -> dict[str, dict[Stage, Usage]]:
        """Return what each stage of each pipeline cost."""
        found: dict[str, Stages] = {}
        for entry in self.entries:
            for stage, usage in entry.stages.items():
                found.setdefault(entry.pipeline, Stages()).add(stage, usage)
        return {name: stages.spent for name, stages in found.items()}


def total(usages: Iterable[Usage]) -> Usage:
    """Return what is spent together."""
    return reduce(add, usages, Usage())
