"""SQL045: a foreign key that no index helps to check."""

from collections.abc import Iterator

from ..rule import Finding, Grade, Impact, SchemaRule, Severity
from ..schema import ForeignKey, Schema, Table

_INDEXED_BY_THEMSELVES = frozenset({"mysql", "mariadb"})


class ForeignKeyWithoutIndex(SchemaRule):
    """A foreign key without an index makes each DELETE of what it refers to read the whole table.

    The same holds for a change of the key and for every join from the other side. A primary key or an index that starts
    with these columns does as well. MySQL makes the index itself.

    Bad:
        CREATE TABLE customers (id bigint PRIMARY KEY);
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers (id));
    Good:
        CREATE TABLE customers (id bigint PRIMARY KEY);
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers (id));
        CREATE INDEX orders_customer ON orders (customer_id, id);
        ---
        CREATE TABLE links (a_id bigint REFERENCES a (id), b_id bigint, PRIMARY KEY (a_id, b_id))
        ---
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers (id));
        CREATE INDEX orders_customer ON orders (customer_id) WHERE customer_id IS NOT NULL;
    """

    code = "SQL045"
    name = "foreign-key-without-index"
    severity = Severity.ERROR
    grade = Grade.SUGGESTION
    impact = Impact(read=5, write=5)

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield a finding for each foreign key with which no key or index starts."""
        for table in schema.row_stores():
            if table.dialect in _INDEXED_BY_THEMSELVES or table.partitioned:
                continue
            for key in table.foreign_keys:
                if key.columns and not _is_indexed(table, key):
                    columns = ", ".join(key.columns)
                    message = f"no index starts with {columns}: a DELETE in {key.target} reads all of {table.name}"
                    yield from self.at(key.origin, message, f"CREATE INDEX ON {table.name} ({columns})")


def _is_indexed(table: Table, key: ForeignKey) -> bool:
    starts = [table.primary_key, *table.uniques, *(index.columns for index in table.indexes)]
    return any(set(start[: len(key.columns)]) == set(key.columns) for start in starts)
