"""SQL056: a table without any index."""

from collections.abc import Iterator

from ..rule import Finding, Impact, SchemaRule
from ..schema import Schema


class TableWithoutIndex(SchemaRule):
    """A table with neither a key nor an index is read from end to end for every row that is looked for.

    That is well for a handful of rows. A key that a later statement or another file adds counts.

    Bad:
        CREATE TABLE readings (sensor int, value numeric, read_at timestamp)
    Good:
        CREATE TABLE readings (sensor int, value numeric, read_at timestamp);
        CREATE INDEX by_time ON readings (read_at);
        ---
        CREATE TABLE readings (sensor int, read_at timestamp, value numeric, PRIMARY KEY (sensor, read_at))
        ---
        CREATE TABLE readings_import (sensor int, value numeric, read_at timestamp)
    """

    code = "SQL056"
    name = "table-without-index"
    impact = Impact(read=3)

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield a finding for each table that has neither keys nor indexes."""
        for table in schema:
            kept = table.is_keyed and table.is_row_store and not table.partitioned and not table.is_staging
            if kept and (table.columns or table.parents) and not table.has_any_index:
                message = f"{table.name} has no index, so every search reads all of it"
                yield from self.at(table.origin, message, "a primary key, or an index on what it is searched by")
