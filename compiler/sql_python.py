"""Where SQL in strings of Python files is looked into, and put right."""

from collections.abc import Callable

from ..analyzers.sql_lint.engine import Linter
from ..analyzers.sql_lint.fixes import Acceptance, Fixed
from ..analyzers.sql_lint.python_linting import PythonLinter
from ..analyzers.sql_lint.python_sql import PythonModule, read_python
from ..analyzers.sql_lint.rule import Finding
from ..analyzers.sql_lint.schema import Schema
from ..diagnostics import Source
from .sql_config import SqlConfig
from .sql_files import SqlFile


def module_of(file: SqlFile, config: SqlConfig) -> PythonModule | None:
    """Return a Python file with its SQL; None where there is none."""
    migration = config.is_migration(file.name)
    return read_python(Source(file.name, file.text), config.dialect_of(file.name), migration=migration)


def fix_in_python(
    file: SqlFile,
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

    module = module_of(file, config)
    if module is None:
        return Fixed(file.text)
    return fix_python(PythonLinter(module, linter, schema), is_wanted, unsafe=unsafe, accept=accept)
