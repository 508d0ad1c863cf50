"""SQL218: a name of a table that is taken outside."""

from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule, Severity
from ..sql_text import Statement


class ShadowedTableName(NodeRule):
    """A subquery gives a table a name that a table around it has.

    Inside, the name means the inner table; a column that was meant for the outer one silently is of the inner one.

    Bad:
        SELECT o.id FROM orders AS o WHERE o.total IN (SELECT o.total FROM archived_orders AS o)
    Good:
        SELECT o.id FROM orders AS o WHERE o.total IN (SELECT a.total FROM archived_orders AS a)
    """

    code = "SQL218"
    name = "shadowed-table-name"
    severity = Severity.INFO
    nodes = (exp.Select,)
    impact = Impact(maintainability=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each table of a subquery whose name is taken by a query around it."""
        outer = _names_around(node, statement) if isinstance(node, exp.Select) else set[str]()
        for source in statement.sources_of(node) if outer else ():
            if source.name in outer:
                yield self.finding(
                    statement, source.node, f"the name {source.name} is taken outside", "use another alias"
                )


def _names_around(select: exp.Select, statement: Statement) -> set[str]:
    """Return the names of tables of all queries around one; not of the derived table that it makes up itself."""
    names: set[str] = set()
    inner: exp.Expr = select
    while inner.parent is not None and not isinstance(inner, exp.CTE):
        around = inner.parent
        if isinstance(around, exp.Select):
            sources = statement.sources_of(around)
            names |= {source.name for source in sources if select not in source.node.find_all(exp.Select)}
        inner = around
    return names - {""}
