"""The one place that knows which database runs below."""

import re
import sqlite3
from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

Value = str | int | None
Values = Mapping[str, Value]


class Row(Protocol):
    """A row whose columns are read by name."""

    def __getitem__(self, key: str, /) -> Any: ...


class Cursor(Protocol):
    """What a statement leaves behind."""

    @property
    def rowcount(self) -> int: ...
    def fetchone(self) -> Any: ...
    def fetchall(self) -> list[Any]: ...


class RawConnection(Protocol):
    """The part of a DB-API connection that is used."""

    def execute(self, sql: str, parameters: Any = ..., /) -> Cursor: ...
    def close(self) -> None: ...


class Dialect(Protocol):
    """How one kind of database is opened, asked and locked."""

    begin: str

    @property
    def conflicts(self) -> tuple[type[Exception], ...]:
        """Return what is raised when somebody else was faster."""
        ...

    def connect(self) -> RawConnection: ...
    def statement(self, sql: str) -> str: ...


class SqliteDialect:
    """SQLite in a file: readers never wait, one writer at a time."""

    begin: str = "BEGIN IMMEDIATE"
    conflicts: tuple[type[Exception], ...] = ()

    def __init__(self, path: Path) -> None:
        self._path = path

    def connect(self) -> RawConnection:
        """Open a connection in autocommit mode; transactions are begun by hand."""
        connection = sqlite3.connect(
            self._path, isolation_level=None, timeout=10, check_same_thread=False
        )
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    def statement(self, sql: str) -> str:
        """Return the statement as this database spells parameters: `:name`."""
        return sql


class PostgresDialect:
    """A PostgreSQL server; transactions that get in each other's way start over."""

    begin: str = "BEGIN ISOLATION LEVEL SERIALIZABLE"

    def __init__(self, address: str) -> None:
        self._address = address

    @property
    def conflicts(self) -> tuple[type[Exception], ...]:
        """Return the errors of a transaction that can simply be tried again."""
        errors: Any = import_module("psycopg.errors")
        return (errors.SerializationFailure, errors.DeadlockDetected, errors.UniqueViolation)

    def connect(self) -> RawConnection:
        """Open a connection in autocommit mode; transactions are begun by hand."""
        driver: Any = import_module("psycopg")
        rows: Any = import_module("psycopg.rows")
        return driver.connect(self._address, autocommit=True, row_factory=rows.dict_row)

    def statement(self, sql: str) -> str:
        """Return the statement as this database spells parameters: `%(name)s`."""
        return spell_parameters(sql)


@lru_cache(4096)
def spell_parameters(sql: str) -> str:
    """Return a statement with `%(name)s` in place of `:name`; texts in quotes stay as they are."""
    return re.sub(r"('(?:[^']|'')*')|:(\w+)", spell_part, sql.replace("%", "%%"))


def spell_part(match: re.Match[str]) -> str:
    """Return a text in quotes, or a parameter."""
    return match[1] or f"%({match[2]})s"


def dialect_of(address: str) -> Dialect:
    """Return the dialect for `postgresql://…`; any other address is the path of a SQLite file."""
    if address.startswith(("postgresql://", "postgres://")):
        return PostgresDialect(address)
    return SqliteDialect(Path(address))
