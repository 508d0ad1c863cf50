"""Keeps account of what every attempt cost, by question, pipeline and database."""

from collections.abc import Iterable
from functools import reduce
from operator import add

from msgspec import Struct, field

from ..language_model.usage import Usage


class Entry(Struct, frozen=True):
    """What one attempt at one question cost."""

    question: str
    database: str
    pipeline: str
    usage: Usage


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


def total(usages: Iterable[Usage]) -> Usage:
    """Return what is spent together."""
    return reduce(add, usages, Usage())
