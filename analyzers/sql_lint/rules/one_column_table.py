"""SQL011: a table with one column or none."""

from collections.abc import Iterator

from ..rule import Finding, Impact, SchemaRule
from ..schema import Schema


class OneColumnTable(SchemaRule):
    """A table with a single column that is no key tells nothing.

    Either columns were forgotten, or it is left over from a test. A list of allowed values is another thing: there the
    column is the key.

    Bad:
        CREATE TABLE numbers (n int)
    Good:
        CREATE TABLE statuses (status text PRIMARY KEY)
        ---
        CREATE TABLE orders (id bigint PRIMARY KEY, total numeric)
        ---
        CREATE TEMPORARY TABLE wanted (id bigint)
    """

    code = "SQL011"
    name = "one-column-table"
    impact = Impact(maintainability=1)

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield a finding for each table whose only column is no key."""
        for table in schema.declared():
            if len(table.columns) == 1 and not table.is_staging and not table.is_unique(frozenset(table.columns)):
                yield from self.at(table.origin, f"{table.name} has one column, and that is no key")
