"""Reads questions as BIRD keeps them, and schemas with samples of values (https://bird-bench.github.io)."""

from typing import Any, TypeVar

import msgspec

from ....diagnostics import WeftError
from ..schema.schema import Column, ForeignKey, Schema, Table
from .example import Example

_Kind = TypeVar("_Kind")


class NotBird(WeftError, ValueError):
    """A file does not hold what BIRD's files of its kind do."""


class _Question(msgspec.Struct):
    db_id: str
    question: str
    SQL: str = ""
    evidence: str = ""
    difficulty: str = ""
    question_id: int | None = None


class _ForeignKey(msgspec.Struct):
    target_table: str
    target_column: str | None = None


class _Column(msgspec.Struct):
    name: str
    type: str = ""
    primary_key: bool = False
    foreign_keys: list[_ForeignKey] = []
    description: str = ""
    value_samples: list[Any] = []


class _Table(msgspec.Struct):
    name: str
    columns: list[_Column]
    description: str = ""


class _Database(msgspec.Struct):
    tables: dict[str, _Table]


def read_questions(content: bytes) -> tuple[Example, ...]:
    """Return the questions of a `dev.json`; those without a number take their place in the file; raises NotBird."""
    found = _decoded(content, list[_Question])
    return tuple(
        Example(
            str(at if one.question_id is None else one.question_id),
            one.db_id,
            one.question,
            one.SQL,
            one.evidence,
            one.difficulty,
        )
        for at, one in enumerate(found)
    )


def read_schemas(content: bytes) -> dict[str, Schema]:
    """Return schemas with samples of values, by the names of their databases; raises NotBird."""
    found = _decoded(content, dict[str, _Database])
    return {name: _schema(name, database) for name, database in found.items()}


def _decoded(content: bytes, kind: type[_Kind]) -> _Kind:
    try:
        return msgspec.json.decode(content, type=kind)
    except msgspec.MsgspecError as error:
        raise NotBird(str(error)) from None


def _schema(name: str, database: _Database) -> Schema:
    primary = {
        table.name.lower(): tuple(column.name for column in table.columns if column.primary_key)
        for table in database.tables.values()
    }
    return Schema(name, tuple(_table(table, primary) for table in database.tables.values()))


def _table(table: _Table, primary: dict[str, tuple[str, ...]]) -> Table:
    columns = tuple(
        Column(column.name, column.type, "", column.description, tuple(map(str, column.value_samples)))
        for column in table.columns
    )
    foreign = tuple(
        ForeignKey((column.name,), key.target_table, _target_columns(key, primary))
        for column in table.columns
        for key in column.foreign_keys
    )
    return Table(table.name, columns, primary[table.name.lower()], foreign, description=table.description)


def _target_columns(key: _ForeignKey, primary: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return what a key refers to: the table's own key where no column is named."""
    return (key.target_column,) if key.target_column else primary.get(key.target_table.lower(), ())[:1]
