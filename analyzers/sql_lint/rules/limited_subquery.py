"""SQL239: a LIMIT where MySQL refuses one."""

from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule, Severity
from ..sql_text import Statement


class LimitedSubquery(NodeRule):
    """A subquery behind IN, ANY or ALL has a LIMIT, which MySQL does not support.

    The statement is refused as late as it runs. Join the limited subquery instead.

    Bad:
        SELECT id FROM orders WHERE customer_id IN (SELECT id FROM customers ORDER BY id LIMIT 3)
    Good:
        SELECT o.id FROM orders AS o
        JOIN (SELECT id FROM customers ORDER BY id LIMIT 3) AS c ON c.id = o.customer_id
        ---
        SELECT id FROM orders WHERE customer_id IN (SELECT c.id FROM (SELECT id FROM customers LIMIT 3) AS c)
    """

    code = "SQL239"
    name = "limited-subquery"
    severity = Severity.ERROR
    nodes = (exp.In, exp.Any, exp.All)
    dialects = frozenset({"mysql"})
    impact = Impact(accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where the subquery itself is limited, not one inside it."""
        query = node.args.get("query") or node.this
        inner = query.unnest() if isinstance(query, exp.Subquery) else query
        if isinstance(inner, exp.Select) and inner.args.get("limit"):
            yield self.finding(
                statement, inner.args["limit"], "MySQL refuses a LIMIT here", "join the limited subquery"
            )
