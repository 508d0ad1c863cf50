"""Joins tables that are parts of one, cut by date or number: one of them stands for all."""

import re
from collections import defaultdict

from msgspec.structs import replace

from .schema import Schema, Table

_NUMBER = re.compile(r"\d+")
_AT_LEAST = 3  # tables: two may differ in what they mean

Form = tuple[str, frozenset[str]]


def without_parts(schema: Schema) -> Schema:
    """Return a schema where the last of tables that differ in the numbers of their names alone stands for all.

    So are tables for each day or year kept, such as `events_20240131`. Its description tells how many there are.
    """
    parts: defaultdict[Form, list[Table]] = defaultdict(list)
    for table in schema:
        parts[_form(table)].append(table)
    tables = (table for alike in parts.values() for table in (alike if len(alike) < _AT_LEAST else [_joined(alike)]))
    return Schema(schema.name, tuple(tables))


def _form(table: Table) -> Form:
    return _NUMBER.sub("#", table.name.lower()), frozenset(column.name.lower() for column in table.columns)


def _joined(alike: list[Table]) -> Table:
    names = sorted(table.name for table in alike)
    last = max(alike, key=lambda table: table.name)
    told = f"one of {len(names):,} tables with these columns, {names[0]} to {names[-1]}"
    description = f"{told}; {last.description}" if last.description else told
    return replace(last, description=description, alike=tuple(name for name in names if name != last.name))
