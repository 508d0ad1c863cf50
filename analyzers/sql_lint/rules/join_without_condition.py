"""SQL063: a join of every row with every row."""

from collections.abc import Iterator

from sqlglot import exp

from ..join_conditions import may_link
from ..joins import has_condition, is_comma_join, joins_rows_of_the_left
from ..row_counts import has_one_row, sources_before
from ..rule import Finding, Impact, NodeRule, Severity
from ..sql_text import Statement


class JoinWithoutCondition(NodeRule):
    """JOIN or a comma without any condition pairs every row of one side with every row of the other.

    A thousand rows on each side become a million. Where that is meant, CROSS JOIN says so. What is one row only, such
    as a total, may well stand beside every row.

    Bad:
        SELECT o.id, c.name FROM orders AS o JOIN customers AS c
        ---
        SELECT o.id, c.name FROM orders AS o JOIN customers AS c WHERE o.status = 'open'
        ---
        SELECT o.id, c.name FROM orders AS o, customers AS c WHERE o.status = 'open'
    Good:
        SELECT o.id, c.name FROM orders AS o JOIN customers AS c ON c.id = o.customer_id
        ---
        SELECT d.day, s.id FROM days AS d CROSS JOIN shops AS s
        ---
        SELECT o.id, c.name FROM orders AS o JOIN customers AS c WHERE c.id = o.customer_id
        ---
        SELECT o.id, c.name FROM orders AS o NATURAL JOIN customers AS c
        ---
        SELECT o.id, o.total / t.total AS share FROM orders AS o, (SELECT SUM(total) AS total FROM orders) AS t
        ---
        SELECT o.id, c.name FROM orders AS o, customers AS c WHERE customer_id = c.id
    """

    code = "SQL063"
    name = "join-without-condition"
    severity = Severity.ERROR
    nodes = (exp.Join,)
    impact = Impact(read=10, accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where a table is joined and nothing, WHERE included, links it."""
        if not isinstance(node, exp.Join) or joins_rows_of_the_left(node):
            return
        comma, select = is_comma_join(node, statement), node.parent
        if isinstance(select, exp.Table) and comma:
            yield from self._in_change(node, select.parent, statement)
        if not isinstance(select, exp.Select) or not (comma or not has_condition(node, statement)):
            return
        if may_link(select) or _is_followed_by_on(node) or (comma and _may_be_meant(node, select)):
            return
        yield self.finding(statement, node, _MESSAGE, "add ON, or write CROSS JOIN where that is meant")

    def _in_change(self, node: exp.Join, change: exp.Expr | None, statement: Statement) -> Iterator[Finding]:
        if isinstance(change, exp.Update | exp.Delete) and not may_link(change) and not has_one_row(node.this):
            yield self.finding(statement, node, _MESSAGE, "add to WHERE what links them")


_MESSAGE = "every row of one side is paired with every row of the other"


def _may_be_meant(join: exp.Join, select: exp.Select) -> bool:
    """Say whether one side of a comma is a single row, or a later ON names what the comma joins."""
    name, joins = join.this.alias_or_name.lower(), select.args["joins"]
    conditions = [other.args["on"] for other in joins if other.args.get("on")]
    named = {column.table.lower() for condition in conditions for column in condition.find_all(exp.Column)}
    single = has_one_row(join.this) or all(map(has_one_row, sources_before(join, select)))
    return single or name in named or "" in named or any(other.args.get("using") for other in joins)


def _is_followed_by_on(join: exp.Join) -> bool:
    """Say whether the join is nested, as in `a JOIN b JOIN c ON ... ON ...`, where its ON comes later."""
    return bool(join.this.args.get("joins"))
