"""SQL151: a name that is longer than the product keeps, so that it is cut off."""

from collections.abc import Iterator

from sqlglot.tokenizer_core import TokenType

from ..alterations import POSTGRES
from ..rule import Finding, Grade, Impact, PatternRule
from ..sql_text import Statement

_LIMIT = 63


class OverlongName(PatternRule):
    """A name of more than 63 bytes is cut off by PostgreSQL with no more than a notice.

    The object then has another name than the code says, and two long names that begin alike are one.

    Bad:
        CREATE TABLE orders_of_customers_who_have_not_paid_within_the_last_thirty_days (id bigint PRIMARY KEY)
    Good:
        CREATE TABLE overdue_orders (id bigint PRIMARY KEY)
        ---
        SELECT 'a text may well be longer than sixty-three bytes, as this one is, of course'
    """

    code = "SQL151"
    name = "overlong-name"
    grade = Grade.SUGGESTION
    dialects = POSTGRES
    impact = Impact(maintainability=2)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each name that does not fit."""
        for token in statement.tokens:
            if token.token_type in {TokenType.VAR, TokenType.IDENTIFIER}:
                length = len(token.text.encode())
                if length > _LIMIT:
                    message = f"this name has {length} bytes, of which PostgreSQL keeps {_LIMIT}"
                    yield self.finding(statement, token, message, "a shorter name")
