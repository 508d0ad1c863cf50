"""SQL008: a table whose rows refer to rows of the same table."""

from collections.abc import Iterator

from ..rule import Finding, Impact, SchemaRule, Severity
from ..schema import Schema


class SelfReference(SchemaRule):
    """A table that refers to itself holds a tree that only recursion can read.

    All descendants of a row need a recursive query, or a query for each level. A closure table or a path beside the
    reference answers that at once. Trees that are read level by level are well off as they are, hence this is only
    worth knowing.

    Bad:
        CREATE TABLE staff (id bigint PRIMARY KEY, manager_id bigint REFERENCES staff (id))
    Good:
        CREATE TABLE staff (id bigint PRIMARY KEY, office_id bigint REFERENCES offices (id))
    """

    code = "SQL008"
    name = "self-reference"
    severity = Severity.INFO
    impact = Impact(read=2)

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield a finding for each foreign key to the table it belongs to."""
        for table in schema.row_stores():
            for key in table.foreign_keys:
                if key.target.lower() == table.name.lower():
                    yield from self.at(
                        key.origin, f"{table.name} refers to itself: only recursion reads the whole tree"
                    )
