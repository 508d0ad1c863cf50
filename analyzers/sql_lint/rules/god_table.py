"""SQL009: a table with too many columns."""

from collections.abc import Iterator
from typing import ClassVar

from ..rule import Finding, Impact, Options, SchemaRule
from ..schema import Schema


class GodTable(SchemaRule):
    """A table with very many columns holds several things at once.

    Every row that is read or changed is wide, most of it empty, and every change of the application changes this table.
    Columns that are always used together make a table of their own. Warehouses that store by column are not meant.

    Bad:
        CREATE TABLE c (
            c1 int, c2 int, c3 int, c4 int, c5 int, c6 int, c7 int, c8 int, c9 int, c10 int, c11 int, c12 int, c13 int,
            c14 int, c15 int, c16 int, c17 int, c18 int, c19 int, c20 int, c21 int, c22 int, c23 int, c24 int, c25 int,
            c26 int, c27 int, c28 int, c29 int, c30 int, c31 int, c32 int, c33 int, c34 int, c35 int, c36 int, c37 int,
            c38 int, c39 int, c40 int, c41 int
        )
    Good:
        CREATE TABLE orders (id bigint PRIMARY KEY, total numeric, placed_at timestamp)
    """

    code = "SQL009"
    name = "god-table"
    impact = Impact(read=1.5, write=1.5, maintainability=2)
    options: ClassVar[Options] = {"columns": 40}

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield a finding for each table with more columns than the option allows."""
        most = self.number("columns")
        for table in schema.row_stores():
            if len(table.columns) > most and not table.is_staging:
                message = f"{table.name} has {len(table.columns)} columns, more than {most}"
                yield from self.at(table.origin, message, "part it into tables of columns that are used together")
