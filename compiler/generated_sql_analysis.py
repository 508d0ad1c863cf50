"""Runs the linter's rules over generated SQL; importing this file imports the parser, so it waits until it must."""

from collections.abc import Iterator, Sequence

from ..backends.backend import OutputFile
from ..diagnostics import Severity
from .generated_sql import SqlFinding
from .sql_analysis import Analyst
from .sql_config import SqlConfig
from .sql_files import SqlFile
from .sql_results import final

# Statements are spelled as SQLite takes them; for PostgreSQL, generated code respells their parameters as it runs.
SETTINGS = SqlConfig(dialect="sqlite")


def analyze(files: Sequence[OutputFile]) -> Iterator[SqlFinding]:
    """Yield what the rules find in files that hold SQL, by file and place; the tables are those of all of them."""
    held = [SqlFile(file.path, file.text) for file in files]
    analyst = Analyst(SETTINGS, held)
    whole = analyst.find_in_all()
    for file in sorted(held, key=lambda file: file.name):
        for found in final(file.name, analyst.read(file), tuple(whole.get(file.name, ())), SETTINGS):
            if found.severity != Severity.INFO.value:
                yield SqlFinding(file.name, found.code, found.name, found.message, found.hint, found.start, found.end)
