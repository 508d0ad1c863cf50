"""Writes an instance as SQL: tables with their keys, and rows."""

import re
from collections.abc import Iterator

from ...sql_lint.connection import quoted
from .column_values import Value
from .instances import Filled, Instance
from .keys import Keyed

_PLAIN_TYPE = re.compile(r"\w[\w ]*(\(\s*\d+\s*(,\s*\d+\s*)?\))?")


def create_table(keyed: Keyed) -> str:
    """Return the statement that creates a table; a type that is not written as types are becomes TEXT."""
    table = keyed.table
    parts = [f"{quoted(column.name)} {_type(column.type)}" for column in table.columns]
    primary = tuple(name.lower() for name in table.primary_key)
    parts += [f"{'PRIMARY KEY' if key == primary else 'UNIQUE'} ({_names(key)})" for key in keyed.unique]
    parts += [
        f"FOREIGN KEY ({_names(one.columns)}) REFERENCES {quoted(one.target)} ({_names(one.target_columns)})"
        for one in keyed.references
    ]
    return f"CREATE TABLE {quoted(table.name)} (\n  " + ",\n  ".join(parts) + "\n);\n"


def insert_with_parameters(keyed: Keyed) -> str:
    """Return the statement that inserts one row, which is given as parameters."""
    return f"INSERT INTO {quoted(keyed.table.name)} VALUES ({', '.join('?' * len(keyed.table.columns))})"


def script(instance: Instance) -> Iterator[str]:
    """Yield the statements that make an instance, each with its semicolon and the end of its line."""
    for filled in instance.tables:
        yield create_table(filled.keyed)
    for filled in instance.tables:
        yield from _inserts(filled)


def _inserts(filled: Filled) -> Iterator[str]:
    start = f"INSERT INTO {quoted(filled.keyed.table.name)} VALUES ("
    for row in filled.rows:
        yield f"{start}{', '.join(map(_literal, row))});\n"


def _literal(value: Value) -> str:
    if value is None:
        return "NULL"
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else repr(value)


def _type(name: str) -> str:
    return name if _PLAIN_TYPE.fullmatch(name) else "TEXT"


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(map(quoted, names))
