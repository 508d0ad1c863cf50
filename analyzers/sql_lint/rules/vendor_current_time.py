"""SQL250: one product's name for the current time."""

from collections.abc import Iterator
from functools import partial

from ..edits import replace
from ..rule import Edit, Finding, Grade, Impact, PatternRule, Severity
from ..sql_text import Statement, TokenRange

# What means exactly CURRENT_TIMESTAMP; SYSDATE of Oracle does not, as it knows no time zone.
_NAMES = {
    "tsql": ("GETDATE", "(", ")"),
    "mysql": ("NOW", "(", ")"),
    "mariadb": ("NOW", "(", ")"),
    "postgres": ("NOW", "(", ")"),
    "postgresql": ("NOW", "(", ")"),
}


class VendorCurrentTime(PatternRule):
    """GETDATE() and NOW() are some products' names for what CURRENT_TIMESTAMP is in all of them.

    A statement with the standard name can move to another product as it stands.

    Bad:
        SELECT id FROM orders WHERE created_at < NOW()
    Good:
        SELECT id FROM orders WHERE created_at < CURRENT_TIMESTAMP
    """

    code = "SQL250"
    name = "vendor-current-time"
    severity = Severity.INFO
    grade = Grade.SAFE
    dialects = frozenset(_NAMES)
    impact = Impact(maintainability=1)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each call of the product's own function."""
        words = _NAMES[statement.dialect]
        for place in statement.find_words(*words):
            fix = partial(self._write, place, statement)
            message = f"{words[0]}() is one product's name for CURRENT_TIMESTAMP"
            yield self.finding(statement, place, message, "write CURRENT_TIMESTAMP", fix)

    def _write(self, place: TokenRange, statement: Statement) -> Iterator[Edit]:
        yield replace(statement, place, "CURRENT_TIMESTAMP")
