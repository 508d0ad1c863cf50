"""Runs statements on made tables, in memory: SQLite, and DuckDB where it is installed, which is stricter on types."""

import sqlite3
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from decimal import Decimal
from typing import Any

from sqlglot import exp
from sqlglot.errors import ErrorLevel

from .connection import OutOfTime, QueryFailed, quoted
from .instances import Instance, MadeTable, Value

SECONDS = 2
MOST_ROWS = 20_000
NOW = "2024-05-06 07:08:09"
_TYPES = {
    "sqlite": {"number": "NUMERIC", "text": "TEXT", "time": "TEXT", "boolean": "INTEGER"},
    "duckdb": {"number": "DOUBLE", "text": "VARCHAR", "time": "TIMESTAMP", "boolean": "BOOLEAN"},
}
_MOMENTS = (exp.CurrentTimestamp, exp.CurrentDatetime, exp.Localtimestamp)
_MOMENT_NAMES = frozenset({"NOW", "GETDATE", "SYSDATE", "SYSDATETIME", "GETUTCDATE", "CLOCK_TIMESTAMP"})
Rows = list[tuple[Any, ...]]


class Engine:
    """A database in memory with the tables of a statement."""

    def __init__(self, product: str, tables: dict[str, MadeTable]) -> None:
        """Make the tables, empty; raises ImportError where the product is not there, QueryFailed where it refuses."""
        self.product = product
        self._tables = tables
        self._connection: Any = sqlite3.connect(":memory:", isolation_level=None) if product == "sqlite" else _duckdb()
        for table in tables.values():
            types = _TYPES[product]
            columns = [f"{quoted(known.name)} {types[known.kind]}" for known in table.fields.values()]
            keys = [f"UNIQUE ({', '.join(map(quoted, key))})" for key in table.keys]
            self._run(f"CREATE TABLE {quoted(table.name)} ({', '.join([*columns, *keys])})")

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()

    def fill(self, instance: Instance, *, backwards: bool = False) -> None:
        """Put the rows of an instance in the place of what the tables hold."""
        for name, rows in instance.items():
            self._run(f"DELETE FROM {quoted(name)}")
            values = [f"({', '.join(map(_literal, row.values()))})" for row in (rows[::-1] if backwards else rows)]
            if values:
                self._run(f"INSERT INTO {quoted(name)} VALUES {', '.join(values)}")

    def rows(self, tree: exp.Expr) -> Rows:
        """Return what a query returns, or what a change leaves in all tables; raises QueryFailed, OutOfTime."""
        rows = self._run(tree.sql(dialect=self.product, unsupported_level=ErrorLevel.IGNORE))
        if isinstance(tree, exp.Query):
            return _plain(rows)
        if isinstance(tree, exp.Create):
            name = quoted(tree.this.name)
            rows = _plain(self._run(f"SELECT * FROM {name}"))
            self._run(f"DROP {tree.kind} {name}")
            return rows
        contents = (self._run(f"SELECT * FROM {quoted(name)}") for name in sorted(self._tables))
        return [(number, *row) for number, rows in enumerate(contents) for row in _plain(rows)]

    def _run(self, sql: str) -> list[tuple[Any, ...]]:
        """Run a statement; made data may let a recursion run for ever, so it ends after a while."""
        ends = time.monotonic() + SECONDS
        timer = threading.Timer(SECONDS, self._connection.interrupt)
        timer.start()
        try:
            rows = self._connection.execute(sql).fetchmany(MOST_ROWS + 1)
        except Exception as error:  # each product has its own, and DuckDB has many
            if time.monotonic() > ends:
                raise OutOfTime("it took too long") from None
            raise QueryFailed(str(error)) from None
        finally:
            timer.cancel()
        if len(rows) > MOST_ROWS:
            raise OutOfTime("too many rows to compare")
        return rows


def prepared(tree: exp.Expr) -> exp.Expr:
    """Return a statement as it can be run on made tables: no schemas, no parameters, and time stands still."""
    return tree.copy().transform(_prepared, copy=False)


def _prepared(node: exp.Expr) -> exp.Expr:
    if isinstance(node, exp.Table | exp.Column):
        for part in ("db", "catalog"):
            node.set(part, None)
    if isinstance(node, exp.Placeholder | exp.Parameter | exp.SessionParameter):
        return exp.Literal.number(1)
    is_now = isinstance(node, exp.Anonymous) and node.name.upper() in _MOMENT_NAMES
    if is_now or isinstance(node, _MOMENTS):
        return exp.Literal.string(NOW)
    return exp.Literal.string(NOW[:10]) if isinstance(node, exp.CurrentDate) else node


def _duckdb() -> Any:
    import duckdb  # slow to import, and not everybody has it

    connection = duckdb.connect(":memory:")
    with suppress(duckdb.Error):
        connection.execute("SET threads = 1; SET memory_limit = '200MB'")
    return connection


def _literal(value: Value) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return str(int(value)) if float(value).is_integer() else repr(value)


def _plain(rows: Iterable[Iterable[Any]]) -> Rows:
    """Return rows in which the same number looks the same, whatever type a product gives it."""
    return [tuple(_plain_value(value) for value in row) for row in rows]


def _plain_value(value: Any) -> Any:
    return round(float(value), 9) if isinstance(value, bool | int | float | Decimal) else value
