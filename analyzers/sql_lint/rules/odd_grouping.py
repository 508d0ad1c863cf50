"""SQL076: groups that no index can build."""

from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule, Severity
from ..sql_text import Statement

_NOT_COMPUTED = (exp.Dot, exp.Rollup, exp.Cube, exp.GroupingSets)


class OddGrouping(NodeRule):
    """GROUP BY names a constant, an expression, or columns of several tables.

    A constant makes no groups. No index has the rows in the order of an expression or of two tables, so all of them
    are sorted or hashed.

    Bad:
        SELECT COUNT(*) FROM orders GROUP BY 'all'
        ---
        SELECT COUNT(*) FROM orders GROUP BY UPPER(city)
        ---
        SELECT o.city, c.name, COUNT(*) FROM orders AS o JOIN customers AS c ON c.id = o.id GROUP BY o.city, c.name
    Good:
        SELECT city, COUNT(*) FROM orders GROUP BY city
        ---
        SELECT o.city, COUNT(*) FROM orders AS o JOIN customers AS c ON c.id = o.id GROUP BY o.city, o.state
        ---
        SELECT UPPER(city), COUNT(*) FROM orders GROUP BY 1
    """

    code = "SQL076"
    name = "odd-grouping"
    severity = Severity.INFO
    nodes = (exp.Group,)
    impact = Impact(read=1.5)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each constant and expression of GROUP BY, and one where several tables are named."""
        keys: list[exp.Expr] = node.expressions
        for key in keys:
            if isinstance(key, exp.Null | exp.Boolean) or (isinstance(key, exp.Literal) and key.is_string):
                yield self.finding(statement, key, "a constant makes no groups", "leave it out")
            elif isinstance(key, exp.Func | exp.Binary) and not isinstance(key, _NOT_COMPUTED) and key.find(exp.Column):
                yield self.finding(statement, key, "groups of an expression, which no plain index has in order")
        tables = {key.table.lower() for key in keys if isinstance(key, exp.Column) and key.table}
        if len(tables) > 1:
            yield self.finding(
                statement, node, f"groups of columns of {len(tables)} tables, which no index has in order"
            )
