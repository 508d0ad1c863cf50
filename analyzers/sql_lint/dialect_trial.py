"""Tries other dialects on a text whose own dialect was hardly more than guessed, where not all of it can be read."""

from msgspec.structs import replace

from ...diagnostics import Source
from .dialect_guess import Guess, guess
from .sql_text import SqlText, Statement
from .statement_reading import Reading

# Those whose syntax others do not share, the most common first.
TRIED = ("postgres", "mysql", "snowflake", "bigquery", "tsql", "oracle", "spark", "clickhouse")


def guessed_text(source: Source, path: str = "", *, migration: bool = False) -> tuple[SqlText, Guess]:
    """Return a text of SQL in the dialect that it seems to be written in, and why it seems so.

    Where neither a word of it nor its path is certain, and a parser refuses some of it, the dialect that reads more
    is taken. `path` is what the file is called from the folder of the project on.
    """
    found = guess(source.text, path)
    text = SqlText(source, found.dialect, source.text, migration=migration)
    refused = [] if found.is_sure else _refused(text)
    if not refused:
        return text, found
    dialect = max(TRIED, key=lambda name: sum(_reads(name, statement) for statement in refused))
    other = replace(text, dialect=dialect)
    if len(_refused(other)) >= len(refused):
        return text, found
    return other, Guess(dialect, f"more of it can be read than as {found.dialect}")


def _refused(text: SqlText) -> list[Statement]:
    return [statement for statement in text.statements if statement.reading is Reading.UNPARSED]


def _reads(dialect: str, statement: Statement) -> bool:
    """Say whether a statement is one statement with a tree in another dialect, too."""
    alone = SqlText(Source("", statement.sql), dialect, statement.sql).statements
    return len(alone) == 1 and alone[0].reading is Reading.ANALYSED
