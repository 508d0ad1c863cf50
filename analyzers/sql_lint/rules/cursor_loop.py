"""SQL125: a cursor that walks through rows one by one."""

from collections.abc import Iterator

from ..rule import Finding, Impact, PatternRule
from ..sql_text import Statement

_BETWEEN = frozenset(
    {"INSENSITIVE", "SCROLL", "ASENSITIVE", "BINARY", "NO", "SENSITIVE"}  # PostgreSQL has these before CURSOR
)


class CursorLoop(PatternRule):
    """A cursor hands out rows one by one, where one statement could work on all of them.

    Each row costs a round through the interpreter of the procedure, and locks are held all the while. Most loops are an
    UPDATE or an INSERT … SELECT that was not thought of.

    Bad:
        DECLARE paid CURSOR FOR SELECT id FROM orders
    Good:
        UPDATE orders SET state = 'sent' WHERE state = 'paid'
        ---
        SELECT cursor FROM pages
    """

    code = "SQL125"
    name = "cursor-loop"
    dialects = frozenset({"ansi", "mysql", "mariadb", "tsql"})
    starts = ("DECLARE", "CREATE", "ALTER", "IF", "BEGIN")
    impact = Impact(write=10)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each cursor that is declared."""
        words = statement.words
        if "CURSOR" not in words:
            return
        for number, word in enumerate(words):
            if word != "CURSOR" or "FOR" not in words[number + 1 : number + 10]:
                continue
            first = number - 1
            while first > 0 and words[first] in _BETWEEN:
                first -= 1
            if words[first - 1 : first] == ("DECLARE",):
                message = "rows are worked on one by one"
                yield self.finding(statement, statement.tokens[number], message, "one statement for all rows")
