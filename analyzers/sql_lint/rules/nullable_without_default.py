"""SQL022: a column that may be NULL and has no default."""

from collections.abc import Iterator

from ..rule import Finding, Impact, SchemaRule, Severity
from ..schema import Schema


class NullableWithoutDefault(SchemaRule):
    """A column that may be NULL and has no default asks every reader what a missing value means.

    NOT NULL, with a default where there is one, keeps the question out. Where missing is a state of its own it is
    right, hence this is only worth knowing.

    Bad:
        CREATE TABLE orders (id bigint PRIMARY KEY, quantity int)
    Good:
        CREATE TABLE orders (id bigint PRIMARY KEY, quantity int NOT NULL)
        ---
        CREATE TABLE orders (id bigint PRIMARY KEY, quantity int DEFAULT 1)
    """

    code = "SQL022"
    name = "nullable-without-default"
    severity = Severity.INFO
    impact = Impact(maintainability=1, integrity=1)

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield a finding for each column that may be NULL without a word on what is meant then."""
        for table in schema.declared():
            for column in table.columns.values():
                if column.nullable and column.default is None and not column.generated and not column.identity:
                    yield from self.at(column.origin, f"{column.name} may be missing", "NOT NULL, or a default")
