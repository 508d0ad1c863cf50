"""SQL096: an outer join nobody reads a column of."""

from collections.abc import Iterator

from sqlglot import exp

from ..joins import joins_rows_of_the_left
from ..masking import is_stand_in
from ..rule import Finding, Impact, NodeRule
from ..sources import own_nodes
from ..sql_text import Statement


class UnusedJoin(NodeRule):
    """An outer join brings in a table of which no column is read.

    It adds nothing but copies, one for each further match. Without it the query is faster, and right.

    Bad:
        SELECT o.id, o.total FROM orders AS o LEFT JOIN customers AS c ON c.id = o.customer_id
    Good:
        SELECT o.id, c.name FROM orders AS o LEFT JOIN customers AS c ON c.id = o.customer_id
        ---
        SELECT o.id, o.total FROM orders AS o JOIN customers AS c ON c.id = o.customer_id
        ---
        SELECT * FROM orders AS o LEFT JOIN customers AS c ON c.id = o.customer_id
        ---
        SELECT o.id, customers.name FROM orders AS o LEFT JOIN {{ ref('customers') }} ON customers.id = o.customer_id
        ---
        SELECT o.id, COUNT(*) AS n FROM orders AS o LEFT JOIN items AS i ON i.order_id = o.id GROUP BY o.id
    """

    code = "SQL096"
    name = "unused-join"
    nodes = (exp.Select,)
    impact = Impact(read=2, accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each outer join whose table nothing names but its own condition."""
        joins: list[exp.Join] = node.args.get("joins") or []
        outer = [
            join
            for join in joins
            if join.side in {"LEFT", "FULL"} and join.kind not in {"SEMI", "ANTI"} and not joins_rows_of_the_left(join)
        ]
        if not outer or _reads_unqualified(node) or _counts_rows(node):
            return
        for join in outer:
            name = join.this.alias_or_name.lower()
            is_known = isinstance(join.this, exp.Table | exp.Subquery) and not is_stand_in(name)
            if name and is_known and name not in _names_read(node, join):
                yield self.finding(statement, join, f"no column of {name} is read", "remove the join")


def _counts_rows(select: exp.Expr) -> bool:
    """Say whether COUNT(*) counts the copies that a join makes."""
    return any(
        isinstance(node, exp.Count) and isinstance(node.this, exp.Star | exp.Literal) for node in own_nodes(select)
    )


def _reads_unqualified(select: exp.Expr) -> bool:
    """Say whether a column outside the conditions of joins does not tell its table, so that it may be of any."""
    parts = (select.args.get(name) for name in ("where", "group", "having", "order", "qualify"))
    nodes: list[exp.Expr] = [*select.expressions, *(part for part in parts if part)]
    for part in nodes:
        if isinstance(part, exp.Star) or any(not column.table for column in part.find_all(exp.Column)):
            return True
    return False


def _names_read(select: exp.Expr, join: exp.Join) -> set[str]:
    """Return all names that qualify a column somewhere in a query, but for the condition of one join."""
    own = {id(column) for column in join.find_all(exp.Column)}
    columns = [column for column in select.find_all(exp.Column) if id(column) not in own]
    names = {part.name.lower() for column in columns for part in column.parts[:-1]}
    return names | {dot.this.name.lower() for dot in select.find_all(exp.Dot)}
