"""SQL150: a transaction that is begun within another, or never ended."""

import re
from collections.abc import Iterator

from ..rule import Finding, Impact, ScriptRule
from ..sql_text import SqlText, Statement

_PREPARED = re.compile(r"(?i)PREPARE\s+TRANSACTION\b")
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
        ---
        BEGIN;
        DELETE FROM orders WHERE id = 1;
        PREPARE TRANSACTION 'first';
        BEGIN;
        DELETE FROM orders WHERE id = 2;
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
            elif _ends(statement):
                opened = None
        if opened:
            yield self.finding(opened, None, "this transaction is never ended", "end the file with COMMIT")


def _ends(statement: Statement) -> bool:
    """Say whether a statement ends a transaction: a rollback to a savepoint does not, one that is prepared does.

    Where a semicolon is missing the word stands at the end of another statement.
    """
    words = statement.words
    ends = (words[0] in _ENDS and "TO" not in words[:4]) or bool(_PREPARED.match(statement.masked_sql))
    return ends or words[-1] in {"COMMIT", "ROLLBACK"}


def _begins(statement: Statement) -> bool:
    return len(statement.words) <= 8 and (
        statement.starts_with("BEGIN") or statement.starts_with("START", "TRANSACTION")
    )
