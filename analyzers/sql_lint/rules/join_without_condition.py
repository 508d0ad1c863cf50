"""SQL063: a join of every row with every row."""

from collections.abc import Iterator

from sqlglot import exp

from ..join_conditions import may_link
from ..joins import has_condition, is_comma_join, joins_rows_of_the_left
from ..rule import Finding, Impact, NodeRule, Severity
from ..sql_text import Statement


class JoinWithoutCondition(NodeRule):
    """JOIN without a condition pairs every row of one side with every row of the other.

    A thousand rows on each side become a million. Where that is meant, CROSS JOIN says so.

    Bad:
        SELECT o.id, c.name FROM orders AS o JOIN customers AS c
        ---
        SELECT o.id, c.name FROM orders AS o JOIN customers AS c WHERE o.status = 'open'
    Good:
        SELECT o.id, c.name FROM orders AS o JOIN customers AS c ON c.id = o.customer_id
        ---
        SELECT d.day, s.id FROM days AS d CROSS JOIN shops AS s
        ---
        SELECT o.id, c.name FROM orders AS o JOIN customers AS c WHERE c.id = o.customer_id
        ---
        SELECT o.id, c.name FROM orders AS o NATURAL JOIN customers AS c
    """

    code = "SQL063"
    name = "join-without-condition"
    severity = Severity.ERROR
    nodes = (exp.Join,)
    impact = Impact(read=10, accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where a table is joined by the word JOIN and nothing, WHERE included, links them."""
        if not isinstance(node, exp.Join) or has_condition(node, statement) or joins_rows_of_the_left(node):
            return
        select = node.parent
        if select is None or not isinstance(select, exp.Select) or may_link(select) or _is_followed_by_on(node, select):
            return
        if not is_comma_join(node, statement):
            message = "every row of one side is paired with every row of the other"
            yield self.finding(statement, node, message, "add ON, or write CROSS JOIN where that is meant")


def _is_followed_by_on(join: exp.Join, select: exp.Select) -> bool:
    """Say whether the join is nested, as in `a JOIN b JOIN c ON ... ON ...`, where its ON comes later."""
    return bool(join.this.args.get("joins"))
