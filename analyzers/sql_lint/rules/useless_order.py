"""SQL079: ORDER BY where no order can be seen."""

from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..edits import remove
from ..rule import Edit, Finding, Grade, Impact, NodeRule
from ..sql_text import Statement


class UselessOrder(NodeRule):
    """ORDER BY in a subquery of IN or EXISTS, or over a single row, sorts for nobody.

    The order of such rows cannot be seen, but some products sort them all the same.

    Bad:
        SELECT id FROM orders WHERE customer_id IN (SELECT id FROM customers ORDER BY name)
        ---
        SELECT COUNT(*) FROM orders ORDER BY COUNT(*)
    Good:
        SELECT id FROM orders WHERE customer_id IN (SELECT id FROM customers)
        ---
        SELECT id FROM orders WHERE customer_id IN (SELECT id FROM customers ORDER BY name LIMIT 3)
        ---
        SELECT status, COUNT(*) FROM orders GROUP BY status ORDER BY COUNT(*)
    """

    code = "SQL079"
    name = "useless-order"
    nodes = (exp.Order,)
    grade = Grade.SAFE
    impact = Impact(read=1.5)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where the query of an ORDER BY is not limited and its order cannot be seen."""
        query = node.parent
        if not isinstance(query, exp.Select) or query.args.get("limit") or query.args.get("offset"):
            return
        if _is_only_tested(query) or _returns_one_row(query):
            yield self.finding(
                statement, node, "this order cannot be seen", "remove ORDER BY", partial(self._fix, node, statement)
            )

    def _fix(self, node: exp.Expr, statement: Statement) -> Iterator[Edit]:
        place = statement.verified_range_of(node)
        if place:
            yield remove(statement, place)


def _is_only_tested(query: exp.Select) -> bool:
    parent = query.parent.parent if isinstance(query.parent, exp.Subquery) else query.parent
    return isinstance(parent, exp.Exists) or (isinstance(parent, exp.In) and query.args.get("distinct") is None)


def _returns_one_row(query: exp.Select) -> bool:
    columns = [column for column in query.expressions if isinstance(column, exp.Expr)]
    aggregates = all(isinstance(column.unalias(), exp.AggFunc) for column in columns)
    return bool(columns) and aggregates and not query.args.get("group")
