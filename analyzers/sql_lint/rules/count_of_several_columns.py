"""SQL074: COUNT(DISTINCT a, b)."""

from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule
from ..sql_text import Statement


class CountOfSeveralColumns(NodeRule):
    """COUNT(DISTINCT a, b) leaves out every row in which one of the columns is NULL.

    The same pairs counted with a subquery give another number. Few products know the form at all.

    Bad:
        SELECT COUNT(DISTINCT first_name, last_name) FROM customers
    Good:
        SELECT COUNT(*) FROM (SELECT DISTINCT first_name, last_name FROM customers) AS names
        ---
        SELECT COUNT(DISTINCT last_name) FROM customers
    """

    code = "SQL074"
    name = "count-of-several-columns"
    nodes = (exp.Count,)
    impact = Impact(accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where several columns are counted together."""
        if isinstance(node.this, exp.Distinct) and len(node.this.expressions) > 1:
            message = "a row with NULL in one of these columns is not counted"
            yield self.finding(statement, node, message, "count the rows of a SELECT DISTINCT")
