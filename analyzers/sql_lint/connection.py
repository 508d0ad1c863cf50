"""What the analysis needs of a live database: somebody else opens it, and only for reading."""

from collections.abc import Sequence
from typing import Any, Protocol

from ...diagnostics import Source, Span, WeftError

Row = Sequence[Any]


class QueryFailed(WeftError, RuntimeError):
    """A database refused a query."""


class OutOfTime(WeftError, TimeoutError):
    """A query took longer than it may."""


class Connection(Protocol):
    """An open database that only reads. `name` is what people call it, `dialect` a key of `DIALECTS`."""

    @property
    def name(self) -> str: ...

    @property
    def dialect(self) -> str: ...

    def rows(self, query: str, seconds: float = 10) -> Sequence[Row]:
        """Return all rows of a query; raises QueryFailed, and OutOfTime after so many seconds."""
        ...


def place_of(database: str, table: str) -> Span:
    """Return the place of findings on a live table: there is no file, so it is the names of database and table."""
    return Span(Source(f"{database}: table {table}", "", has_lines=False), 0, 0)


def quoted(name: str) -> str:
    """Return a name as all databases here take it, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'
