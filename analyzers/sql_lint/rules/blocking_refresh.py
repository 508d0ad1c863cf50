"""SQL231: a materialized view that is refreshed while nobody can read it."""

import re
from collections.abc import Iterator

from ..alterations import POSTGRES
from ..rule import Finding, Grade, Impact, PatternRule
from ..sql_text import Statement

_REFRESH = re.compile(r"(?is)REFRESH\s+MATERIALIZED\s+VIEW\s+(?!CONCURRENTLY\b)(?P<view>[\w.\"]+)(?P<rest>.*)")


class BlockingRefresh(PatternRule):
    """REFRESH MATERIALIZED VIEW without CONCURRENTLY lets nobody read the view until it is filled again.

    With CONCURRENTLY readers see the old rows meanwhile. That needs a unique index on the view, without a condition,
    and a view that has been filled before.

    Bad:
        REFRESH MATERIALIZED VIEW sales_by_month
    Good:
        REFRESH MATERIALIZED VIEW CONCURRENTLY sales_by_month
        ---
        REFRESH MATERIALIZED VIEW sales_by_month WITH NO DATA
        ---
        CREATE MATERIALIZED VIEW sales_by_month AS SELECT 1 AS total WITH NO DATA;
        REFRESH MATERIALIZED VIEW sales_by_month;
    """

    code = "SQL231"
    name = "blocking-refresh"
    grade = Grade.SUGGESTION
    dialects = POSTGRES
    migration = True
    starts = ("REFRESH",)
    impact = Impact(read=2)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each refresh of a view that stood before this file."""
        found = _REFRESH.match(statement.masked_sql)
        if found and "NO DATA" not in found["rest"].upper() and not _creates(statement, found["view"]):
            message = "nobody can read the view until it is filled again"
            hint = "REFRESH MATERIALIZED VIEW CONCURRENTLY, which needs a unique index on it"
            yield self.finding(statement, statement.tokens[0], message, hint)


def _creates(statement: Statement, view: str) -> bool:
    """Say whether the file makes the view, which then has no rows that somebody could read."""
    name = view.rpartition(".")[2].strip('"').upper()
    others = statement.text.statements[: statement.number]
    made = (other for other in others if other.words[:3] == ("CREATE", "MATERIALIZED", "VIEW"))
    return any(name in {word.upper() for word in other.words[3:10]} for other in made)
