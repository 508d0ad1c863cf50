"""SQL019: a primary key that is text."""

from collections.abc import Iterator

from ..rule import Finding, Impact, SchemaRule, Severity
from ..schema import Schema
from ..schema_types import is_text


class TextPrimaryKey(SchemaRule):
    """A primary key that is text is wider than a number and tends to change.

    It is copied into every index and every table that refers to it, compares by collation, and a name that is corrected
    changes them all. Short codes that a standard fixes are well as they are, hence this is only worth knowing.

    Bad:
        CREATE TABLE customers (email varchar(200) PRIMARY KEY, name text)
    Good:
        CREATE TABLE customers (id bigint PRIMARY KEY, email varchar(200) UNIQUE)
    """

    code = "SQL019"
    name = "text-primary-key"
    severity = Severity.INFO
    impact = Impact(read=1.3, write=1.2, maintainability=1, amplification=1)

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield a finding for each primary key of one column that is text."""
        for table in schema.row_stores():
            column = table.columns.get(table.primary_key[0]) if len(table.primary_key) == 1 else None
            if column and is_text(column.type):
                message = f"the key of {table.name} is text, copied into all that refers to it"
                yield from self.at(column.origin, message, "a number as the key, and UNIQUE on this column")
