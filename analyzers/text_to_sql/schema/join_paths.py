"""Finds the keys, and the tables between, by which tables of a schema can be joined with each other."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import pairwise

from msgspec import Struct

from .schema import ForeignKey, Schema, Table
from .shortest_path import shortest_path


class Join(Struct, frozen=True):
    """A foreign key between two tables, as the schema spells them."""

    table: Table
    target: Table
    key: ForeignKey

    def columns(self) -> Iterator[tuple[str, str]]:
        """Yield the columns of either side, each with its table, as far as the tables have them."""
        for table, names in ((self.table, self.key.columns), (self.target, self.key.target_columns)):
            for name in names:
                if known := table.column(name):
                    yield table.name, known.name


def joins_between(tables: Collection[str], schema: Schema) -> tuple[Join, ...]:
    """Return joins that connect tables, given by name, as far as foreign keys do, with few tables between.

    From what is connected already the nearest table is reached next (Takahashi and Matsuyama 1980, whose paths are
    at most twice as many as needed).
    """
    edges = _edges(schema)
    missing: list[str] = [table.name for table in schema if table.name in tables]
    connected: dict[str, None] = {}
    found: list[Join] = []
    while missing:
        path = shortest_path(connected, missing, edges) or missing[:1]
        found += [edges[here][there] for here, there in pairwise(path)]
        connected |= dict.fromkeys(path)
        missing = [name for name in missing if name not in connected]
    return tuple(found)


def _edges(schema: Schema) -> dict[str, dict[str, Join]]:
    """Return by the name of each table what it can be joined with, either way; of several keys the first."""
    found: defaultdict[str, dict[str, Join]] = defaultdict(dict)
    for table in schema:
        for key in table.foreign_keys:
            target = schema.table(key.target)
            if target is not None and target is not table:
                join = Join(table, target, key)
                found[table.name].setdefault(target.name, join)
                found[target.name].setdefault(table.name, join)
    return found
