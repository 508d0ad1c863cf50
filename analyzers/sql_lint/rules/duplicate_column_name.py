"""SQL213: two columns of one name."""

from collections.abc import Iterator

from sqlglot import exp

from ..masking import is_stand_in
from ..rule import Finding, Impact, NodeRule
from ..sql_text import Statement


class DuplicateColumnName(NodeRule):
    """Two columns of a result have the same name.

    Whoever reads the result by names gets one of the two, and a view or a subquery of it is refused.

    Bad:
        SELECT o.id, c.id FROM orders AS o JOIN customers AS c ON c.id = o.customer_id
        ---
        CREATE VIEW sales AS SELECT o.id, c.id FROM orders AS o JOIN customers AS c ON c.id = o.customer_id
    Good:
        SELECT o.id AS order_id, c.id AS customer_id FROM orders AS o JOIN customers AS c ON c.id = o.customer_id
        ---
        INSERT INTO pairs (a, b) SELECT id, id FROM orders
        ---
        INSERT INTO pairs (a, b) (SELECT id, id FROM orders)
        ---
        SELECT id, {{ pivot('state') }}, {{ pivot('kinds') }} FROM orders
        ---
        SELECT id {% if known %}, name AS source {% else %}, 'unknown' AS source {% endif %} FROM orders
    """

    code = "SQL213"
    name = "duplicate-column-name"
    nodes = (exp.Select,)
    impact = Impact(accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each column whose name is taken, where names are read at all."""
        around = node.parent.parent if isinstance(node.parent, exp.Subquery) and not node.parent.alias else node.parent
        is_later_branch = node.arg_key == "expression" and isinstance(node.parent, exp.SetOperation)
        renamed = isinstance(around, exp.Create) and isinstance(around.this, exp.Schema)
        if isinstance(around, exp.Insert | exp.In | exp.Exists) or is_later_branch or renamed:
            return
        if "{%" in statement.sql:  # only one of two columns may be there
            return
        taken: set[str] = set()
        for column in node.expressions:
            name = column.alias_or_name.lower() if isinstance(column, exp.Column | exp.Alias) else ""
            if name in taken and not column.is_star and not is_stand_in(name):
                yield self.finding(statement, column, f"another column is named {name} too", "name them apart with AS")
            taken |= {name} if name else set()
