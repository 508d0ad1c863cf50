"""Reads the schema that questions are asked about: of a live database, of files of SQL, or of tables in JSON."""

from collections.abc import Sequence
from pathlib import Path

from ..analyzers.sql_lint.dialect_trial import guessed_text
from ..analyzers.sql_lint.schema_builder import build_schema
from ..analyzers.text_to_sql.corpora.spider2_files import NotSpider2, read_table
from ..analyzers.text_to_sql.schema.catalog import schema_of_catalog
from ..analyzers.text_to_sql.schema.schema import Schema, Table
from ..diagnostics import Source, WeftError
from .sql_database import open_database
from .sql_files import find_files, read_file


class NoSchema(WeftError, ValueError):
    """There are no tables to ask about."""


def read_schema(database: str, files: Sequence[Path]) -> Schema:
    """Return the tables of a live database, or those that files of SQL declare, or those in files of JSON.

    Raises NoSchema where there are none or a file cannot be read, and UnusableDatabase.
    """
    if database and files:
        raise NoSchema("a database and files of a schema are too much: name one of them")
    if database:
        with open_database(database) as opened:
            schema = schema_of_catalog(opened.schema(), opened.name, opened.dialect)
    elif named := _json_files(files):
        schema = _tables(files[0].stem, named)
    else:
        schema = _declared(files)
    if not schema.tables:
        raise NoSchema("there are no tables to ask about: name a database, or files with CREATE TABLE")
    return schema


def _json_files(files: Sequence[Path]) -> list[Path]:
    """Return the files of JSON among files and below folders; none where there are files of SQL."""
    if any(not path.is_dir() and path.suffix.lower() != ".json" for path in files) or _sql_below(files):
        return []
    return sorted(file for path in files for file in (path.rglob("*.json") if path.is_dir() else [path]))


def _sql_below(files: Sequence[Path]) -> list[str]:
    return find_files([path for path in files if path.is_dir()], with_python=False)


def _tables(name: str, files: Sequence[Path]) -> Schema:
    """Return a schema of files that hold a table each, as Spider 2.0 keeps them; a table is read once."""
    found: dict[str, Table] = {}
    for file in files:
        try:
            table = read_table(file.read_bytes())
        except OSError as error:
            raise NoSchema(f"{file}: {(error.strerror or str(error)).lower()}") from None
        except NotSpider2 as error:
            raise NoSchema(f"{file}: {error}: it is to hold a table as Spider 2.0 keeps it") from None
        found.setdefault(table.name.lower(), table)
    return Schema(name, tuple(found.values()))


def _declared(files: Sequence[Path]) -> Schema:
    found = [read_file(name) for name in find_files(files, with_python=False)]
    for file in found:
        if file.problem:
            raise NoSchema(f"{file.name}: {file.problem}")
    texts = [guessed_text(Source(file.name, file.text), file.name)[0] for file in found]
    name = files[0].stem if files else ""
    return schema_of_catalog(build_schema(tuple(texts)), name, texts[0].dialect if texts else "ansi")
