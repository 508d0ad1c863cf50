"""A database as one person sees it: every query is asked of the rows and columns that the person may see."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlglot import exp

from ...sql_lint.connection import OutOfTime, QueryFailed
from ..database import Result
from ..schema.schema import Schema
from .records import Scope
from .restriction import printed, restricted, rows_of

# Runs a statement, read-only, in so many seconds and for so many rows; returns the names of the columns, the rows, and
# whether there were more. Raises TimeoutError, and ValueError where the database refuses it. Whoever opens the database
# binds the parameters.
Run = Callable[[str, float, int], tuple[Sequence[str], Sequence[Sequence[Any]], bool]]


class VisibleDatabase:
    """Answers queries over a scope. `seconds` is what all of them together may take."""

    def __init__(
        self, scope: Scope, schema: Schema, statements: Mapping[str, str], dialect: str, run: Run, seconds: float = 5.0
    ) -> None:
        self._schema = schema
        self._visible: dict[str, exp.Query] = {
            table.name: rows_of(statements[table.statement]) for table in scope.tables
        }
        self._statements = statements
        self._dialect = dialect
        self._run = run
        self._ends = time.monotonic() + seconds

    @property
    def dialect(self) -> str:
        """Return sqlglot's name for the SQL of the database."""
        return self._dialect

    def query(self, sql: str, *, seconds: float, row_limit: int) -> Result:
        """Return the first rows of a query over what may be seen; raises NotVisible, QueryFailed and OutOfTime."""
        return self._timed(restricted(sql, self._schema, self._visible, self._dialect), seconds, row_limit)

    def declared(self, statement: str) -> str:
        """Return a SELECT that the system itself declares."""
        return self._statements[statement]

    def saved(self, statement: str, values: Mapping[str, str], *, seconds: float, row_limit: int) -> Result:
        """Return the first rows of a SELECT that the system itself declares, for values of its parameters.

        Raises QueryFailed and OutOfTime.
        """
        return self._timed(printed(rows_of(self._statements[statement], values), self._dialect), seconds, row_limit)

    def _timed(self, sql: str, seconds: float, row_limit: int) -> Result:
        left = min(seconds, self._ends - time.monotonic())
        if left <= 0:
            raise OutOfTime("the question took too long")
        try:
            columns, rows, is_cut = self._run(sql, left, row_limit)
        except TimeoutError as error:
            raise OutOfTime(str(error)) from error
        except ValueError as error:
            raise QueryFailed(str(error)) from error
        return Result(tuple(columns), tuple(map(tuple, rows)), is_cut)
