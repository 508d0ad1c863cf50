"""SQL238: all rows are counted while a page of them is read."""

from collections.abc import Iterator

from sqlglot.tokenizer_core import TokenType

from ..rule import Finding, Impact, PatternRule
from ..sql_text import Statement


class FoundRows(PatternRule):
    """SQL_CALC_FOUND_ROWS finds all rows to count them, although LIMIT asks for a few.

    MySQL 8.0.17 has deprecated it. A second query with COUNT(*) can use an index that the first cannot.

    Bad:
        SELECT SQL_CALC_FOUND_ROWS id FROM orders ORDER BY id LIMIT 10
    Good:
        SELECT id FROM orders ORDER BY id LIMIT 10;
        SELECT COUNT(*) FROM orders;
        ---
        SELECT id FROM orders WHERE note = 'SQL_CALC_FOUND_ROWS'
    """

    code = "SQL238"
    name = "found-rows"
    dialects = frozenset({"mysql", "mariadb"})
    starts = ("SELECT", "(", "CREATE", "INSERT")
    impact = Impact(read=5)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each SELECT that counts what it does not return."""
        for place in statement.find_words("SQL_CALC_FOUND_ROWS"):
            token = statement.tokens[place.first]
            if token.token_type is TokenType.STRING:
                continue
            yield self.finding(
                statement, token, "all rows are found for the sake of their number", "COUNT(*) on its own"
            )
