"""SQL006: tables that differ only by a number or a year in their names."""

import re
from collections import defaultdict
from collections.abc import Iterator

from ..rule import Finding, Grade, Impact, SchemaRule
from ..schema import Schema, Table

_NUMBERED = re.compile(r"(.*?[a-z])_?(?:[qmyp])?\d[\d_]*(_[a-z][a-z_]*)?$")


class CloneTables(SchemaRule):
    """Tables with the same columns differ only by a number or a year in their names.

    A query over all of them has to be rewritten each year, nothing keeps a row out of the wrong one, and every change
    is made once for each. A column for the number, and partitions where the table is big, do without.

    Bad:
        CREATE TABLE sales_2019 (id bigint PRIMARY KEY, total numeric);
        CREATE TABLE sales_2020 (id bigint PRIMARY KEY, total numeric);
        ---
        CREATE TABLE shard1_mail (id bigint PRIMARY KEY, body text);
        CREATE TABLE shard2_mail (id bigint PRIMARY KEY, body text);
    Good:
        CREATE TABLE sales (year int, id bigint, total numeric, PRIMARY KEY (year, id));
        ---
        CREATE TABLE report1 (id bigint PRIMARY KEY, total numeric);
        CREATE TABLE report2 (id bigint PRIMARY KEY, name text);
    """

    code = "SQL006"
    name = "clone-tables"
    grade = Grade.SUGGESTION
    impact = Impact(read=1.5, maintainability=3, integrity=1, accuracy=1)

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield one finding for each group of clones, at the first."""
        groups: defaultdict[tuple[str | None, str | None, frozenset[str]], list[Table]] = defaultdict(list)
        for table in schema.declared():
            found = _NUMBERED.match(table.name.lower())
            if found and table.columns:
                groups[found[1], found[2], frozenset(table.columns)].append(table)
        for (stem, _, _), tables in groups.items():
            if len(tables) > 1:
                message = f"{len(tables)} tables called {stem} and a number have the same columns"
                yield from self.at(tables[0].origin, message, "one table with a column for what the number says")
