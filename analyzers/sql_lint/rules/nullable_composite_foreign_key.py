"""SQL017: a foreign key of several columns that one NULL switches off."""

from collections.abc import Iterator

from ..rule import Finding, Grade, Impact, SchemaRule
from ..schema import Schema


class NullableCompositeForeignKey(SchemaRule):
    """A foreign key of several columns is not checked where one of them is NULL.

    Then the others may hold anything. `NOT NULL` on all of them, or `MATCH FULL`, which allows all or none, closes the
    gap.

    Bad:
        CREATE TABLE lines (
            order_id bigint NOT NULL, region int, FOREIGN KEY (order_id, region) REFERENCES orders (id, region)
        )
    Good:
        CREATE TABLE lines (
            order_id bigint NOT NULL, region int NOT NULL, FOREIGN KEY (order_id, region) REFERENCES orders (id, region)
        )
        ---
        CREATE TABLE lines (
            order_id bigint, region int, FOREIGN KEY (order_id, region) REFERENCES orders (id, region) MATCH FULL
        )
        ---
        CREATE TABLE lines (order_id bigint REFERENCES orders (id), region int)
    """

    code = "SQL017"
    name = "nullable-composite-foreign-key"
    grade = Grade.SUGGESTION
    impact = Impact(integrity=1)

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield a finding for each foreign key of several columns one of which may be NULL."""
        for table in schema.row_stores():
            for key in table.foreign_keys:
                columns = [table.columns[name] for name in key.columns if name in table.columns]
                nullable = [column.name for column in columns if column.nullable]
                if len(key.columns) > 1 and nullable and not key.match_full:
                    message = f"where {nullable[0]} is NULL, this foreign key is not checked at all"
                    yield from self.at(key.origin, message, "NOT NULL on all its columns, or MATCH FULL")
