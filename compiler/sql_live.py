"""A live database as a run sees it: its tables, and what was found in their rows."""

import hashlib
from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct, field

from ..analyzers.sql_lint.schema import Schema
from .report import counted
from .sql_results import Found

_SHOWN = 5


class Live(Struct, frozen=True, dict=True):
    """The tables of a database and, by their places, what is wrong with their rows and how many of how many were read.

    `unread` says what was left out, and why.
    """

    schema: Schema
    found: dict[str, list[Found]] = field(default_factory=dict[str, list[Found]])
    read: Mapping[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    unread: tuple[str, ...] = ()

    @property
    def notes(self) -> Iterator[str]:
        """Yield what a reader of the findings should know of what they are drawn from."""
        yield from self.unread
        if self.read:
            part = [f"{place} ({rows:,} of {total:,})" for place, (rows, total) in self.read.items() if rows < total]
            more = f" and {len(part) - _SHOWN} more" if len(part) > _SHOWN else ""
            extent = f"a part of them only in {', '.join(part[:_SHOWN])}{more}" if part else "all of them"
            yield f"rows of {counted(len(self.read), 'table')} were looked into, {extent}"

    @cached_property
    def digest(self) -> str:
        """Return a hash of the tables: what is found in files depends on them."""
        return hashlib.sha256(repr(self.schema.tables).encode("utf-8", "surrogatepass")).hexdigest()

    def has(self, place: str) -> bool:
        """Say whether a place is a table of the database."""
        return place in self._places

    @cached_property
    def _places(self) -> frozenset[str]:
        return frozenset(table.origin.source.name for table in self.schema if table.origin)
