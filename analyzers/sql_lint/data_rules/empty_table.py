"""SQL165: a table without rows."""

from collections.abc import Iterator

from ..data_sample import TableSample
from ..rule import DataRule, Finding, Impact, Severity


class EmptyTable(DataRule):
    """A table holds no row.

    In a database that has been in use for a while it belongs to something that was never finished, or that is gone.

    Bad:
        CREATE TABLE orders (id INTEGER PRIMARY KEY);
    Good:
        CREATE TABLE orders (id INTEGER PRIMARY KEY);
        INSERT INTO orders VALUES (1);
    """

    code = "SQL165"
    name = "empty-table"
    severity = Severity.INFO
    impact = Impact(maintainability=1)

    def check(self, sample: TableSample) -> Iterator[Finding]:
        """Yield a finding for a table without rows; those that rows only pass through are expected to be empty."""
        if not sample.total and not sample.table.is_staging:
            yield Finding(self, sample.place, f"{sample.table.name} is empty")
