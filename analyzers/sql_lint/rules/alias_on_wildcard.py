"""SQL061: an alias on a star."""

from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule, Severity
from ..sql_text import Statement


class AliasOnWildcard(NodeRule):
    """An alias on a star names nothing: no product knows which column is meant.

    Most products refuse the statement, some ignore the alias.

    Bad:
        SELECT o.* AS order_columns FROM orders AS o
    Good:
        SELECT o.id AS order_id FROM orders AS o
        ---
        SELECT COUNT(*) AS orders FROM orders
    """

    code = "SQL061"
    name = "alias-on-wildcard"
    severity = Severity.ERROR
    nodes = (exp.Alias,)
    impact = Impact(accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where an alias follows a star of columns."""
        if node.this.is_star and not isinstance(node.this, exp.Func | exp.Subquery):
            yield self.finding(statement, node, "an alias cannot name all columns of a star", "name the columns")
