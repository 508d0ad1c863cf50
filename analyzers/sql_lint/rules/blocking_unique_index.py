"""SQL236: a unique index that is built under a lock which stops all writes."""

from collections.abc import Iterator

from ..index_creation import blocking_creations
from ..rule import Finding, Grade, Impact, PatternRule, Severity
from ..sql_text import Statement


class BlockingUniqueIndex(PatternRule):
    """CREATE UNIQUE INDEX without CONCURRENTLY stops all writes to the table until the index is built.

    On a big table that takes minutes. `CREATE UNIQUE INDEX CONCURRENTLY` lets writes go on, but cannot stand in a
    transaction, and leaves an invalid index behind where values are not unique. An index on a table that the same file
    creates is no trouble: the table is empty.

    Bad:
        CREATE UNIQUE INDEX orders_number_idx ON orders (number)
    Good:
        CREATE UNIQUE INDEX CONCURRENTLY orders_number_idx ON orders (number)
        ---
        CREATE TABLE orders (id bigint PRIMARY KEY, number bigint);
        CREATE UNIQUE INDEX orders_number_idx ON orders (number);
    """

    code = "SQL236"
    name = "blocking-unique-index"
    severity = Severity.ERROR
    grade = Grade.SAFE
    dialects = frozenset({"postgres", "postgresql"})
    migration = True
    starts = ("CREATE",)
    impact = Impact(write=5)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where a unique index is created on a table that stood before this file."""
        if statement.starts_with("CREATE", "UNIQUE"):
            yield from blocking_creations(self, statement)
