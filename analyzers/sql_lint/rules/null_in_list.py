"""SQL066: NULL among the values of IN."""

from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule, Severity
from ..sql_text import Statement


class NullInList(NodeRule):
    """A NULL in the list of IN is never found, and in the list of NOT IN it hides every row.

    `x NOT IN (1, NULL)` is never true, whatever x is.

    Bad:
        SELECT id FROM orders WHERE status NOT IN ('paid', NULL)
        ---
        SELECT id FROM orders WHERE status IN ('paid', NULL)
    Good:
        SELECT id FROM orders WHERE status IN ('paid', 'open') OR status IS NULL
    """

    code = "SQL066"
    name = "null-in-list"
    severity = Severity.ERROR
    nodes = (exp.In,)
    impact = Impact(accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each list of IN that holds NULL."""
        if not any(isinstance(value, exp.Null) for value in node.expressions):
            return
        if isinstance(node.parent, exp.Not):
            yield self.finding(
                statement, node, "a NULL in the list makes NOT IN never true", "leave NULL out, add IS NOT NULL"
            )
        else:
            yield self.finding(
                statement, node, "IN never finds the NULL in its list", "leave NULL out, add OR … IS NULL"
            )
