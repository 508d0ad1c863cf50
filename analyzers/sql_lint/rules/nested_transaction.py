"""SQL150: a transaction that is begun within another, or never ended."""

from collections.abc import Iterator

from ..rule import Finding, Impact, ScriptRule
from ..sql_text import SqlText, Statement

_ENDS = {"COMMIT", "ROLLBACK", "END", "ABORT"}


class NestedTransaction(ScriptRule):
    """A transaction is begun within another one, or is not ended where the file ends.

    Most products commit the outer one without a word or only warn, so that what was meant to be undone together is
    not. A migration that ends without COMMIT is rolled back when the connection closes.

    Bad:
        BEGIN;
        BEGIN;
        DELETE FROM orders WHERE id = 1;
        COMMIT;
        ---
        BEGIN;
        DELETE FROM orders WHERE id = 1;
    Good:
        BEGIN;
        DELETE FROM orders WHERE id = 1;
        COMMIT;
    """

    code = "SQL150"
    name = "nested-transaction"
    dialects = frozenset({"postgres", "postgresql", "mysql", "mariadb", "sqlite", "redshift", "ansi"})
    impact = Impact(integrity=1)

    def check(self, text: SqlText) -> Iterator[Finding]:
        """Yield a finding for each BEGIN inside a transaction, and for one that is left open at the end."""
        opened: Statement | None = None
        for statement in text.statements:
            if _begins(statement):
                if opened:
                    yield self.finding(statement, None, "a transaction is begun within another one")
                opened = statement
            elif statement.words[0] in _ENDS and "TO" not in statement.words[:4]:
                opened = None
        if opened:
            yield self.finding(opened, None, "this transaction is never ended", "end the file with COMMIT")


def _begins(statement: Statement) -> bool:
    return len(statement.words) <= 8 and (
        statement.starts_with("BEGIN") or statement.starts_with("START", "TRANSACTION")
    )
