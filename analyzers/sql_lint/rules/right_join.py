"""SQL094: a RIGHT JOIN."""

from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule, Severity
from ..sql_text import Statement


class RightJoin(NodeRule):
    """A RIGHT JOIN is read against the order in which it is written.

    The table whose rows are all kept stands last. A LEFT JOIN with the tables exchanged says the same from left to
    right.

    Bad:
        SELECT o.id, c.name FROM orders AS o RIGHT JOIN customers AS c ON c.id = o.customer_id
    Good:
        SELECT o.id, c.name FROM customers AS c LEFT JOIN orders AS o ON c.id = o.customer_id
    """

    code = "SQL094"
    name = "right-join"
    severity = Severity.INFO
    nodes = (exp.Join,)
    impact = Impact(maintainability=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each RIGHT JOIN."""
        if isinstance(node, exp.Join) and node.side.upper() == "RIGHT":
            yield self.finding(
                statement, node, "a RIGHT JOIN is read backwards", "exchange the tables and write LEFT JOIN"
            )
