"""SQL064: tables joined by commas, their conditions in WHERE."""

from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..edits import in_case_of, replace
from ..join_conditions import Assignment, links, links_by_names, move
from ..joins import is_comma_join, joins_rows_of_the_left
from ..rule import Edit, Finding, Grade, Impact, NodeRule
from ..sql_text import Statement


class CommaJoin(NodeRule):
    """Tables that are joined by commas keep the conditions that link them far away, among all others in WHERE.

    A link that is forgotten makes every row meet every row, and nothing tells. JOIN … ON keeps both together.

    Bad:
        SELECT o.id, c.name FROM orders AS o, customers AS c WHERE c.id = o.customer_id AND o.status = 'open'
        ---
        SELECT o.id FROM orders AS o, (SELECT order_id FROM items) AS i WHERE i.order_id = o.id
        ---
        SELECT total, name FROM orders, customers WHERE customer_id = customer_number AND status = 'open'
        ---
        UPDATE orders SET status = 'paid' FROM customers AS c, payments AS p WHERE p.customer_id = c.id
    Good:
        SELECT o.id, c.name FROM orders AS o JOIN customers AS c ON c.id = o.customer_id WHERE o.status = 'open'
        ---
        SELECT o.id, i.name FROM orders AS o, UNNEST(o.items) AS i
        ---
        WITH totals AS (SELECT SUM(total) AS t FROM orders) SELECT o.id, o.total / totals.t FROM orders AS o, totals
        ---
        UPDATE orders SET status = 'paid' FROM payments AS p WHERE p.order_id = orders.id
    """

    code = "SQL064"
    name = "comma-join"
    nodes = (exp.Select, exp.Update, exp.Delete)
    grade = Grade.SAFE
    impact = Impact(maintainability=2, accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where a condition of WHERE links tables that a comma joins."""
        joins = _joins(node)
        commas = [join for join in joins if _joins_rows(join) and is_comma_join(join, statement)]
        if not commas or not node.args.get("where"):
            return
        found = links(node, commas) if isinstance(node, exp.Select) else {}
        if not found and links_by_names(node):
            yield self.finding(statement, commas[0], _MESSAGE, _HINT)
        if found:
            plain = all(isinstance(join.this, exp.Table) for join in commas)
            whole = plain and len(commas) == len(joins) == len(found)
            fix = partial(self._write_joins, node, found, statement) if whole else None
            first = joins[min(found)]
            yield self.finding(statement, first, _MESSAGE, _HINT, fix)

    def _write_joins(self, select: exp.Expr, found: Assignment, statement: Statement) -> Iterator[Edit]:
        moves = list(move(select, found, statement))
        places = [statement.verified_range_of(select.args["joins"][number].this) for number in found]
        if moves and all(places):
            word = statement.tokens[places[0].first - 1 if places[0] else 0]
            yield from moves
            where = statement.verified_range_of(select.args["where"])
            keyword = in_case_of("JOIN", statement.tokens[where.first].text if where else word.text)
            for place in places:
                if place and statement.tokens[place.first - 1].text == ",":
                    yield replace(statement, statement.tokens[place.first - 1], f" {keyword}")


_MESSAGE, _HINT = "tables are joined by a comma, linked in WHERE", "write JOIN … ON"


def _joins(node: exp.Expr) -> list[exp.Join]:
    """Return the joins of a statement; those of a change hang on its first table or on the first of its FROM."""
    joins: list[exp.Join] = list(node.args.get("joins") or [])
    start = node.args.get("from_") or node
    first = None if isinstance(node, exp.Select) else start.this
    return [*(first.args.get("joins") or []), *joins] if isinstance(first, exp.Table) else joins


def _joins_rows(join: exp.Join) -> bool:
    return isinstance(join.this, exp.Table | exp.Subquery) and not joins_rows_of_the_left(join)
