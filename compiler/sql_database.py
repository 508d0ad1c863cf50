"""Opens the live databases that people name, so that nothing can be written through them."""

import re
import sqlite3
import threading
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from msgspec import Struct

from ..analyzers.sql_lint.connection import OutOfTime, QueryFailed, Row
from ..analyzers.sql_lint.live_schema import read_inspector, read_statements
from ..analyzers.sql_lint.schema import Schema
from ..analyzers.text_to_sql.database import Result
from ..diagnostics import WeftError

_STEPS_BETWEEN_LOOKS = 10_000  # of SQLite's machine, about a millisecond
_LONGEST_VALUE = 50_000_000  # bytes; no look at the clock comes between while SQLite makes a longer one
# No other file is read or written either, no extension loaded, and nothing turns that off again.
_DUCKDB_READS = {
    "enable_external_access": "false",
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "python_enable_replacements": "false",
    "lock_configuration": "true",
}
_ONE_QUERY = "this connection is read-only: it runs one query at a time"
_QUERY = re.compile(r"[\s(]*(?:select|with|values|table)\b", re.IGNORECASE)
_MAGIC = ((b"SQLite format 3\0", 0, "sqlite"), (b"DUCK", 8, "duckdb"))


class UnusableDatabase(WeftError, ValueError):
    """A database cannot be opened."""


class Database(Struct, frozen=True):
    """An open database: what runs a query in so many seconds for so many rows, and what reads the schema."""

    name: str
    dialect: str
    run: Callable[[str, float, int | None], Result]
    inspect: Callable[["Database"], Schema] = read_statements

    def rows(self, query: str, seconds: float = 10) -> Sequence[Row]:
        """Return all rows of a query; raises QueryFailed, and OutOfTime after so many seconds."""
        return self.run(query, seconds, None).rows

    def query(self, sql: str, *, seconds: float, row_limit: int) -> Result:
        """Return the first rows of a query; raises QueryFailed, and OutOfTime after so many seconds."""
        return self.run(sql, seconds, row_limit)

    def schema(self) -> Schema:
        """Return the tables."""
        return self.inspect(self)


@contextmanager
def open_database(url: str) -> Generator[Database]:
    """Open a database for reading: a file of SQLite or DuckDB, or a URL `sqlite:`, `duckdb:` or `postgresql:`."""
    product, _, rest = url.partition("://")
    product = product.partition("+")[0] if rest else _product_of(Path(url))
    if product in ("postgresql", "postgres"):
        with _open_postgres(url) as database:
            yield database
        return
    path = Path(unquote(rest.removeprefix("/")) if rest else url)
    if not rest and not path.exists():
        raise UnusableDatabase(
            f"there is no file {told_url(url)}: or did you mean sqlite:///file or postgresql://host/name?"
        )
    if product not in ("sqlite", "duckdb"):
        raise UnusableDatabase(
            f"{told_url(url)} is no database: sqlite:///file, duckdb:///file or postgresql://host/name"
        )
    if not path.is_file():
        raise UnusableDatabase(f"there is no database {path}")
    with (_open_sqlite if product == "sqlite" else _open_duckdb)(path) as database:
        yield database


def _product_of(path: Path) -> str:
    if not path.is_file():  # a pipe would be waited for
        return ""
    try:
        with path.open("rb") as file:
            start = file.read(16)
    except OSError:
        return ""
    return next((name for magic, at, name in _MAGIC if start[at:].startswith(magic)), "")


def told_url(url: str) -> str:
    """Return a URL without what stands before the host and behind the name, as either may hold a password."""
    return url.rpartition("@")[2].partition("?")[0]


@contextmanager
def _open_sqlite(path: Path) -> Generator[Database]:
    uri = f"file:{quote(str(path.absolute()))}?mode=ro"
    try:
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)  # one at a time uses it
        connection.execute("SELECT 1 FROM sqlite_master")
    except sqlite3.Error as error:
        raise UnusableDatabase(f"{path}: {error}") from None
    connection.text_factory = _decoded
    only_read(connection)
    with closing(connection):
        yield Database(path.name, "sqlite", partial(run_sqlite, connection))


def only_read(connection: sqlite3.Connection) -> None:
    """Let nothing be written through a connection to SQLite: into its own file, or by ATTACH or VACUUM into others."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    connection.execute("PRAGMA query_only = ON")
    connection.set_authorizer(_keeps_settings)


def _keeps_settings(action: int, name: str | None, value: str | None, *_: object) -> int:
    """Deny what changes a setting of a connection, and not what asks about the columns of a table."""
    is_change = action == sqlite3.SQLITE_PRAGMA and value is not None and not (name or "").endswith(("info", "list"))
    return sqlite3.SQLITE_DENY if is_change else sqlite3.SQLITE_OK


def _decoded(content: bytes) -> str:
    return content.decode("utf-8", "replace")  # SQLite takes any bytes for text


def run_sqlite(connection: sqlite3.Connection, query: str, seconds: float, row_limit: int | None) -> Result:
    """Return the rows of a query, all without a limit; raises QueryFailed, and OutOfTime after so many seconds."""
    ends = time.monotonic() + seconds
    connection.set_progress_handler(lambda: time.monotonic() > ends, _STEPS_BETWEEN_LOOKS)
    try:
        return _result(connection.execute(query), row_limit)
    except sqlite3.Error as error:
        is_late = time.monotonic() > ends
        if not is_late and getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
            raise KeyboardInterrupt from None  # SQLite has only said that looking at the clock was interrupted
        raise _failure(error, is_late=is_late) from None
    finally:
        connection.set_progress_handler(None, 0)


@contextmanager
def _open_duckdb(path: Path) -> Generator[Database]:
    duckdb = _imported("duckdb")
    try:
        connection = duckdb.connect(str(path), read_only=True, config=_DUCKDB_READS)
    except duckdb.Error as error:
        raise UnusableDatabase(f"{path}: {error}") from None

    def run(query: str, seconds: float, row_limit: int | None) -> Result:
        ends = time.monotonic() + seconds
        timer = threading.Timer(seconds, connection.interrupt)
        timer.start()
        try:
            _require_select(connection.extract_statements(query), duckdb.StatementType.SELECT)
            return _result(connection.execute(query), row_limit)
        except duckdb.Error as error:
            raise _failure(error, is_late=time.monotonic() > ends) from None
        except QueryFailed:
            raise
        except RuntimeError:
            raise KeyboardInterrupt from None  # as which DuckDB tells of Ctrl-C
        finally:
            timer.cancel()

    with closing(connection):
        yield Database(path.name, "duckdb", run)


def _require_select(statements: Sequence[Any], select: object) -> None:
    """Raise QueryFailed where these are not one statement of DuckDB, of the kind SELECT."""
    try:
        kinds = [statement.type for statement in statements]
    except ValueError:
        kinds = []  # some have no name in Python
    if kinds != [select]:
        raise QueryFailed(_ONE_QUERY)


@contextmanager
def _open_postgres(url: str) -> Generator[Database]:
    alchemy = _imported("sqlalchemy")
    psycopg = _imported("psycopg")
    address = f"postgresql+psycopg://{url.partition('://')[2]}"
    engine = alchemy.create_engine(address, isolation_level="AUTOCOMMIT")
    try:
        connection = engine.connect()
    except alchemy.exc.SQLAlchemyError as error:
        raise UnusableDatabase(f"{told_url(url)}: {str(error).splitlines()[0]}") from None

    def run(query: str, seconds: float, row_limit: int | None) -> Result:
        try:
            with _transaction(connection.connection, seconds), connection.connection.cursor(name="weft") as cursor:
                return _result(cursor.execute(query), row_limit)
        except psycopg.errors.SyntaxError as error:
            raise QueryFailed(str(error).splitlines()[0] if _QUERY.match(query) else _ONE_QUERY) from None
        except psycopg.Error as error:
            raise _failure(error, is_late=isinstance(error, psycopg.errors.QueryCanceled)) from None

    def inspect(database: Database) -> Schema:
        connection.exec_driver_sql("SET default_transaction_read_only = on")
        connection.exec_driver_sql("SET statement_timeout = 30000")
        return read_inspector(alchemy.inspect(connection), database)

    with closing(connection):
        yield Database(urlsplit(url).path.lstrip("/") or "postgres", "postgres", run, inspect)
    engine.dispose()


@contextmanager
def _transaction(connection: Any, seconds: float) -> Generator[None]:
    """Begin a transaction of PostgreSQL that can only read, with so much time for each statement, and undo it."""
    connection.execute("BEGIN READ ONLY")
    try:
        connection.execute(f"SET LOCAL statement_timeout = {max(1, int(seconds * 1000))}")
        yield
    finally:
        connection.execute("ROLLBACK")


def _result(cursor: Any, row_limit: int | None) -> Result:
    """Return the first rows that a cursor of Python's database API has; raises QueryFailed where it had no query."""
    if cursor.description is None:
        raise QueryFailed(_ONE_QUERY)
    rows: Sequence[Row] = cursor.fetchall() if row_limit is None else cursor.fetchmany(row_limit + 1)
    columns = tuple(column[0] for column in cursor.description)
    return Result(columns, tuple(map(tuple, rows[:row_limit])), is_cut=len(rows) > len(rows[:row_limit]))


def _failure(error: Exception, *, is_late: bool) -> WeftError:
    return OutOfTime("it took too long") if is_late else QueryFailed(str(error).splitlines()[0])


def _imported(name: str) -> ModuleType | Any:
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError:
        raise UnusableDatabase(f"this database needs {name}: pip install 'weft[sql]'") from None
