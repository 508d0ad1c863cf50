"""SQL126: a policy that asks anew for every row who is asking."""

from collections.abc import Iterator

from ..alterations import POSTGRES
from ..rule import Finding, Grade, Impact, PatternRule
from ..sql_text import Statement

_OF_SESSION = frozenset({"UID", "JWT", "ROLE", "EMAIL"})


class PolicyCallPerRow(PatternRule):
    """A policy calls a function of the session for each row, although its value is the same for all of them.

    Behind `(SELECT …)` PostgreSQL calls it once for the statement, and can use an index on the column beside it.

    Bad:
        CREATE POLICY own ON orders USING (auth.uid() = owner_id)
        ---
        CREATE POLICY own ON orders USING (tenant = current_setting('app.tenant'))
    Good:
        CREATE POLICY own ON orders USING ((SELECT auth.uid()) = owner_id)
        ---
        CREATE POLICY own ON orders USING (owner = current_user)
    """

    code = "SQL126"
    name = "policy-call-per-row"
    grade = Grade.SUGGESTION
    dialects = POSTGRES
    starts = ("CREATE", "ALTER")
    impact = Impact(read=10)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each such call that no SELECT stands before."""
        words = statement.words
        if words[1:2] != ("POLICY",):
            return
        for number in range(2, len(words) - 1):
            if words[number + 1] != "(":
                continue
            qualified = words[number] in _OF_SESSION and words[number - 2 : number] == ("AUTH", ".")
            first = number - 2 if qualified else number
            if (qualified or words[number] == "CURRENT_SETTING") and "SELECT" not in words[first - 2 : first]:
                message = "this is called for every row"
                yield self.finding(statement, statement.tokens[first], message, "(SELECT …) around the call")
