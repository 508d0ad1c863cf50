"""SQL016: foreign keys that say the same twice."""

from collections.abc import Iterator
from itertools import combinations

from ..rule import Finding, Grade, Impact, SchemaRule
from ..schema import ForeignKey, Schema


class OverlappingForeignKeys(SchemaRule):
    """Two foreign keys check the same columns against the same table.

    Every write is checked twice, and where they say different things of deletion, nobody knows which one is meant.

    Bad:
        CREATE TABLE orders (
            id bigint PRIMARY KEY,
            customer_id bigint REFERENCES customers (id),
            CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id)
        )
    Good:
        CREATE TABLE orders (
            id bigint PRIMARY KEY,
            seller_id bigint REFERENCES people (id),
            buyer_id bigint REFERENCES people (id)
        )
    """

    code = "SQL016"
    name = "overlapping-foreign-keys"
    grade = Grade.SUGGESTION
    impact = Impact(write=1.2, maintainability=1)

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield a finding for each foreign key that an earlier one makes needless."""
        for table in schema.row_stores():
            for first, second in combinations(table.foreign_keys, 2):
                if _overlap(first, second):
                    message = f"another foreign key already checks these columns against {second.target}"
                    yield from self.at(second.origin, message, "drop one of them")


def _overlap(first: ForeignKey, second: ForeignKey) -> bool:
    if first.target.lower() != second.target.lower() or first.target_schema.lower() != second.target_schema.lower():
        return False
    said = set(zip(first.columns, first.target_columns, strict=False))
    again = set(zip(second.columns, second.target_columns, strict=False))
    if not said or not again:
        return first.columns == second.columns
    return said <= again or again <= said
