"""SQL124: a hint that tells the planner what to do."""

from collections.abc import Iterator

from ..rule import Finding, Impact, PatternRule
from ..splitting import BODY_KINDS
from ..sql_text import Statement

# Words of SQL Server behind WITH and OPTION that change how rows are found, not which locks guard them.
_HINTS = {
    "WITH": frozenset({"NOLOCK", "READUNCOMMITTED", "INDEX", "FORCESEEK", "FORCESCAN"}),
    "OPTION": frozenset(
        {"RECOMPILE", "HASH", "MERGE", "LOOP", "FORCE", "MAXDOP", "OPTIMIZE", "FAST", "USE", "QUERYTRACEON", "KEEP"}
        | {"KEEPFIXED", "CONCAT", "MIN_GRANT_PERCENT", "MAX_GRANT_PERCENT", "TABLE"}
    ),
}
_SIGNS = frozenset({"WITH", "OPTION", "STRAIGHT_JOIN", "USE", "FORCE", "IGNORE"})
_INDEX_HINTS = frozenset({"USE", "FORCE", "IGNORE"})


class OptimizerHint(PatternRule):
    """A hint takes a decision away from the planner, for good.

    It was right for the rows of one day; when they grow or an index goes away it forces a bad plan, or an error. NOLOCK
    reads rows that were never committed, and skips others. Look for what the planner lacks: statistics, an index.

    Bad:
        SELECT /*+ FULL(o) */ o.id FROM orders AS o
        ---
        SELECT o.id FROM orders AS o WITH (NOLOCK) WHERE o.id = 1
    Good:
        SELECT o.id FROM orders AS o
        ---
        SELECT o.id /* + 1 */ FROM orders AS o
    """

    code = "SQL124"
    name = "optimizer-hint"
    impact = Impact(read=2, maintainability=1)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each hint."""
        if _SIGNS.isdisjoint(statement.words) and "/*+" not in statement.text.content:
            return
        words = (*statement.words, "", "")
        for number, word in enumerate(statement.words):
            told = word.startswith("/*+") or word == "STRAIGHT_JOIN"
            if told or _names_index(statement, words[number : number + 2]) or _opens_hints(statement, number):
                message = "this forces the planner, whatever the rows will be"
                hint = "statistics or an index that the planner lacks"
                yield self.finding(statement, statement.tokens[number], message, hint)


def _opens_hints(statement: Statement, number: int) -> bool:
    """Say whether SQL Server is given hints behind WITH or OPTION; those of CREATE TABLE and the like are none."""
    words = statement.words
    if words[number] not in _HINTS or words[number + 1 : number + 2] != ("(",):
        return False
    if words[0] in {"CREATE", "ALTER"} and not {*BODY_KINDS, "VIEW"} & set(words[:4]):
        return False
    inside = words[number + 2 : statement.row.partners.get(number + 1, number + 2)]
    return not _HINTS[words[number]].isdisjoint(inside)


def _names_index(statement: Statement, words: tuple[str, ...]) -> bool:
    """Say whether MySQL is told which index to use."""
    is_mysql = statement.dialect in {"mysql", "mariadb"} and statement.words[0] in {
        "SELECT",
        "UPDATE",
        "DELETE",
        "WITH",
    }
    return is_mysql and words[0] in _INDEX_HINTS and words[1] in {"INDEX", "KEY"}
