"""SQL048: an index on what another index or a key already holds."""

from collections.abc import Iterator
from itertools import combinations

from ..rule import Finding, Grade, Impact, SchemaRule
from ..schema import Index, Schema, Table


class DuplicateIndex(SchemaRule):
    """An index on the very columns of another one, or of a key, is written twice and read once.

    A primary key and a unique constraint bring their index with them. What differs in order, condition, method or the
    columns it carries is another index.

    Bad:
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);
        CREATE INDEX a ON orders (customer_id);
        CREATE INDEX b ON orders (customer_id);
        ---
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);
        CREATE INDEX orders_id ON orders (id);
        ---
        CREATE TABLE users (id bigint PRIMARY KEY, mail text UNIQUE);
        CREATE UNIQUE INDEX users_mail ON users (mail);
        ---
        CREATE TABLE users (id bigint PRIMARY KEY, name text, UNIQUE (id));
    Good:
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, paid boolean);
        CREATE INDEX a ON orders (customer_id);
        CREATE INDEX b ON orders (customer_id) WHERE paid;
        ---
        CREATE TABLE orders (id bigint PRIMARY KEY, a int, b int);
        CREATE INDEX ab ON orders (a, b);
        CREATE INDEX ba ON orders (b, a);
    """

    code = "SQL048"
    name = "duplicate-index"
    grade = Grade.SUGGESTION
    impact = Impact(write=2, amplification=1)

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield a finding for each index that says again what an earlier one or a key says."""
        for table in schema.row_stores():
            for index, other in _repeated(table):
                message = f"{other} already is an index on {', '.join(index.columns)}"
                yield from self.at(index.origin, message, f"drop {index.name or 'one of them'}")
            if table.primary_key in table.uniques:
                message = "the primary key is unique already, so this builds its index twice"
                yield from self.at(table.unique_origins.get(table.primary_key), message, "drop UNIQUE")


def _repeated(table: Table) -> Iterator[tuple[Index, str]]:
    told: set[Index] = set()
    for index in table.indexes:
        if index.where is None and index.method in {"", "btree"} and not index.include:
            if index.items == table.primary_key:
                told.add(index)
                yield index, "the primary key"
            elif index.items in table.uniques:
                told.add(index)
                yield index, "a unique constraint"
    for first, second in combinations(table.indexes, 2):
        if _alike(first, second) and not {first, second} & told:
            needless, kept = (first, second) if second.unique and not first.unique else (second, first)
            told.add(needless)
            yield needless, kept.name


def _alike(first: Index, second: Index) -> bool:
    return _shape(first) == _shape(second) and first.where == second.where


def _shape(index: Index) -> tuple[object, ...]:
    return index.items, index.method or "btree", frozenset(index.include)
