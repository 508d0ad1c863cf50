"""SQL052: an index on a column with two or three values."""

from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Grade, Impact, SchemaRule
from ..schema import Column, Schema

_MOST_VALUES = 3


class BooleanIndex(SchemaRule):
    """An index on a boolean column finds half of the table at once, which is no faster than reading all of it.

    Where only one of the values is looked for, and that one is rare, a partial index on another column holds just those
    rows. Only what the declaration tells is judged: booleans, and enumerations of up to three values.

    Bad:
        CREATE TABLE orders (id bigint PRIMARY KEY, paid boolean NOT NULL);
        CREATE INDEX orders_paid ON orders (paid);
        ---
        CREATE TABLE orders (id bigint PRIMARY KEY, paid tinyint(1) NOT NULL);
        CREATE INDEX orders_paid ON orders (paid);
    Good:
        CREATE TABLE orders (id bigint PRIMARY KEY, paid boolean NOT NULL);
        CREATE INDEX orders_unpaid ON orders (id) WHERE NOT paid;
        ---
        CREATE TABLE orders (id bigint PRIMARY KEY, paid boolean NOT NULL, placed_at timestamp);
        CREATE INDEX orders_paid ON orders (paid, placed_at);
    """

    code = "SQL052"
    name = "boolean-index"
    grade = Grade.SUGGESTION
    impact = Impact(read=1.5, write=1.5, amplification=1)

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield a finding for each index on nothing but a column of few values."""
        for table in schema.row_stores():
            for index in table.indexes:
                column = table.columns.get(index.columns[0]) if len(index.columns) == 1 else None
                plain = index.where is None and not index.unique and index.method in {"", "btree", "hash"}
                if column and plain and _has_few_values(column):
                    message = f"{column.name} has few values, so an index on it alone leaves most rows to be read"
                    yield from self.at(index.origin, message, "a partial index for the rare value")


def _has_few_values(column: Column) -> bool:
    kind = column.type
    if kind is None:
        return False
    few = kind.this is exp.DType.ENUM and 0 < len(kind.expressions) <= _MOST_VALUES
    width = [parameter.name or parameter.sql() for parameter in kind.expressions]
    truth = (kind.this is exp.DType.BIT and width in ([], ["1"])) or (kind.this is exp.DType.TINYINT and width == ["1"])
    return few or kind.this is exp.DType.BOOLEAN or truth
