"""SQL098: CASE that ends with ELSE NULL."""

from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..edits import remove
from ..rule import Edit, Finding, Grade, Impact, NodeRule, Severity
from ..sql_text import Statement, TokenRange


class NeedlessElseNull(NodeRule):
    """ELSE NULL says what CASE does anyway when no condition holds.

    It makes a reader look for the reason why it was written.

    Bad:
        SELECT CASE WHEN total > 0 THEN 'paid' ELSE NULL END AS state FROM orders
    Good:
        SELECT CASE WHEN total > 0 THEN 'paid' END AS state FROM orders
    """

    code = "SQL098"
    name = "needless-else-null"
    severity = Severity.INFO
    nodes = (exp.Case,)
    grade = Grade.SAFE
    impact = Impact(maintainability=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where the value of ELSE is NULL."""
        if isinstance(node.args.get("default"), exp.Null):
            place = statement.verified_range_of(node)
            fix = partial(self._remove, place, statement) if place else None
            yield self.finding(statement, node, "ELSE NULL says what CASE does anyway", "remove it", fix)

    def _remove(self, place: TokenRange, statement: Statement) -> Iterator[Edit]:
        otherwise = TokenRange(place.last - 2, place.last - 1)
        if statement.words[otherwise.first : place.last] == ("ELSE", "NULL"):
            yield remove(statement, otherwise)
