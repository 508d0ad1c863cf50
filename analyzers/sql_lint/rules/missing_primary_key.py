"""SQL001: a table whose rows nothing tells apart."""

from collections.abc import Iterator

from ..rule import Finding, Grade, Impact, SchemaRule, Severity
from ..schema import Schema, Table


class MissingPrimaryKey(SchemaRule):
    """A table without a primary key lets the same row in twice.

    No single row can be changed or deleted for certain, other tables cannot refer to it, and replication has to compare
    whole rows. A key that a later statement or another file adds counts, and so does a unique key without NULL. That of
    a table it inherits from does not.

    Bad:
        CREATE TABLE orders (id bigint, total numeric)
        ---
        CREATE TABLE orders (id bigint UNIQUE, total numeric)
        ---
        CREATE TABLE orders_2024 (CHECK (placed_at >= DATE '2024-01-01')) INHERITS (orders)
    Good:
        CREATE TABLE orders (id bigint PRIMARY KEY, total numeric)
        ---
        ALTER TABLE orders ADD CONSTRAINT orders_key PRIMARY KEY (id);
        CREATE TABLE orders (id bigint, total numeric);
        ---
        CREATE TABLE orders (id bigint NOT NULL UNIQUE, total numeric)
        ---
        CREATE TEMPORARY TABLE orders (id bigint, total numeric)
        ---
        CREATE TABLE orders_staging (id bigint, total numeric)
        ---
        CREATE TABLE big_orders AS SELECT id, total FROM orders
    """

    code = "SQL001"
    name = "missing-primary-key"
    severity = Severity.ERROR
    grade = Grade.SUGGESTION
    impact = Impact(read=1.5, write=2, maintainability=1, amplification=1, integrity=1)

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield a finding for each table that has no key."""
        for table in schema:
            if table.is_keyed and _holds_rows(table) and not table.is_staging and not _has_key(table):
                message = f"{table.name} has no primary key, so the same row can be in it twice"
                yield from self.at(table.origin, message, "declare the columns that tell its rows apart as PRIMARY KEY")


def _holds_rows(table: Table) -> bool:
    return bool(table.columns or table.parents)


def _has_key(table: Table) -> bool:
    keys = [*table.uniques, *(index.columns for index in table.indexes if index.unique and index.where is None)]
    whole = (key for key in keys if all(name in table.columns and not table.columns[name].nullable for name in key))
    return bool(table.primary_key) or any(whole)
