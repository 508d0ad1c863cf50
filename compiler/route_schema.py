"""Reads the schema that questions are asked about: of a live database, or of files of SQL."""

from collections.abc import Sequence
from pathlib import Path

from ..analyzers.sql_lint.dialect_trial import guessed_text
from ..analyzers.sql_lint.schema_builder import build_schema
from ..analyzers.text_to_sql.schema.catalog import schema_of_catalog
from ..analyzers.text_to_sql.schema.schema import Schema
from ..diagnostics import Source, WeftError
from .sql_database import open_database
from .sql_files import find_files, read_file


class NoSchema(WeftError, ValueError):
    """There are no tables to ask about."""


def read_schema(database: str, files: Sequence[Path]) -> Schema:
    """Return the tables of a live database, or those that files of SQL declare.

    Raises NoSchema where there are none or a file cannot be read, and UnusableDatabase.
    """
    if database:
        with open_database(database) as opened:
            schema = schema_of_catalog(opened.schema(), opened.name, opened.dialect)
    else:
        schema = _declared(files)
    if not schema.tables:
        raise NoSchema("there are no tables to ask about: name a database, or files with CREATE TABLE")
    return schema


def _declared(files: Sequence[Path]) -> Schema:
    found = [read_file(name) for name in find_files(files, with_python=False)]
    for file in found:
        if file.problem:
            raise NoSchema(f"{file.name}: {file.problem}")
    texts = [guessed_text(Source(file.name, file.text), file.name)[0] for file in found]
    name = files[0].stem if files else ""
    return schema_of_catalog(build_schema(tuple(texts)), name, texts[0].dialect if texts else "ansi")
