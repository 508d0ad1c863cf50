"""SQL118: a subquery that is joined where it stands."""

from collections.abc import Iterator
from typing import ClassVar

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule, Options, Severity
from ..scopes import names_in, queries_around
from ..sql_text import Statement


class SubqueryInJoin(NodeRule):
    """A subquery is joined where it stands, not given a name in WITH.

    What is read first stands in the middle of what is read last. The option `forbid_subquery_in` may say `join`,
    `from` or `both`.

    Bad:
        SELECT o.id, i.n FROM orders AS o JOIN (SELECT order_id, 1 AS n FROM items) AS i ON i.order_id = o.id
    Good:
        WITH i AS (SELECT order_id, 1 AS n FROM items) SELECT o.id, i.n FROM orders AS o JOIN i ON i.order_id = o.id
        ---
        SELECT o.id FROM (SELECT id FROM orders) AS o
        ---
        SELECT o.id FROM orders AS o CROSS JOIN LATERAL (SELECT i.id FROM items AS i WHERE i.order_id = o.id) AS i
    """

    code = "SQL118"
    name = "subquery-in-join"
    severity = Severity.INFO
    nodes = (exp.Subquery,)
    impact = Impact(maintainability=1)
    options: ClassVar[Options] = {"forbid_subquery_in": "join"}

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where a query that could stand alone is an item of FROM or of JOIN."""
        wanted = self.settings["forbid_subquery_in"]
        place = "join" if _is_in(node, exp.Join) else "from" if _is_in(node, exp.From) else ""
        if not place or wanted not in {place, "both"} or not isinstance(node.this, exp.Query):
            return
        if not isinstance(node.this, exp.Subquery) and not _reads_tables_around(node):
            yield self.finding(statement, node, f"a subquery in {place.upper()}", "give it a name in WITH")


def _is_in(node: exp.Expr, kind: type[exp.Expr]) -> bool:
    """Say whether a subquery is an item of a clause, maybe in parentheses together with others."""
    clause = node.parent
    while isinstance(clause, exp.Subquery | exp.Paren) and not isinstance(clause.this, exp.Select):
        clause = clause.parent
    return isinstance(clause, kind)


def _reads_tables_around(subquery: exp.Expr) -> bool:
    """Say whether a column inside a subquery is qualified by a name that only the query around it knows."""
    return any(
        not any(
            _qualifier(column) in names_in(query) for query in queries_around(column) if _is_inside(query, subquery)
        )
        for column in subquery.this.find_all(exp.Column)
        if column.table
    )


def _qualifier(column: exp.Column) -> str:
    return column.parts[0].name.lower()


def _is_inside(query: exp.Expr, subquery: exp.Expr) -> bool:
    upward: exp.Expr | None = query
    while upward is not None and upward is not subquery:
        upward = upward.parent
    return upward is subquery
