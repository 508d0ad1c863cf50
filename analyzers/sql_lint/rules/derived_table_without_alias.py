"""SQL215: a subquery in FROM without a name."""

from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule, Severity
from ..sql_text import Statement


class DerivedTableWithoutAlias(NodeRule):
    """A subquery in FROM has no name by which its columns could be told from others.

    MySQL, SQL Server and PostgreSQL before version 16 refuse it.

    Bad:
        SELECT id FROM (SELECT id FROM orders)
    Good:
        SELECT o.id FROM (SELECT id FROM orders) AS o
    """

    code = "SQL215"
    name = "derived-table-without-alias"
    severity = Severity.INFO
    nodes = (exp.Subquery,)
    impact = Impact(maintainability=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each query in FROM or JOIN that nothing names."""
        stands_for_table = isinstance(node.parent, exp.From | exp.Join) and not node.alias
        is_query = isinstance(node.this, exp.Query) and not isinstance(node.this, exp.Table | exp.Subquery)
        if stands_for_table and is_query:
            yield self.finding(statement, node, "this subquery has no name", "name it with AS")
