"""Where SQL in strings of Python files is looked into."""

from collections.abc import Iterable

from ..analyzers.sql_lint.engine import Linter
from ..analyzers.sql_lint.rule import Finding
from ..analyzers.sql_lint.schema import Schema
from ..diagnostics import Source


def find_in_python(source: Source, dialect: str, linter: Linter, schema: Schema) -> Iterable[Finding]:
    """Return what is wrong with the SQL in a Python file and with how it is put together.

    `dialect` is empty where none is set. `schema` is what the SQL files of the run say of the tables.
    """
    return ()
