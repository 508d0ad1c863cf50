"""SQL149: a value that is added to an enum without a place among the others."""

from collections.abc import Iterator

from ..alterations import POSTGRES
from ..rule import Finding, Grade, Impact, PatternRule, Severity
from ..sql_text import Statement


class UnorderedEnumValue(PatternRule):
    """A value that is added to an enum without BEFORE or AFTER comes last, wherever it belongs.

    Enums sort and compare by the order of their values, and that order cannot be changed later.

    Bad:
        ALTER TYPE state ADD VALUE 'paid'
        ---
        ALTER TYPE state ADD VALUE IF NOT EXISTS 'paid'
    Good:
        ALTER TYPE state ADD VALUE 'paid' AFTER 'ordered'
        ---
        ALTER TYPE state RENAME VALUE 'payed' TO 'paid'
    """

    code = "SQL149"
    name = "unordered-enum-value"
    severity = Severity.INFO
    grade = Grade.SUGGESTION
    dialects = POSTGRES
    migration = True
    starts = ("ALTER",)
    impact = Impact(maintainability=1)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each value that goes to the end of its enum."""
        if statement.starts_with("ALTER", "TYPE") and not {"BEFORE", "AFTER"} & set(statement.words):
            for place in statement.find_words("ADD", "VALUE"):
                message = "this value sorts behind all others, for good"
                yield self.finding(statement, place, message, "BEFORE or AFTER another value")
