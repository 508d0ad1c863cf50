"""SQL210: a statement whose number of columns is not known."""

from collections.abc import Iterator

from sqlglot import exp

from ..query_columns import query_columns
from ..rule import Finding, Impact, NodeRule, Severity
from ..sql_text import Statement


class UnknownColumnCount(NodeRule):
    """The number of columns that a statement returns depends on tables that are not known here.

    A star reaches, maybe through several subqueries, a table whose columns nobody names. Whoever reads the result by
    position breaks when that table changes.

    Bad:
        WITH recent AS (SELECT * FROM orders) SELECT * FROM recent
    Good:
        WITH recent AS (SELECT id, total FROM orders) SELECT * FROM recent
        ---
        WITH recent AS (SELECT * FROM orders) SELECT id, total FROM recent
    """

    code = "SQL210"
    name = "unknown-column-count"
    severity = Severity.INFO
    nodes = (exp.Query,)
    impact = Impact(accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each outermost SELECT, each side of a set operation, whose columns are not known."""
        if isinstance(node, exp.Select) and _is_outermost(node) and query_columns(node, statement.schema) is None:
            star = next((column for column in node.expressions if column.is_star), node)
            yield self.finding(statement, star, "how many columns this returns is not known", "name the columns")


def _is_outermost(select: exp.Select) -> bool:
    parent = select.parent
    while isinstance(parent, exp.SetOperation):
        parent = parent.parent
    return parent is None
