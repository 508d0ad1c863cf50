"""Opens SQLite's files for questions, only for reading."""

import sqlite3
import time
from pathlib import Path

from ..analyzers.sql_lint.connection import OutOfTime, QueryFailed
from ..analyzers.text_to_sql.database import Result

_STEPS = 1000  # of SQLite's machine between two looks at the clock


class SqliteFile:
    """A file of SQLite's as a database for questions."""

    dialect = "sqlite"

    def __init__(self, path: Path) -> None:
        """Open a file; raises QueryFailed where it cannot be opened."""
        try:
            self._connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        except sqlite3.Error as error:
            raise QueryFailed(f"{path}: {error}") from None
        self._connection.text_factory = _text
        self._ends = 0.0
        self._connection.set_progress_handler(lambda: time.monotonic() > self._ends, _STEPS)

    def query(self, sql: str, *, seconds: float, row_limit: int) -> Result:
        """Return the first rows of a query; raises QueryFailed, and OutOfTime after so many seconds."""
        self._ends = time.monotonic() + seconds
        try:
            cursor = self._connection.execute(sql)
            rows = cursor.fetchmany(row_limit + 1)
        except sqlite3.Error as error:
            if "interrupted" in str(error):
                raise OutOfTime("it took too long") from None
            raise QueryFailed(str(error)) from None
        names = tuple(column[0] for column in cursor.description or ())
        return Result(names, tuple(map(tuple, rows[:row_limit])), len(rows) > row_limit)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def _text(content: bytes) -> str:
    """Return a text of the database's, with signs in place of bytes that are none."""
    return content.decode(errors="replace")
