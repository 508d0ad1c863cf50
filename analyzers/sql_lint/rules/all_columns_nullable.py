"""SQL012: a table in which everything but the key may be missing."""

from collections.abc import Iterator

from ..rule import Finding, Impact, SchemaRule
from ..schema import Schema, Table
from ..schema_types import is_text

_FEWEST = 2


class AllColumnsNullable(SchemaRule):
    """A table whose columns may all be NULL takes rows that say nothing.

    Every reader has to expect NULL everywhere, and a mistake that loses values is not seen. What a row is nothing
    without is NOT NULL.

    Bad:
        CREATE TABLE orders (id bigint PRIMARY KEY, customer text, total numeric, placed_at timestamp)
    Good:
        CREATE TABLE orders (id bigint PRIMARY KEY, customer text NOT NULL, total numeric, placed_at timestamp)
        ---
        CREATE TABLE orders_staging (customer text, total numeric, placed_at timestamp)
        ---
        CREATE TABLE countries (name varchar(80) PRIMARY KEY, capital text, anthem text)
    """

    code = "SQL012"
    name = "all-columns-nullable"
    impact = Impact(maintainability=1, integrity=1)

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield a finding for each table that asks for no value beyond its key."""
        for table in schema.row_stores():
            others = [column for name, column in table.columns.items() if name not in table.primary_key]
            if len(others) < _FEWEST or table.is_staging or _is_telling(table):
                continue
            if _may_all_be_missing(table):
                message = f"every column of {table.name} but its key may be NULL"
                yield from self.at(table.origin, message, "NOT NULL for the columns a row is nothing without")


def _is_telling(table: Table) -> bool:
    """Say whether the key is more than a number that stands for a row."""
    keyed = [table.columns.get(name) for name in table.primary_key]
    return len(keyed) > 1 or any(column and is_text(column.type) for column in keyed)


def _may_all_be_missing(table: Table) -> bool:
    return all(
        (column.nullable and not column.generated) or name in table.primary_key
        for name, column in table.columns.items()
    )
