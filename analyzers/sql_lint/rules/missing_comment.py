"""SQL025: a table without a comment."""

from collections.abc import Iterator

from ..rule import Finding, Impact, SchemaRule, Severity
from ..schema import Schema


class MissingComment(SchemaRule):
    """A table without a comment is explained nowhere the database can show it.

    Tools that draw, export or browse the schema show what COMMENT says. Teams that document elsewhere do without,
    hence this is only worth knowing.

    Bad:
        CREATE TABLE orders (id bigint PRIMARY KEY)
    Good:
        CREATE TABLE orders (id bigint PRIMARY KEY);
        COMMENT ON TABLE orders IS 'what customers asked for, paid or not';
    """

    code = "SQL025"
    name = "missing-comment"
    severity = Severity.INFO
    impact = Impact(maintainability=1)

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield a finding for each table without a comment."""
        for table in schema.declared():
            if not table.comment:
                yield from self.at(table.origin, f"{table.name} has no comment", f"COMMENT ON TABLE {table.name} IS …")
