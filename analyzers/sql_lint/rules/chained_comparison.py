"""SQL086: a comparison of a comparison."""

from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule, Severity
from ..sql_text import Statement


class ChainedComparison(NodeRule):
    """A chain such as `a < b < c` compares the truth value of the first comparison with c.

    Mathematics reads it as two conditions, SQL does not: true and false count as 1 and 0, or the statement is refused.

    Bad:
        SELECT id FROM orders WHERE 10 < total < 100
    Good:
        SELECT id FROM orders WHERE 10 < total AND total < 100
        ---
        SELECT id FROM orders WHERE (total > 10) = is_big
    """

    code = "SQL086"
    name = "chained-comparison"
    severity = Severity.ERROR
    nodes = (
        exp.LT,
        exp.LTE,
        exp.GT,
        exp.GTE,
        exp.EQ,
    )
    impact = Impact(accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where the left side of a comparison is one itself, without parentheses."""
        chain = exp.LT | exp.LTE | exp.GT | exp.GTE | exp.EQ
        in_assignment = isinstance(node.parent, exp.Update | exp.SetItem)
        if isinstance(node.this, chain) and not in_assignment:
            yield self.finding(statement, node, "this compares a truth value", "join two comparisons with AND")
