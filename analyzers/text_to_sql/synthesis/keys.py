"""The tables of a schema with what must hold of their rows: keys are unique, and references find their rows."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from msgspec import Struct

from ..schema.schema import ForeignKey, Schema, Table

_SYSTEM = "sqlite_"  # SQLite makes these tables itself


class Keyed(Struct, frozen=True):
    """A table with its unique keys, the primary one first, and its references; all names in lower case."""

    table: Table
    unique: tuple[tuple[str, ...], ...]
    references: tuple[ForeignKey, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name.lower() for column in self.table.columns)


def keyed_tables(schema: Schema) -> dict[str, Keyed]:
    """Return the tables by their names in lower case, those that others refer to first where that is possible.

    References to what the schema does not have are left out; columns that are referred to are unique.
    """
    tables = {table.name.lower(): table for table in schema if not table.name.lower().startswith(_SYSTEM)}
    references = {name: tuple(dict.fromkeys(_references(table, tables))) for name, table in tables.items()}
    targets: dict[str, list[tuple[str, ...]]] = {name: [] for name in tables}
    for found in references.values():
        for reference in found:
            targets[reference.target].append(reference.target_columns)
    return {
        name: Keyed(tables[name], tuple(_unique(tables[name], targets[name])), references[name])
        for name in _ordered(references)
    }


def _references(table: Table, tables: dict[str, Table]) -> Iterator[ForeignKey]:
    for key in table.foreign_keys:
        target = tables.get(key.target.lower())
        columns, others = _lower(key.columns), _lower(key.target_columns or (target.primary_key if target else ()))
        if (
            target
            and len(columns) == len(others)
            and all(map(target.column, others))
            and all(map(table.column, columns))
        ):
            yield ForeignKey(columns, target.name.lower(), others)


def _unique(table: Table, targets: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    primary = [_lower(table.primary_key)] if table.primary_key and all(map(table.column, table.primary_key)) else []
    return list(dict.fromkeys([*primary, *targets]))


def _lower(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.lower() for name in names)


def _ordered(references: dict[str, tuple[ForeignKey, ...]]) -> list[str]:
    """Return the tables, those that others refer to first; as they stand where they refer to each other."""
    graph = {name: [one.target for one in found if one.target != name] for name, found in references.items()}
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError:
        return list(references)
