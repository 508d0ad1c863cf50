"""SQL003: a primary key that is just called id."""

from collections.abc import Iterator

from ..rule import Finding, Impact, SchemaRule, Severity
from ..schema import Schema


class GenericPrimaryKey(SchemaRule):
    """A primary key called `id` has another name in every table that refers to it.

    Joins cannot say USING, and a join of the wrong two ids reads as well as the right one. Many frameworks want it so,
    hence this is only worth knowing.

    Bad:
        CREATE TABLE orders (id bigint PRIMARY KEY, total numeric)
    Good:
        CREATE TABLE orders (order_id bigint PRIMARY KEY, total numeric)
        ---
        CREATE TABLE orders (id bigint, region int, PRIMARY KEY (region, id))
    """

    code = "SQL003"
    name = "generic-primary-key"
    severity = Severity.INFO
    impact = Impact(maintainability=1)

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield a finding for each table whose key is called id."""
        for table in schema.declared():
            if table.primary_key == ("id",):
                message = f"the key of {table.name} has a name that says nothing of it"
                yield from self.at(table.primary_key_origin, message, f"a name such as {table.name}_id")
