"""SQL047: a table with too many indexes."""

from collections.abc import Iterator
from typing import ClassVar

from ..rule import Finding, Grade, Impact, Options, SchemaRule
from ..schema import Schema


class TooManyIndexes(SchemaRule):
    """Every index of a table is written with every row that is put in.

    Beyond some number most of them serve queries that are rare or gone. What reads them can be asked of the database;
    what nobody reads can go.

    Bad:
        CREATE TABLE t (id bigint PRIMARY KEY, a int, b int, c int, d int, e int);
        CREATE INDEX t1 ON t (a); CREATE INDEX t2 ON t (b); CREATE INDEX t3 ON t (c); CREATE INDEX t4 ON t (d);
        CREATE INDEX t5 ON t (e); CREATE INDEX t6 ON t (a, c); CREATE INDEX t7 ON t (b, c); CREATE INDEX t8 ON t (c, d);
        CREATE INDEX t9 ON t (d, e); CREATE INDEX t10 ON t (e, a);
    Good:
        CREATE TABLE t (id bigint PRIMARY KEY, a int, b int);
        CREATE INDEX t1 ON t (a);
        CREATE INDEX t2 ON t (b);
    """

    code = "SQL047"
    name = "too-many-indexes"
    grade = Grade.SUGGESTION
    impact = Impact(write=5, amplification=2)
    options: ClassVar[Options] = {"indexes": 10}

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield a finding for each table with more keys and indexes than the option allows."""
        most = self.number("indexes")
        for table in schema.row_stores():
            count = len(table.indexes) + len(table.uniques) + bool(table.primary_key)
            if count > most:
                message = f"{table.name} has {count} indexes, and every new row is written to all of them"
                yield from self.at(table.origin, message, "drop those that no query reads")
