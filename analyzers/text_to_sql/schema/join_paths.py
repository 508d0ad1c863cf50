"""Finds the keys, and the tables between, by which tables of a schema can be joined with each other."""

from collections import defaultdict, deque
from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct

from .schema import ForeignKey, Schema, Table


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
        path, reached = _path(connected, set(missing), edges)
        for join in path:
            connected.update({join.table.name: None, join.target.name: None})
        connected[reached or missing[0]] = None
        found += path
        missing = [name for name in missing if name not in connected]
    return tuple(found)


def _edges(schema: Schema) -> dict[str, list[tuple[str, Join]]]:
    """Return by the name of each table what it can be joined with, either way."""
    found: defaultdict[str, list[tuple[str, Join]]] = defaultdict(list)
    for table in schema:
        for key in table.foreign_keys:
            target = schema.table(key.target)
            if target is not None and target is not table:
                join = Join(table, target, key)
                found[table.name].append((target.name, join))
                found[target.name].append((table.name, join))
    return found


def _path(
    sources: Collection[str], targets: Collection[str], edges: Mapping[str, list[tuple[str, Join]]]
) -> tuple[list[Join], str]:
    """Return the joins of a shortest path from any source to any target, and the target; nothing where none is."""
    came: dict[str, tuple[str, Join] | None] = dict.fromkeys(sources)
    queue = deque(sources)
    while queue:
        at = queue.popleft()
        if at in targets:
            return _back(at, came), at
        for other, join in edges.get(at, ()):
            if other not in came:
                came[other] = (at, join)
                queue.append(other)
    return [], ""


def _back(at: str, came: Mapping[str, tuple[str, Join] | None]) -> list[Join]:
    path: list[Join] = []
    while step := came[at]:
        at, join = step
        path.append(join)
    return path[::-1]
