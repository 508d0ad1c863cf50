"""SQL085: a condition that is the same for every row."""

from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule
from ..sql_text import Statement


class ConstantCondition(NodeRule):
    """A comparison holds a column against itself, or two constants against each other.

    It is true for every row or for none, rows with NULL aside: another column or table was meant. `1 = 1` and `1 = 0`,
    which programs write to add conditions to, are left alone.

    Bad:
        SELECT o.id FROM orders AS o JOIN items AS i ON o.id = o.id
        ---
        SELECT id FROM orders WHERE 1 = 2
    Good:
        SELECT o.id FROM orders AS o JOIN items AS i ON i.order_id = o.id
        ---
        SELECT id FROM orders WHERE 1 = 1 AND total > 0
        ---
        UPDATE orders SET total = total WHERE id = 6
    """

    code = "SQL085"
    name = "constant-condition"
    nodes = (
        exp.EQ,
        exp.NEQ,
        exp.LT,
        exp.LTE,
        exp.GT,
        exp.GTE,
    )
    impact = Impact(accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where both sides of a comparison are alike, or both are constants."""
        left, right = node.this, node.args.get("expression")
        if isinstance(node.parent, exp.Update | exp.SetItem | exp.OnConflict):
            return
        if isinstance(left, exp.Literal) and isinstance(right, exp.Literal):
            is_idiom = isinstance(node, exp.EQ) and {left.name, right.name} <= {"0", "1"}
            told = () if is_idiom else ("this is the same for every row", "compare with a column")
        elif isinstance(left, exp.Column) and left == right and not _is_merge_of(node):
            told = ("this holds a column against itself", "compare with the column that was meant")
        else:
            told = ()
        if told and not node.find_ancestor(exp.Command):
            yield self.finding(statement, node, *told)


def _is_merge_of(node: exp.Expr) -> bool:
    """Say whether the comparison is an assignment of MERGE or of an upsert, where both sides may be alike."""
    return isinstance(node.parent, exp.When | exp.Merge)
