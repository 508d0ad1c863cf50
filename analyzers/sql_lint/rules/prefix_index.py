"""SQL049: an index that a longer one begins with."""

from collections.abc import Iterator

from ..rule import Finding, Grade, Impact, SchemaRule
from ..schema import Index, Schema, Table


class PrefixIndex(SchemaRule):
    """An index whose columns a longer index begins with is read by no query that the longer one does not serve.

    It costs every write and room on disk. A unique index is a promise and stays.

    Bad:
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, placed_at timestamp);
        CREATE INDEX a ON orders (customer_id);
        CREATE INDEX b ON orders (customer_id, placed_at);
        ---
        CREATE TABLE links (a_id bigint, b_id bigint, PRIMARY KEY (a_id, b_id));
        CREATE INDEX links_a ON links (a_id);
    Good:
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, placed_at timestamp);
        CREATE INDEX a ON orders (placed_at);
        CREATE INDEX b ON orders (customer_id, placed_at);
        ---
        CREATE TABLE orders (id bigint PRIMARY KEY, code text, placed_at timestamp);
        CREATE UNIQUE INDEX a ON orders (code);
        CREATE INDEX b ON orders (code, placed_at);
        ---
        CREATE TABLE orders (id bigint PRIMARY KEY, code text, placed_at timestamp);
        CREATE INDEX a ON orders USING hash (code);
        CREATE INDEX b ON orders (code, placed_at);
    """

    code = "SQL049"
    name = "prefix-index"
    grade = Grade.SUGGESTION
    impact = Impact(write=1.5, amplification=1)

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield a finding for each index that a longer index or key makes needless."""
        for table in schema.row_stores():
            for index in table.indexes:
                longer = _longer(table, index) if _is_plain(index) and not index.unique else ""
                if longer:
                    message = f"{longer} begins with the same columns, so this index adds nothing"
                    yield from self.at(index.origin, message, f"drop {index.name or 'it'}")


def _is_plain(index: Index) -> bool:
    return index.where is None and index.method in {"", "btree"} and not index.include


def _longer(table: Table, index: Index) -> str:
    """Return what begins with the columns of an index, in the same order, and goes on."""
    length = len(index.items)
    keys = [("the primary key", table.primary_key), *(("a unique constraint", columns) for columns in table.uniques)]
    for name, columns in keys:
        if len(columns) > length and columns[:length] == index.items:
            return name
    for other in table.indexes:
        if len(other.items) > length and other.items[:length] == index.items and _is_plain(other):
            return other.name or "another index"
    return ""
