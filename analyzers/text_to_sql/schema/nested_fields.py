"""Takes columns that hold records apart into their fields, as columns of their own, and puts some together again."""

from collections.abc import Collection, Iterator
from functools import lru_cache

from msgspec.structs import replace
from sqlglot import exp
from sqlglot.errors import SqlglotError

from .schema import Column, Schema, Table

_DIALECTS = ("bigquery", "spark", "duckdb")  # one for each way to write a STRUCT

Path = tuple[str, ...]


def fields_apart(schema: Schema) -> Schema:
    """Return a schema with a column for each field of each record, called by its path: `device.browser`."""
    return Schema(
        schema.name,
        tuple(
            replace(table, columns=tuple(part for column in table.columns for part in _parts(column)))
            for table in schema
        ),
    )


def fields_together(table: Table, whole: Table) -> Table:
    """Return a table with the records of the table that it was taken apart from, cut to the fields that it has."""
    names = {column.name for column in table.columns}
    kept = (_cut(column, names) for column in whole.columns)
    return replace(table, columns=tuple(column for column in kept if column))


def _parts(column: Column) -> Iterator[Column]:
    known = _record(column.type)
    if known is None:
        yield column
        return
    type_, dialect = known
    for path, field in _fields(type_, (column.name,)):
        yield Column(".".join(path), field.sql(dialect), label=path[-1], description=column.description)


def _cut(column: Column, names: Collection[str]) -> Column | None:
    """Return a column with those of its fields that are named by their paths; None where there are none."""
    known = None if column.name in names else _record(column.type)
    if known is None:
        return column if column.name in names else None
    type_, dialect = known
    left = _without_others(type_, (column.name,), names)
    return replace(column, type=left.sql(dialect)) if left else None


@lru_cache(maxsize=4096)
def _record(text: str) -> tuple[exp.DataType, str] | None:
    """Return the type of records, or of lists of them, and the dialect it is written in; None for other types."""
    if "STRUCT" not in text.upper():
        return None
    for dialect in _DIALECTS:
        try:
            type_ = exp.DataType.build(text, dialect=dialect)
        except (SqlglotError, RecursionError):
            continue
        if _bare(type_.sql(dialect)) == _bare(text) and _struct(type_).expressions:
            return type_, dialect
    return None


def _bare(text: str) -> str:
    return text.replace(" ", "").upper()


def _struct(type_: exp.DataType) -> exp.DataType:
    """Return what lists of lists hold, or else the type itself."""
    while type_.is_type(exp.DataType.Type.ARRAY) and type_.expressions:
        type_ = type_.expressions[0]
    return type_


def _definitions(type_: exp.DataType) -> list[exp.ColumnDef]:
    struct = _struct(type_)
    return struct.expressions if struct.is_type(exp.DataType.Type.STRUCT) else []


def _fields(type_: exp.DataType, path: Path) -> Iterator[tuple[Path, exp.DataType]]:
    """Yield the fields that hold no records themselves, each with its path."""
    definitions = _definitions(type_)
    if not definitions:
        yield path, type_
    for field in definitions:
        yield from _fields(field.args["kind"], (*path, field.name))


def _without_others(type_: exp.DataType, path: Path, names: Collection[str]) -> exp.DataType | None:
    """Return a type with those of its fields whose paths are among the names; None where there are none."""
    definitions = _definitions(type_)
    if not definitions:
        return type_ if ".".join(path) in names else None
    left = [
        exp.ColumnDef(this=field.this.copy(), kind=kind.copy())
        for field in definitions
        if (kind := _without_others(field.args["kind"], (*path, field.name), names))
    ]
    if not left:
        return None
    copied = type_.copy()
    _struct(copied).set("expressions", left)
    return copied
