"""SQL018: a primary key of many columns."""

from collections.abc import Iterator
from typing import ClassVar

from ..rule import Finding, Impact, Options, SchemaRule
from ..schema import Schema, Table


class WidePrimaryKey(SchemaRule):
    """A primary key of many columns is copied into every index and every table that refers to it.

    A number of its own as the key, and UNIQUE on those columns, is a fraction of the size. A table that only links
    others has its foreign keys as its key and is not meant.

    Bad:
        CREATE TABLE visits (a int, b int, c int, d int, e int, note text, PRIMARY KEY (a, b, c, d, e))
    Good:
        CREATE TABLE visits (id bigint PRIMARY KEY, a int, b int, c int, d int, e int, UNIQUE (a, b, c, d, e))
        ---
        CREATE TABLE links (a int, b int, PRIMARY KEY (a, b))
    """

    code = "SQL018"
    name = "wide-primary-key"
    impact = Impact(read=1.2, write=1.2, amplification=1)
    options: ClassVar[Options] = {"columns": 4}

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield a finding for each primary key with more columns than the option allows."""
        most = self.number("columns")
        for table in schema.row_stores():
            if len(table.primary_key) > most and not _links(table):
                message = f"the primary key of {table.name} has {len(table.primary_key)} columns, more than {most}"
                yield from self.at(
                    table.primary_key_origin, message, "a number of its own, and UNIQUE on these columns"
                )


def _links(table: Table) -> bool:
    """Say whether the table does nothing but link others: its key is all there is of it, or all foreign keys."""
    referring = {column for key in table.foreign_keys for column in key.columns}
    return set(table.primary_key) == set(table.columns) or referring.issuperset(table.primary_key)
