"""SQL083: queries with different numbers of columns in one set operation."""

from collections.abc import Iterator

from sqlglot import exp

from ..query_columns import query_columns
from ..rule import Finding, Impact, NodeRule, Severity
from ..sql_text import Statement


class UnequalSetColumns(NodeRule):
    """The queries of a UNION, INTERSECT or EXCEPT return different numbers of columns.

    Every product refuses that, as late as the statement runs. Stars are counted where their tables are known.

    Bad:
        SELECT id, total FROM orders UNION ALL SELECT id FROM archived_orders
        ---
        WITH paid AS (SELECT id, total, status FROM orders) SELECT * FROM paid UNION SELECT id, total FROM refunds
    Good:
        SELECT id, total FROM orders UNION ALL SELECT id, total FROM archived_orders
        ---
        SELECT * FROM orders UNION ALL SELECT id, total FROM archived_orders
    """

    code = "SQL083"
    name = "unequal-set-columns"
    severity = Severity.ERROR
    nodes = (exp.SetOperation,)
    impact = Impact(accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where both sides are known and differ in number."""
        if not isinstance(node, exp.SetOperation) or node.args.get("by_name"):
            return
        left, right = (query_columns(side, statement.schema) for side in (node.this, node.expression))
        if left is not None and right is not None and len(left) != len(right):
            message = f"one query returns {len(left)} columns, the other {len(right)}"
            yield self.finding(statement, node.expression, message, "return as many columns on both sides")
