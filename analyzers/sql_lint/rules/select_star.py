"""SQL059: a star in the outermost SELECT."""

from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..rule import Finding, Grade, Impact, NodeRule
from ..sql_text import Statement
from ..star_expansion import expand, reads_a_table


class SelectStar(NodeRule):
    """A star hides which columns are read.

    A column that is added later is sent too, a column that is dropped or moved breaks the reader far from here, and no
    index can answer the query alone. A star over a subquery or a common table expression that names its columns is
    harmless, one over another star is not. Only outermost queries are looked at, not those that a view or a table is
    made of.

    Bad:
        SELECT * FROM orders
        ---
        SELECT o.*, c.name FROM orders AS o JOIN customers AS c ON c.id = o.customer_id
        ---
        WITH open_orders AS (SELECT * FROM orders WHERE status = 'open') SELECT * FROM open_orders
    Good:
        SELECT id, total FROM orders
        ---
        SELECT COUNT(*) FROM orders
        ---
        SELECT * FROM (SELECT id, total FROM orders) AS o
        ---
        SELECT o.id FROM orders AS o WHERE EXISTS (SELECT * FROM items AS i WHERE i.order_id = o.id)
    """

    code = "SQL059"
    name = "select-star"
    nodes = (exp.Select,)
    grade = Grade.UNSAFE
    impact = Impact(read=1.2, accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield one finding for each star in the columns of an outermost SELECT."""
        if not isinstance(node, exp.Select) or not _is_outermost(node):
            return
        for column in node.selects:
            if column.is_star and reads_a_table(column, node, statement):
                fix = partial(expand, column, node, statement)
                yield self.finding(statement, column, "a star hides which columns are read", "name the columns", fix)


def _is_outermost(select: exp.Select) -> bool:
    parent = select.parent
    while isinstance(parent, exp.SetOperation | exp.Subquery) and not isinstance(parent.parent, exp.From | exp.Join):
        parent = parent.parent
    return parent is None
