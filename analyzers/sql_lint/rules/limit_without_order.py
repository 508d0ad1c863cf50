"""SQL077: a LIMIT on rows in no order."""

from collections.abc import Iterator

from sqlglot import exp

from ..joins import conjuncts
from ..query_columns import common_table
from ..row_counts import reads_one_row
from ..rule import Finding, Impact, NodeRule
from ..sql_text import Statement


class LimitWithoutOrder(NodeRule):
    """LIMIT without ORDER BY returns whichever rows come first, and others the next time.

    Rows have no order of their own. Pages of a list overlap or miss rows, and a test passes until the planner changes
    its mind.

    Bad:
        SELECT id FROM orders LIMIT 10
        ---
        SELECT id FROM (SELECT id FROM orders LIMIT 10 OFFSET 20) AS page
        ---
        SELECT id FROM orders WHERE status = 'open' AND ROWNUM <= 10
    Good:
        SELECT id FROM orders ORDER BY id LIMIT 10
        ---
        SELECT id FROM (SELECT id FROM orders ORDER BY id) WHERE ROWNUM <= 10
        ---
        SELECT id FROM orders WHERE EXISTS (SELECT 1 FROM items WHERE items.order_id = orders.id LIMIT 1)
        ---
        SELECT COUNT(*) FROM orders LIMIT 1
        ---
        SELECT 1 AS found FROM orders WHERE total < 0 LIMIT 1
        ---
        SELECT a.n, b.n FROM (SELECT COUNT(*) AS n FROM orders) AS a, (SELECT COUNT(*) AS n FROM items) AS b LIMIT 10
        ---
        SELECT id FROM orders LIMIT 0
    """

    code = "SQL077"
    name = "limit-without-order"
    nodes = (
        exp.Select,
        exp.SetOperation,
    )
    impact = Impact(accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where rows are limited in no order, unless it cannot matter which rows come."""
        limit = node.args.get("limit") or node.args.get("offset") or _by_row_number(node)
        if not limit or node.args.get("order") or _cannot_matter(node, limit):
            return
        yield self.finding(
            statement, limit, "which rows come is left to chance", "add ORDER BY with a unique column last"
        )


def _by_row_number(query: exp.Expr) -> exp.Expr | None:
    """Return the condition that limits a query by ROWNUM, unless it reads another query, which may have an order."""
    where, start = query.args.get("where"), query.args.get("from_")
    if not isinstance(start, exp.From) or not isinstance(start.this, exp.Table):
        return None
    conditions = conjuncts(where.this if where else None)
    limits = (each for each in conditions if isinstance(each, exp.LT | exp.LTE) and each.this.name.upper() == "ROWNUM")
    return None if common_table(start.this.name, query) else next(limits, None)


def _cannot_matter(query: exp.Expr, limit: exp.Expr) -> bool:
    exists = isinstance(query.parent, exp.Exists) or (
        isinstance(query.parent, exp.Subquery) and isinstance(query.parent.parent, exp.Exists)
    )
    nothing = isinstance(limit, exp.Limit) and limit.expression.sql() == "0"
    return exists or nothing or not query.args.get("from_", True) or reads_one_row(query) or _are_alike(query)


def _are_alike(query: exp.Expr) -> bool:
    """Say whether the columns are constants, so that one row is as good as any other."""
    return isinstance(query, exp.Select) and all(
        isinstance(column.unalias(), exp.Literal) for column in query.expressions
    )
