"""SQL015: a foreign key whose type is not that of the key it refers to."""

from collections.abc import Iterator

from ..rule import Finding, Grade, Impact, SchemaRule, Severity
from ..schema import Column, Schema, Table
from ..schema_types import kind_of


class ForeignKeyTypeMismatch(SchemaRule):
    """A foreign key has another type than the key it refers to.

    Values of the wider one do not fit the narrower: once a 64-bit key passes two thousand million, rows cannot
    refer to it. Joins convert every row, and MySQL refuses such a key at once.

    Bad:
        CREATE TABLE customers (id bigint PRIMARY KEY);
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id int REFERENCES customers (id));
        ---
        CREATE TABLE customers (id uuid PRIMARY KEY);
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id text REFERENCES customers);
    Good:
        CREATE TABLE customers (id bigserial PRIMARY KEY);
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers (id));
        ---
        CREATE TABLE countries (code char(2) PRIMARY KEY);
        CREATE TABLE orders (id bigint PRIMARY KEY, country varchar(2) REFERENCES countries);
    """

    code = "SQL015"
    name = "foreign-key-type-mismatch"
    severity = Severity.ERROR
    grade = Grade.SUGGESTION
    impact = Impact(read=3, maintainability=1, integrity=1)

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield a finding for each column of a foreign key that has another type than its target."""
        for table in schema.row_stores():
            for column, target, other in _referring(schema, table):
                here, there = kind_of(column.type), kind_of(target.type)
                if here and there and here != there and table.dialect == other.dialect:
                    message = f"{column.name} is {_said(column)}, but {other.name}.{target.name} is {_said(target)}"
                    yield from self.at(column.origin, message, f"{_said(target)}, as the key it refers to")


def _referring(schema: Schema, table: Table) -> Iterator[tuple[Column, Column, Table]]:
    for key in table.foreign_keys:
        other = schema.table(key.target, key.target_schema)
        names = key.target_columns or (other.primary_key if other else ())
        for name, target_name in zip(key.columns, names, strict=False):
            column, target = table.columns.get(name), other.columns.get(target_name) if other else None
            if column and target and other:
                yield column, target, other


def _said(column: Column) -> str:
    return column.type.sql().lower() if column.type else ""
