"""SQL176: a procedure with the prefix of those that belong to the system."""

from collections.abc import Iterator

from ..rule import Finding, Grade, Impact, PatternRule, Severity
from ..sql_text import Statement


class SystemPrefix(PatternRule):
    """A procedure whose name begins with `sp_` is looked for in the master database first.

    That costs a little at each call, and a procedure of the system that is added under the same name takes its place.

    Bad:
        CREATE PROCEDURE dbo.sp_pull_orders AS SELECT 1
    Good:
        CREATE PROCEDURE dbo.pull_orders AS SELECT 1
        ---
        CREATE PROCEDURE dbo.usp_pull_orders AS SELECT 1
    """

    code = "SQL176"
    name = "system-prefix"
    severity = Severity.INFO
    grade = Grade.SUGGESTION
    dialects = frozenset({"tsql"})
    starts = ("CREATE", "ALTER")
    impact = Impact(read=1.1, maintainability=1)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each procedure that is named so."""
        words = statement.words
        number = next((number for number, word in enumerate(words[:6]) if word in {"PROCEDURE", "PROC"}), None)
        if number is None:
            return
        number += 1
        while words[number + 1 : number + 2] == (".",):
            number += 2
        if words[number : number + 1] and words[number].lower().startswith("sp_"):
            name = statement.tokens[number]
            yield self.finding(statement, name, f"{name.text} is looked for among the system's procedures first")
