"""SQL134: an index that is built under a lock which stops all writes."""

from collections.abc import Iterator

from ..index_creation import blocking_creations
from ..rule import Finding, Grade, Impact, PatternRule, Severity
from ..sql_text import Statement


class BlockingIndexCreation(PatternRule):
    """CREATE INDEX without CONCURRENTLY stops all writes to the table until the index is built.

    On a big table that takes minutes. `CREATE INDEX CONCURRENTLY` lets writes go on, but cannot stand in a transaction.
    An index on a table that the same file creates is no trouble: the table is empty.

    Bad:
        CREATE INDEX orders_customer_idx ON orders (customer_id)
    Good:
        CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id)
        ---
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);
        CREATE INDEX orders_customer_idx ON orders (customer_id);
    """

    code = "SQL134"
    name = "blocking-index-creation"
    severity = Severity.ERROR
    grade = Grade.SAFE
    dialects = frozenset({"postgres", "postgresql"})
    migration = True
    starts = ("CREATE",)
    impact = Impact(write=5)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where an index, not a unique one, is created on a table that stood before this file."""
        if not statement.starts_with("CREATE", "UNIQUE"):
            yield from blocking_creations(self, statement)
