"""SQL010: a pair of columns that says which table it refers to, and which row."""

from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Grade, Impact, SchemaRule
from ..schema import Schema, Table
from ..schema_types import is_text


class PolymorphicAssociation(SchemaRule):
    """A column that refers to one of several tables, as a second column says, cannot be a foreign key.

    Nothing keeps the row it means from being deleted, and a join has to name every table there may be. A column for
    each table, of which one is set, or a table that all of them share, can be checked.

    Bad:
        CREATE TABLE comments (id bigint PRIMARY KEY, commentable_type text, commentable_id bigint, body text)
        ---
        CREATE TABLE tags (id bigint PRIMARY KEY, content_type_id int, object_id bigint)
    Good:
        CREATE TABLE comments (id bigint PRIMARY KEY, post_id bigint, photo_id bigint, body text)
        ---
        CREATE TABLE visits (visit_id bigint PRIMARY KEY, visit_type text)
        ---
        CREATE TABLE stays (id bigint PRIMARY KEY, room_id bigint REFERENCES rooms (id), room_type text)
        ---
        CREATE TABLE rooms (id bigint PRIMARY KEY);
        CREATE TABLE stays (id bigint PRIMARY KEY, room_id bigint, room_type text);
    """

    code = "SQL010"
    name = "polymorphic-association"
    grade = Grade.SUGGESTION
    impact = Impact(read=1.5, maintainability=2, integrity=1)

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield a finding for each pair of a type and an id that no foreign key holds."""
        for table in schema.declared():
            for stem, kind, row in _pairs(table):
                if not _is_known(schema, table, stem, row) and _is_free(table, row, stem):
                    message = f"{row} refers to whichever table {kind} names, so no foreign key can check it"
                    yield from self.at(table.columns[row].origin, message, "a column for each table, one of them set")


def _pairs(table: Table) -> Iterator[tuple[str, str, str]]:
    for name, column in table.columns.items():
        stem = name.removesuffix("_type")
        named = is_text(column.type) or (column.type is not None and column.type.this is exp.DType.ENUM)
        if stem != name and f"{stem}_id" in table.columns and named:
            yield stem, name, f"{stem}_id"
        elif name == "content_type_id" and "object_id" in table.columns:
            yield "content", name, "object_id"


def _is_known(schema: Schema, table: Table, stem: str, row: str) -> bool:
    """Say whether the id is that of one table: a table has its name, or another refers to it without a type."""
    named = any(schema.table(name) for name in (stem, f"{stem}s", f"{stem}es", stem.removesuffix("y") + "ies"))
    others = (other.columns for other in schema if other is not table)
    return named or any(row in columns and f"{stem}_type" not in columns for columns in others)


def _is_free(table: Table, row: str, stem: str) -> bool:
    own = table.name.lower()
    refers = any(row in key.columns for key in table.foreign_keys)
    return not refers and not table.is_unique(frozenset({row})) and stem not in own
