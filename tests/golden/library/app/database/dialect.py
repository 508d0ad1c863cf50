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
    """How one kind of database is opened, asked and locked.

    `begin` starts a transaction that writes, `begin_tables` one that creates tables; of either
    kind there is one at a time.
    """

    begin: str
    begin_tables: str

    @property
    def conflicts(self) -> tuple[type[Exception], ...]:
        """Return what is raised when somebody else was faster."""
        ...

    def connect(self) -> RawConnection: ...
    def is_lost(self, connection: RawConnection) -> bool: ...
    def statement(self, sql: str) -> str: ...
    def definition(self, sql: str) -> str: ...


class SqliteDialect:
    """SQLite in a file: readers never wait, one writer at a time."""

    begin: str = "BEGIN IMMEDIATE"
    begin_tables: str = begin
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

    def is_lost(self, connection: RawConnection) -> bool:
        """Tell whether a connection broke; one to a file does not."""
        return False

    def statement(self, sql: str) -> str:
        """Return the statement as this database spells parameters: `:name`."""
        return sql

    def definition(self, sql: str) -> str:
        """Return the statement that creates a table as it is; texts are sorted by their bytes."""
        return sql


class PostgresDialect:
    """A PostgreSQL server: readers never wait, one writer at a time.

    Writers queue as they do in SQLite, so that no action starts over after it called an outside
    service. The table that they lock is the one of generated keys, which nearly all of them write.
    """

    begin: str = "BEGIN; LOCK TABLE sequences IN EXCLUSIVE MODE"
    begin_tables: str = "BEGIN; SELECT pg_advisory_xact_lock(1)"

    def __init__(self, address: str) -> None:
        self._address = address

    @property
    def conflicts(self) -> tuple[type[Exception], ...]:
        """Return the errors of a transaction that can simply be tried again."""
        errors: Any = postgres_driver("psycopg.errors")
        return (errors.SerializationFailure, errors.DeadlockDetected, errors.UniqueViolation)

    def connect(self) -> RawConnection:
        """Open a connection in autocommit mode; transactions are begun by hand."""
        driver, rows = postgres_driver("psycopg"), postgres_driver("psycopg.rows")
        return driver.connect(self._address, autocommit=True, row_factory=rows.dict_row)

    def is_lost(self, connection: Any) -> bool:
        """Tell whether the server went away, or refused the lock that a transaction begins with."""
        return connection.closed or connection.info.transaction_status.name == "INERROR"

    def statement(self, sql: str) -> str:
        """Return the statement as this database spells parameters: `%(name)s`."""
        return spell_parameters(sql)

    def definition(self, sql: str) -> str:
        """Return the statement that creates a table, with texts sorted by their bytes."""
        return re.sub(r"('(?:[^']|'')*')|\b(TEXT)\b", spell_type, sql)


def postgres_driver(module: str) -> Any:
    """Import a module of the driver, which only systems on PostgreSQL need."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise RuntimeError("PostgreSQL needs psycopg: pip install '.[postgresql]'") from error


@lru_cache(4096)
def spell_parameters(sql: str) -> str:
    """Return a statement with `%(name)s` in place of `:name`; texts in quotes stay as they are."""
    return re.sub(r"('(?:[^']|'')*')|:(\w+)", spell_part, sql.replace("%", "%%"))


def spell_part(match: re.Match[str]) -> str:
    """Return a text in quotes, or a parameter."""
    return match[1] or f"%({match[2]})s"


def spell_type(match: re.Match[str]) -> str:
    """Return a text in quotes, or the type of texts with its order."""
    return match[1] or 'TEXT COLLATE "C"'


def dialect_of(address: str) -> Dialect:
    """Return the dialect for `postgresql://…`; any other address is the path of a SQLite file."""
    if address.startswith(("postgresql://", "postgres://")):
        return PostgresDialect(address)
    return SqliteDialect(Path(address))
