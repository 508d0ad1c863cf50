"""SQL051: a unique key of several columns that does not hold where one of them is NULL."""

from collections.abc import Iterator

from ....diagnostics import Span
from ..rule import Finding, Grade, Impact, SchemaRule
from ..schema import Schema, Table

_NULLS_DIFFER = frozenset({"ansi", "mariadb", "mysql", "postgres", "postgresql", "sqlite"})


class NullableUnique(SchemaRule):
    """A unique key of several columns lets the same values in twice where one of them is NULL.

    To it one NULL is not as another. NOT NULL on all columns, or in PostgreSQL `NULLS NOT DISTINCT`, makes it hold. A
    unique key of a single column that may be missing is left alone: there, several rows without are meant.

    Bad:
        CREATE TABLE prices (product_id bigint NOT NULL, region text, price numeric, UNIQUE (product_id, region))
        ---
        CREATE TABLE prices (product_id bigint NOT NULL, region text, price numeric);
        CREATE UNIQUE INDEX one_price ON prices (product_id, region);
    Good:
        CREATE TABLE prices (product_id bigint NOT NULL, region text NOT NULL, UNIQUE (product_id, region))
        ---
        CREATE TABLE users (id bigint PRIMARY KEY, mail text UNIQUE)
        ---
        CREATE TABLE prices (product_id bigint NOT NULL, region text, price numeric);
        CREATE UNIQUE INDEX one_price ON prices (product_id, region) WHERE region IS NOT NULL;
        CREATE UNIQUE INDEX other_price ON prices (product_id) WHERE region IS NULL;
    """

    code = "SQL051"
    name = "nullable-unique"
    grade = Grade.SUGGESTION
    impact = Impact(amplification=1, integrity=1)

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield a finding for each unique key of several columns one of which may be NULL."""
        for table in schema.row_stores():
            for columns, origin in _unique_keys(table) if table.dialect in _NULLS_DIFFER else ():
                known = [table.columns[name] for name in columns if name in table.columns]
                nullable = next((column.name for column in known if column.nullable and not column.generated), "")
                if nullable and len(columns) > 1 and columns not in table.nulls_equal:
                    message = f"where {nullable} is NULL, the same values may be in {table.name} twice"
                    yield from self.at(origin, message, "NOT NULL on all its columns")


def _unique_keys(table: Table) -> Iterator[tuple[tuple[str, ...], Span | None]]:
    yield from ((columns, table.unique_origins.get(columns)) for columns in table.uniques)
    for index in table.indexes:
        if index.unique and index.where is None:
            yield index.columns, index.origin
