"""What questions need of a live database: somebody else opens it, and only for reading."""

from typing import Any, Protocol

from msgspec import Struct


class Result(Struct, frozen=True):
    """What a query gave: the names of the columns, the rows, and whether there were more rows than asked for."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    is_cut: bool = False


class Database(Protocol):
    """An open database that only reads. `dialect` is sqlglot's name for its SQL."""

    @property
    def dialect(self) -> str: ...

    def query(self, sql: str, *, seconds: float, row_limit: int) -> Result:
        """Return the first rows of a query.

        Raises QueryFailed where the database refuses it, and OutOfTime after so many seconds.
        """
        ...
