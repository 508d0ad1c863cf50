"""The database: one connection per thread, statements by name, explicit transactions."""

import threading
from pathlib import Path

from app.database.dialect import Cursor, Dialect, RawConnection, Row, Values

_HERE = Path(__file__).parent


class ConflictError(Exception):
    """Somebody else changed what this transaction was about to change."""


class UnstorableTextError(Exception):
    """A text holds a character that not every database can hold."""


class UnstorableNumberError(Exception):
    """A whole number does not fit in 64 bits."""


class Connection:
    """One thread's connection."""

    def __init__(self, raw: RawConnection, dialect: Dialect) -> None:
        self._raw = raw
        self._dialect = dialect

    def one(self, sql: str, values: Values) -> Row | None:
        """Return the first row, if there is one."""
        return self._run(sql, values).fetchone()

    def all(self, sql: str, values: Values) -> list[Row]:
        """Return every row."""
        return self._run(sql, values).fetchall()

    def execute(self, sql: str, values: Values) -> None:
        """Run a statement that answers nothing."""
        self._run(sql, values)

    def change(self, sql: str, values: Values) -> None:
        """Change a row under its conditions; raise `ConflictError` if they no longer hold."""
        if self._run(sql, values).rowcount == 0:
            raise ConflictError

    def begin(self) -> None:
        self._raw.execute(self._dialect.begin)

    def commit(self) -> None:
        self._run("COMMIT", {})

    def rollback(self) -> None:
        self._raw.execute("ROLLBACK")

    def close(self) -> None:
        self._raw.close()

    @property
    def is_lost(self) -> bool:
        """Tell whether nothing can be asked any more."""
        return self._dialect.is_lost(self._raw)

    def _run(self, sql: str, values: Values) -> Cursor:
        require_storable(values)
        try:
            return self._raw.execute(self._dialect.statement(sql), values)
        except self._dialect.conflicts as error:
            raise ConflictError from error


class Database:
    """Hands each thread its own connection and closes them all at the end."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._local = threading.local()
        self._opened: dict[threading.Thread, Connection] = {}
        self._lock = threading.Lock()

    def connection(self) -> Connection:
        """Return this thread's connection, opened on first use and again after it was lost."""
        connection: Connection | None = getattr(self._local, "connection", None)
        if connection is not None and connection.is_lost:
            connection.close()
            connection = None
        if connection is None:
            connection = Connection(self._dialect.connect(), self._dialect)
            self._local.connection = connection
            self._keep(connection)
        return connection

    def create_tables(self) -> None:
        """Create the tables that are not there yet."""
        raw = self._dialect.connect()
        raw.execute(self._dialect.begin_tables)
        for path in sorted(_HERE.glob("schema*.sql")):
            for statement in path.read_text(encoding="utf-8").split(";\n"):
                if statement.strip():
                    raw.execute(self._dialect.definition(statement))
        raw.execute("COMMIT")
        raw.close()

    def close(self) -> None:
        for connection in self._opened.values():
            connection.close()

    def _keep(self, connection: Connection) -> None:
        """Remember a thread's connection; close those of threads that have ended."""
        with self._lock:
            for thread in [thread for thread in self._opened if not thread.is_alive()]:
                self._opened.pop(thread).close()
            self._opened[threading.current_thread()] = connection


def require_storable(values: Values) -> None:
    """Refuse what not every database holds: numbers beyond 64 bits, null and half characters."""
    if any(isinstance(value, int) and not -(2**63) <= value < 2**63 for value in values.values()):
        raise UnstorableNumberError
    try:
        if any(isinstance(value, str) and b"\0" in value.encode() for value in values.values()):
            raise UnstorableTextError
    except UnicodeEncodeError as error:
        raise UnstorableTextError from error


def load_statements(name: str) -> dict[str, str]:
    """Read the named statements of one `.sql` file."""
    text = (_HERE / "queries" / name).read_text(encoding="utf-8")
    parts = [part.partition("\n") for part in text.split("-- name: ")[1:]]
    return {title.strip(): sql.strip().rstrip(";") for title, _, sql in parts}
