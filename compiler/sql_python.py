"""Where SQL in strings of Python files is looked into, and put right."""

from collections.abc import Callable

from ..analyzers.sql_lint.engine import Linter
from ..analyzers.sql_lint.fixes import Acceptance, Fixed
from ..analyzers.sql_lint.python_linting import PythonFindings, PythonLinter, lint_python
from ..analyzers.sql_lint.python_sql import read_python
from ..analyzers.sql_lint.rule import Finding
from ..analyzers.sql_lint.schema import Schema
from ..diagnostics import Source
from .sql_config import SqlConfig


def find_in_python(source: Source, config: SqlConfig, linter: Linter, schema: Schema) -> PythonFindings:
    """Return what is wrong with the SQL in a Python file and with how it is put together.

    `schema` is what the SQL files of the run say of the tables. What comments allow is left out.
    """
    name = source.name
    return lint_python(source, config.dialect_of(name), linter, schema, migration=config.is_migration(name))


def fix_in_python(
    source: Source,
    config: SqlConfig,
    linter: Linter,
    schema: Schema,
    is_wanted: Callable[[Finding], bool],
    *,
    unsafe: bool,
    accept: Acceptance | None = None,
) -> Fixed:
    """Return a Python file with the SQL in its plain literals put right, as far as `is_wanted` asks for it."""
    from ..analyzers.sql_lint.python_fixing import fix_python  # only fixing needs it

    dialect, migration = config.dialect_of(source.name), config.is_migration(source.name)
    module = read_python(source, dialect, migration=migration)
    if module is None:
        return Fixed(source.text)
    return fix_python(PythonLinter(module, linter, schema), is_wanted, unsafe=unsafe, accept=accept)
