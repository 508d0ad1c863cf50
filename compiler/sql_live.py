"""A live database as a run sees it: its tables, and what was found in their rows."""

import hashlib
from functools import cached_property

from msgspec import Struct, field

from ..analyzers.sql_lint.schema import Schema
from .sql_results import Found


class Live(Struct, frozen=True, dict=True):
    """The tables of a database, what is wrong with their rows by the places of the tables, and what was left out."""

    schema: Schema
    found: dict[str, list[Found]] = field(default_factory=dict[str, list[Found]])
    notes: tuple[str, ...] = ()

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
