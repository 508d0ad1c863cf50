"""SQL020: a primary key that does not stand first."""

from collections.abc import Iterator

from ..rule import Finding, Impact, SchemaRule, Severity
from ..schema import Schema


class PrimaryKeyNotFirst(SchemaRule):
    """A primary key that stands behind other columns is looked for where it is not.

    Readers and tools take the first column for the key. Nothing depends on it, hence this is only worth knowing.

    Bad:
        CREATE TABLE orders (total numeric, id bigint PRIMARY KEY)
    Good:
        CREATE TABLE orders (id bigint PRIMARY KEY, total numeric)
        ---
        CREATE TABLE lines (order_id bigint, line int, PRIMARY KEY (line, order_id))
    """

    code = "SQL020"
    name = "primary-key-not-first"
    severity = Severity.INFO
    impact = Impact(maintainability=1)

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield a finding for each table whose first column is not part of its key."""
        for table in schema.declared():
            if table.primary_key and next(iter(table.columns), "") not in table.primary_key:
                message = f"the key of {table.name} is not its first column"
                yield from self.at(table.primary_key_origin, message, "declare the key first")
