"""SQL079: ORDER BY where no order can be seen."""

import re
from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..edits import remove
from ..row_counts import reads_one_row
from ..rule import Edit, Finding, Grade, Impact, NodeRule
from ..sql_text import Statement

# What the order of a subquery can be seen by: aggregates that list, and the numbers that Oracle gives to rows.
_LISTS = (exp.ArrayAgg, exp.GroupConcat, exp.JSONArrayAgg, exp.JSONObjectAgg, exp.First, exp.Last, exp.AnyValue)
_SEEING = re.compile(r"(?i)rownum|\w+_(?:agg|concat)|list(?:agg)?|(?:first|last)(?:_value)?|any_value|collect_\w+")


class UselessOrder(NodeRule):
    """ORDER BY in a subquery, over a single row or by a constant sorts for nobody.

    Only the outermost query has an order; that of a table in FROM or of a common table expression may be lost at any
    time, and some products sort all the same. Where LIMIT, ROWNUM or an aggregate such as STRING_AGG reads the rows of
    a subquery in their order, it is left alone.

    Bad:
        SELECT id FROM orders WHERE customer_id IN (SELECT id FROM customers ORDER BY name)
        ---
        SELECT COUNT(*) FROM orders ORDER BY COUNT(*)
        ---
        SELECT c.name, COUNT(*) AS n FROM (SELECT name FROM customers ORDER BY name) AS c GROUP BY c.name
        ---
        WITH named AS (SELECT id, name FROM customers ORDER BY name) SELECT id FROM named
        ---
        SELECT id FROM orders ORDER BY 'placed_at'
    Good:
        SELECT id FROM orders WHERE customer_id IN (SELECT id FROM customers)
        ---
        SELECT id FROM orders WHERE customer_id IN (SELECT id FROM customers ORDER BY name LIMIT 3)
        ---
        SELECT status, COUNT(*) FROM orders GROUP BY status ORDER BY COUNT(*)
        ---
        SELECT STRING_AGG(c.name, ', ') AS names FROM (SELECT name FROM customers ORDER BY name) AS c
        ---
        SELECT id FROM (SELECT id FROM customers ORDER BY name) AS c WHERE ROWNUM <= 10
        ---
        SELECT id FROM (SELECT DISTINCT ON (city) id, city FROM customers ORDER BY city, name) AS c
    """

    code = "SQL079"
    name = "useless-order"
    nodes = (exp.Order,)
    grade = Grade.SAFE
    impact = Impact(read=1.5)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where nothing depends on an ORDER BY."""
        query = node.parent
        if not isinstance(query, exp.Select) or query.args.get("offset"):
            return
        limited = bool(query.args.get("limit"))
        unseen = not limited and _is_only_tested(query)
        if unseen or reads_one_row(query) or _is_constant(node):
            fix = None if limited else partial(self._fix, node, statement)
            yield self.finding(statement, node, "this order cannot be seen", "remove ORDER BY", fix)
        elif not limited and _is_passed_on(query):
            fix = partial(self._fix, node, statement)
            message = "the order of a subquery is not that of the result"
            yield self.finding(statement, node, message, "order the outermost query", fix, Grade.UNSAFE)

    def _fix(self, node: exp.Expr, statement: Statement) -> Iterator[Edit]:
        place = statement.verified_range_of(node)
        if place:
            yield remove(statement, place)


def _is_only_tested(query: exp.Select) -> bool:
    parent = query.parent.parent if isinstance(query.parent, exp.Subquery) else query.parent
    return isinstance(parent, exp.Exists) or (isinstance(parent, exp.In) and query.args.get("distinct") is None)


def _is_constant(order: exp.Expr) -> bool:
    keys = [key.this for key in order.expressions]
    return bool(keys) and all(isinstance(key, exp.Literal) and key.is_string for key in keys)


def _is_passed_on(query: exp.Select) -> bool:
    """Say whether a query is a table of another one, which does not read its rows in their order."""
    distinct = query.args.get("distinct")
    holder = query.parent
    clause = holder.parent if isinstance(holder, exp.CTE) else None
    if isinstance(clause, exp.With):
        reader = None if clause.args.get("recursive") else clause.parent
    else:
        reader = holder.find_ancestor(exp.Query) if isinstance(holder, exp.Subquery) and _is_table(holder) else None
    return reader is not None and not (distinct and distinct.args.get("on")) and not _sees_order(reader, query)


def _is_table(subquery: exp.Subquery) -> bool:
    return isinstance(subquery.parent, exp.From | exp.Join)


def _sees_order(reader: exp.Expr, query: exp.Select) -> bool:
    """Say whether a part of a statement may depend on the order in which rows come."""
    for node in reader.walk(prune=lambda node: node is query):
        limited = isinstance(node, exp.Query) and bool(node.args.get("limit") or node.args.get("offset"))
        unsorted = (limited or isinstance(node, exp.Window)) and not node.args.get("order")
        named = isinstance(node, exp.Anonymous | exp.Column) and bool(_SEEING.fullmatch(node.name))
        if isinstance(node, (*_LISTS, exp.Parameter)) or named or unsorted:
            return True
    return False
