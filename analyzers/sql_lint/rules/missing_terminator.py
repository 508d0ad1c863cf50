"""SQL107: two statements without a semicolon between them."""

import re
from collections.abc import Iterator

from ..rule import Finding, Impact, PatternRule, Severity
from ..splitting import BODY_KINDS
from ..sql_text import Reading, Statement

# Statements that are read as words only, and have no other statement inside.
_PLAIN_STARTS = frozenset({"ALTER", "COMMENT", "DROP", "GRANT", "REVOKE", "SET", "VACUUM", "ANALYZE", "TRUNCATE"})
_WHOLE_STARTS = frozenset({*_PLAIN_STARTS, "CREATE", "DELETE", "INSERT", "MERGE", "SELECT", "UPDATE", "USE", "WITH"})
_SWALLOWED = re.compile(
    r"\n[ \t]*(CREATE\s+(?:UNIQUE\s+)?(?:INDEX|TABLE|VIEW|SEQUENCE)|INSERT\s+INTO|DELETE\s+FROM|ALTER\s+TABLE"
    r"|DROP\s+(?:TABLE|VIEW))\s",
    re.IGNORECASE,
)


class MissingTerminator(PatternRule):
    """A statement begins on a line of its own although the one before it has not ended.

    Most products refuse both, or take the second one for a part of the first. T-SQL needs no semicolons.

    Bad:
        SELECT id FROM orders
        SELECT id FROM customers;
        ---
        DELETE FROM orders WHERE id = 1
        INSERT INTO customers (id) VALUES (1);
    Good:
        SELECT id FROM orders;
        SELECT id FROM customers;
        ---
        INSERT INTO orders (id)
        SELECT id FROM old_orders;
        ---
        WITH o AS (SELECT id FROM orders)
        SELECT id FROM o
    """

    code = "SQL107"
    name = "missing-terminator"
    severity = Severity.ERROR
    impact = Impact(accuracy=1)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where a statement was parted from the next without a semicolon, or hides another."""
        if statement.dialect == "tsql":
            return
        if (statement.unended and not _is_procedural(statement)) or _hides_another(statement):
            message = f"no semicolon ends this {statement.words[0]}"
            yield self.finding(statement, statement.tokens[-1], message, "put one here")


def _is_procedural(statement: Statement) -> bool:
    """Say whether a statement is a part of a body, in which other rules hold for what ends a line."""
    words = statement.words
    body = words[0] == "CREATE" and not BODY_KINDS.isdisjoint(words[:8])
    return body or words[0] not in _WHOLE_STARTS or words[-1] in {";", "BEGIN", "THEN", "ELSE", "LOOP"}


def _hides_another(statement: Statement) -> bool:
    plain = statement.reading is Reading.PATTERN_ONLY and statement.words[0] in _PLAIN_STARTS
    return plain and bool(_SWALLOWED.search(statement.masked_sql))
