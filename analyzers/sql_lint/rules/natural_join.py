"""SQL219: a NATURAL JOIN."""

from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule
from ..sql_text import Statement


class NaturalJoin(NodeRule):
    """NATURAL JOIN joins by all columns that have the same name, whichever these are today.

    A column `name` or `updated_at` that both tables get later changes the result without a word.

    Bad:
        SELECT o.id FROM orders AS o NATURAL JOIN items AS i
    Good:
        SELECT o.id FROM orders AS o JOIN items AS i ON i.order_id = o.id
    """

    code = "SQL219"
    name = "natural-join"
    nodes = (exp.Join,)
    impact = Impact(accuracy=1, maintainability=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each NATURAL JOIN."""
        if isinstance(node, exp.Join) and node.method.upper() == "NATURAL":
            yield self.finding(statement, node, "which columns are joined is not said", "write ON with both columns")
