"""Reads some rows of each table of a live database, in a fixed order and in bounded time, for the rules about data."""

import time
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from msgspec import Struct, field

from ...diagnostics import Span
from .connection import Connection, OutOfTime, QueryFailed, Row, place_of, quoted
from .references import Reference, references_of
from .schema import Column, Schema, Table

# What tells the rows of a table without a key apart.
_ROW_NUMBERS = {"sqlite": "rowid", "duckdb": "rowid", "postgres": "ctid"}


class Limits(Struct, frozen=True):
    """How much is read: rows of a table, seconds for a table and for all of them."""

    rows: int = 1000
    table_seconds: float = 10
    seconds: float = 120


class Orphans(Struct, frozen=True):
    """Rows that refer to rows that are not there: how many of the sample, and the least value of the first column."""

    reference: Reference
    number: int
    example: Any


class TableSample(Struct, frozen=True, eq=False, dict=True):
    """Rows of a table, their values in the order of its columns; `total` is how many rows there are in all."""

    table: Table
    rows: tuple[Row, ...]
    total: int
    place: Span
    orphans: tuple[Orphans, ...] = ()

    @property
    def extent(self) -> str:
        """Say which share of the rows was read."""
        if len(self.rows) < self.total:
            return f"in {len(self.rows):,} of {self.total:,} rows"
        return f"in all {self.total:,} rows" if self.total != 1 else "in the only row"

    def values(self, column: str) -> list[Any]:
        """Return the values of a column, given in lower case, that are not NULL, row by row."""
        return [value for value in self._columns[column] if value is not None]

    def column(self, name: str) -> tuple[Any, ...]:
        """Return all values of a column, given in lower case, NULL as None."""
        return self._columns[name]

    def free_columns(self) -> Iterator[tuple[str, Column]]:
        """Yield the columns that are part of no key and no reference, by their names in lower case."""
        keys = {*self.table.primary_key, *(name for key in self.table.uniques for name in key)}
        keys |= {name for key in self.table.foreign_keys for name in key.columns}
        yield from ((name, column) for name, column in self.table.columns.items() if name not in keys)

    @cached_property
    def _columns(self) -> dict[str, tuple[Any, ...]]:
        names = list(self.table.columns)
        columns = zip(*self.rows, strict=True) if self.rows else ((),) * len(names)
        return dict(zip(names, map(tuple, columns), strict=True))


class Sampler(Struct, eq=False):
    """Takes samples of the tables of a database.

    `read` tells how many rows of how many were read, by the places of the tables; `unread` what could not be in time.
    """

    connection: Connection
    schema: Schema
    limits: Limits = field(default_factory=Limits)
    read: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    unread: list[str] = field(default_factory=list[str])

    def samples(self) -> Iterator[TableSample]:
        """Yield a sample of each table, by their names."""
        ends = time.monotonic() + self.limits.seconds
        for _, table in sorted(self.schema.tables.items()):
            if table.view or not table.columns:
                continue
            left = min(self.limits.table_seconds, ends - time.monotonic())
            try:
                sample = self._sample(table, time.monotonic() + left)
            except (OutOfTime, QueryFailed) as failure:
                self.unread.append(f"{self.connection.name}: table {table.name} was not looked into: {failure}")
                continue
            self.read[sample.place.source.name] = len(sample.rows), sample.total
            yield sample

    def _sample(self, table: Table, ends: float) -> TableSample:
        total = int(self._rows(f"SELECT COUNT(*) FROM {_named(table)}", ends)[0][0])
        parts = [part for part in self._parts(table, total) if total]
        rows = [row for part in parts for row in self._rows(part, ends)]
        place = table.origin or place_of(self.connection.name, table.name)
        return TableSample(table, tuple(rows), total, place, tuple(self._orphans(table, parts, ends) if rows else ()))

    def _parts(self, table: Table, total: int) -> Iterator[str]:
        """Yield the queries of a sample: all rows where they are few, else as many from either end of the key."""
        columns = ", ".join(quoted(column.name) for column in table.columns.values())
        key = table.primary_key or next((key for key in table.uniques if _is_required(table, key)), ())
        names = [quoted(table.columns[name].name) for name in key] or [_ROW_NUMBERS[self.connection.dialect]]
        start = f"SELECT {columns} FROM {_named(table)} ORDER BY "
        if total <= self.limits.rows:
            yield f"{start}{', '.join(names)}"
            return
        yield f"{start}{', '.join(names)} LIMIT {(self.limits.rows + 1) // 2}"
        yield f"{start}{', '.join(f'{name} DESC' for name in names)} LIMIT {self.limits.rows // 2}"

    def _orphans(self, table: Table, parts: list[str], ends: float) -> Iterator[Orphans]:
        sample = " UNION ALL ".join(f"SELECT * FROM ({part}) AS part{number}" for number, part in enumerate(parts))
        for reference in references_of(table, self.schema):
            pairs = [
                (f"s.{quoted(table.columns[own].name)}", f"p.{quoted(reference.target.columns[other].name)}")
                for own, other in zip(reference.columns, reference.target_columns, strict=True)
            ]
            present = " AND ".join(f"{own} IS NOT NULL" for own, _ in pairs)
            met = " AND ".join(f"{other} = {own}" for own, other in pairs)
            query = (
                f"SELECT COUNT(*), MIN({pairs[0][0]}) FROM ({sample}) AS s WHERE {present} "
                f"AND NOT EXISTS (SELECT 1 FROM {_named(reference.target)} AS p WHERE {met})"
            )
            number, example = self._rows(query, ends)[0]
            if number:
                yield Orphans(reference, int(number), example)

    def _rows(self, query: str, ends: float) -> list[Row]:
        left = ends - time.monotonic()
        if left <= 0:
            raise OutOfTime("no time was left")
        return list(self.connection.rows(query, left))


def _named(table: Table) -> str:
    return f"{quoted(table.schema)}.{quoted(table.name)}" if table.schema else quoted(table.name)


def _is_required(table: Table, key: tuple[str, ...]) -> bool:
    return all(name in table.columns and not table.columns[name].nullable for name in key)
