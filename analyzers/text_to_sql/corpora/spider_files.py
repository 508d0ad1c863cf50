"""Reads questions and schemas as Spider keeps them (`dev.json`, `tables.json`; https://yale-lily.github.io/spider)."""

import msgspec

from ....diagnostics import WeftError
from ..json_files import decoded
from ..schema.schema import Column, ForeignKey, Schema, Table
from .example import Example


class NotSpider(WeftError, ValueError):
    """A file does not hold what Spider's files of its kind do."""


class _Database(msgspec.Struct):
    db_id: str
    table_names: list[str]
    table_names_original: list[str]
    column_names: list[tuple[int, str]]
    column_names_original: list[tuple[int, str]]
    column_types: list[str]
    primary_keys: list[int | list[int]]
    foreign_keys: list[tuple[int, int]]


class _Question(msgspec.Struct):
    db_id: str
    question: str
    query: str = ""


def read_questions(content: bytes) -> tuple[Example, ...]:
    """Return the questions of a `dev.json` or `train.json`, numbered from 0; raises NotSpider."""
    found = decoded(content, list[_Question], NotSpider)
    return tuple(Example(str(at), one.db_id, one.question, one.query) for at, one in enumerate(found))


def read_schemas(content: bytes) -> dict[str, Schema]:
    """Return the schemas of a `tables.json` by the names of their databases; raises NotSpider."""
    found = decoded(content, list[_Database], NotSpider)
    for at, one in enumerate(found):
        if wrong := _wrong(one):
            raise NotSpider(f"database {one.db_id!r} - at `$[{at}]`: {wrong}")
    return {one.db_id: _schema(one) for one in found}


def _wrong(database: _Database) -> str:
    """Return which list of a database does not fit the others, empty where all do."""
    columns, tables = len(database.column_names_original), len(database.table_names_original)
    keys = [key if isinstance(key, list) else [key] for key in database.primary_keys]
    if any(not 0 <= number < columns for key in (*keys, *database.foreign_keys) for number in key):
        return "a key names a column by a number that there is not"
    if not all(key for key in keys):
        return "a primary key has no column"
    if not columns == len(database.column_names) == len(database.column_types):
        return "there are not as many column_names_original, column_names and column_types"
    if tables != len(database.table_names) or any(table >= tables for table, _ in database.column_names_original):
        return "a column is in a table that has no name"
    return ""


def _schema(database: _Database) -> Schema:
    return Schema(database.db_id, tuple(_table(database, at) for at in range(len(database.table_names_original))))


def _table(database: _Database, at: int) -> Table:
    numbers = [number for number, (table, _) in enumerate(database.column_names_original) if table == at]
    columns = tuple(
        Column(_name(database, number), database.column_types[number], database.column_names[number][1])
        for number in numbers
    )
    keys = [key if isinstance(key, list) else [key] for key in database.primary_keys]
    primary = next((tuple(_name(database, number) for number in key) for key in keys if key[0] in numbers), ())
    foreign = tuple(_foreign_key(database, *pair) for pair in database.foreign_keys if pair[0] in numbers)
    return Table(database.table_names_original[at], columns, primary, foreign, database.table_names[at])


def _foreign_key(database: _Database, column: int, target: int) -> ForeignKey:
    table = database.table_names_original[database.column_names_original[target][0]]
    return ForeignKey((_name(database, column),), table, (_name(database, target),))


def _name(database: _Database, number: int) -> str:
    return database.column_names_original[number][1]
