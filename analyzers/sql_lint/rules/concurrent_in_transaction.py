"""SQL136: a statement with CONCURRENTLY inside a transaction."""

import re
from collections.abc import Iterator
from typing import ClassVar

from ..alterations import POSTGRES
from ..rule import Finding, Impact, Options, PatternRule, Severity
from ..sql_text import Statement

_CONCURRENT = re.compile(
    r"(?is)^(?:CREATE\s+(?:UNIQUE\s+)?INDEX\s+CONCURRENTLY|DROP\s+INDEX\s+CONCURRENTLY"
    r"|REINDEX\b(?:\s*\([^)]*\))?\s+\w+\s+CONCURRENTLY|REINDEX\s*\(\s*CONCURRENTLY\s*\))\b"
    r"|^ALTER\s+TABLE\b.*\bDETACH\s+PARTITION\b.*\bCONCURRENTLY\s*$"
)


class ConcurrentInTransaction(PatternRule):
    """A statement with CONCURRENTLY inside a transaction is refused, so that the migration fails.

    It does its work in several transactions of its own. Run it alone, outside of BEGIN and COMMIT; migration tools have
    a switch for that, as they begin a transaction around each file. The option `assume_in_transaction` says that they
    do: then such a statement may only stand alone in its file.

    Bad:
        BEGIN;
        CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);
        COMMIT;
        ---
        BEGIN;
        REINDEX TABLE CONCURRENTLY orders;
        COMMIT;
    Good:
        CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);
        ---
        BEGIN;
        CREATE TABLE orders (id bigint PRIMARY KEY);
        COMMIT;
        CREATE INDEX CONCURRENTLY orders_customer_idx ON customers (id);
        ---
        BEGIN;
        REFRESH MATERIALIZED VIEW CONCURRENTLY sales;
        COMMIT;
    """

    code = "SQL136"
    name = "concurrent-in-transaction"
    severity = Severity.ERROR
    dialects = POSTGRES
    migration = True
    everywhere = True
    starts = ("CREATE", "DROP", "REINDEX", "ALTER")
    options: ClassVar[Options] = {"assume_in_transaction": False}
    impact = Impact(maintainability=1)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each such statement between BEGIN and COMMIT."""
        if _CONCURRENT.match(statement.masked_sql) and self._in_transaction(statement):
            message = "PostgreSQL refuses CONCURRENTLY inside a transaction"
            yield self.finding(statement, None, message, "run it alone, outside of BEGIN and COMMIT")

    def _in_transaction(self, statement: Statement) -> bool:
        text = statement.text
        if text.in_transaction(statement) or not self.settings["assume_in_transaction"]:
            return text.in_transaction(statement)
        before = text.statements[: statement.number]
        return len(text.statements) > 1 and not any(other.words[0] in {"COMMIT", "ROLLBACK"} for other in before)
