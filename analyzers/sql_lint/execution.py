"""Runs statements on made tables, in memory: SQLite, and DuckDB where it is installed, which is stricter on types."""

import atexit
import sqlite3
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from decimal import Decimal
from functools import cache
from math import inf
from typing import Any

from msgspec import Struct
from sqlglot import exp
from sqlglot.errors import ErrorLevel

from .connection import OutOfTime, QueryFailed, quoted
from .instances import Instance
from .made_tables import MadeTable, Value
from .stand_ins import known_functions, lacking, register, with_stand_ins

PRODUCTS = ("sqlite", "duckdb")
SECONDS = 2
_TICK = 0.05  # seconds between two looks at the clock
MOST_ROWS = 20_000
NOW = "2024-05-06 07:08:09"
_TYPES = {
    "sqlite": {"number": "NUMERIC", "text": "TEXT", "time": "TEXT", "boolean": "INTEGER"},
    "duckdb": {"number": "DOUBLE", "text": "VARCHAR", "time": "TIMESTAMP", "boolean": "BOOLEAN"},
}
_MOMENTS = (exp.CurrentTimestamp, exp.CurrentDatetime, exp.Localtimestamp)
_MOMENT_NAMES = frozenset({"NOW", "GETDATE", "SYSDATE", "SYSDATETIME", "GETUTCDATE", "CLOCK_TIMESTAMP"})
Rows = list[tuple[Any, ...]]


class Run(Struct, frozen=True):
    """A statement as a product spells it. What it gives are its own rows, those of what it makes, or of all tables."""

    sql: str
    is_query: bool
    made: str = ""


class _Watch(threading.Thread):
    """Interrupts a statement that runs too long: made data may let a recursion run for ever."""

    def __init__(self, connection: Any) -> None:
        super().__init__(daemon=True)
        self.ends = inf
        self._connection = connection
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.wait(_TICK):
            if time.monotonic() > self.ends:
                self._connection.interrupt()

    def stop(self) -> None:
        self._over.set()
        self.join()


class Engine:
    """A database in memory with the tables of a statement; `stand_ins` are the functions that it runs others for."""

    def __init__(self, product: str, tables: dict[str, MadeTable]) -> None:
        """Make the tables, empty; raises ImportError where the product is not there, QueryFailed where it refuses."""
        self.product = product
        self.stand_ins: tuple[str, ...] = ()
        self._tables = tables
        self._held: tuple[Instance, bool] | None = None
        self._connection: Any = _sqlite() if product == "sqlite" else _duckdb()
        self._watch = _Watch(self._connection)
        self._watch.start()
        if product == "duckdb":
            self._run("ATTACH ':memory:' AS weft_made; USE weft_made")
        try:
            for table in tables.values():
                self._make(table)
        except QueryFailed:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the database."""
        if self.product == "duckdb":
            self._run("USE memory; DETACH weft_made")
        self._watch.stop()
        if self.product == "sqlite":
            self._connection.close()

    def take(self, before: exp.Expr, after: exp.Expr) -> tuple[Run, Run]:
        """Return two statements as they can be run here; what the first calls and SQLite lacks gets a stand-in."""
        if self.product == "sqlite":
            known = known_functions(self._connection)
            names = lacking(before, known)
            self.stand_ins = tuple(sorted(names))
            before, after = (with_stand_ins(tree, names, known) for tree in (before, after))
        return self._spelled(before), self._spelled(after)

    def _spelled(self, tree: exp.Expr) -> Run:
        sql = tree.sql(dialect=self.product, unsupported_level=ErrorLevel.IGNORE)
        made = quoted(tree.this.name) if isinstance(tree, exp.Create) else ""
        return Run(sql, isinstance(tree, exp.Query), made)

    def outcome(self, run: Run, instance: Instance, *, backwards: bool = False) -> Rows | QueryFailed | OutOfTime:
        """Return what a statement gives on an instance, whose rows came in backwards or not; or why it gives nothing.

        The tables are afterwards as they were.
        """
        try:
            if self._held != (instance, backwards):
                self._fill(instance, backwards=backwards)
            return _plain(self._run(run.sql)) if run.is_query else self._changed(run)
        except (QueryFailed, OutOfTime) as failure:
            return failure

    def _make(self, table: MadeTable) -> None:
        types = _TYPES[self.product]
        columns = [f"{quoted(known.name)} {types[known.kind]}" for known in table.fields.values()]
        keys = [f"UNIQUE ({', '.join(map(quoted, key))})" for key in table.keys]
        self._run(f"CREATE TABLE {quoted(table.name)} ({', '.join([*columns, *keys])})")

    def _fill(self, instance: Instance, *, backwards: bool) -> None:
        """Put the rows of an instance in the place of what the tables hold."""
        self._held = None
        for name, rows in instance.items():
            self._run(f"DELETE FROM {quoted(name)}")
            values = [f"({', '.join(map(_literal, row.values()))})" for row in (rows[::-1] if backwards else rows)]
            if values:
                self._run(f"INSERT INTO {quoted(name)} VALUES {', '.join(values)}")
        self._held = (instance, backwards)

    def _changed(self, run: Run) -> Rows:
        """Return what a change leaves in what it makes, or in all tables, and take it back."""
        self._run("BEGIN")
        try:
            self._run(run.sql)
            if run.made:
                return _plain(self._run(f"SELECT * FROM {run.made}"))
            contents = [self._run(f"SELECT * FROM {quoted(name)}") for name in sorted(self._tables)]
            return [(number, *row) for number, rows in enumerate(contents) for row in _plain(rows)]
        finally:
            with suppress(QueryFailed):  # a failure may have taken it back already
                self._run("ROLLBACK")

    def _run(self, sql: str) -> list[tuple[Any, ...]]:
        self._watch.ends = ends = time.monotonic() + SECONDS
        try:
            rows = self._connection.execute(sql).fetchmany(MOST_ROWS + 1)
        except Exception as error:  # each product has its own, and DuckDB has many
            if time.monotonic() > ends:
                raise OutOfTime("it took too long") from None
            raise QueryFailed(str(error).partition("\n")[0]) from None
        finally:
            self._watch.ends = inf
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


def _sqlite() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    register(connection)
    return connection


@cache  # opening takes longer than most comparisons
def _duckdb() -> Any:
    import duckdb  # slow to import, and not everybody has it

    atexit.register(_duckdb.cache_clear)  # it complains of what is still open when Python ends
    return duckdb.connect(":memory:", config={"threads": 1, "memory_limit": "200MB"})


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
