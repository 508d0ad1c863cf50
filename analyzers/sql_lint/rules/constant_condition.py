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
        ---
        SELECT id FROM orders WHERE total BETWEEN 100 AND 50
        ---
        SELECT id FROM orders WHERE status = 'open' AND status = 'paid'
    Good:
        SELECT o.id FROM orders AS o JOIN items AS i ON i.order_id = o.id
        ---
        SELECT id FROM orders WHERE 1 = 1 AND total > 0
        ---
        UPDATE orders SET total = total WHERE id = 6
        ---
        SELECT 'b' > 'a' AS is_sorted
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
        exp.Between,
        exp.And,
    )
    impact = Impact(accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where both sides of a comparison are alike, or both are constants."""
        if _excludes_all(node):
            yield self.finding(statement, node, "this is true for no row", "compare with another value, or use OR")
            return
        left, right = node.this, node.args.get("expression")
        if isinstance(node.parent, exp.Update | exp.SetItem | exp.OnConflict):
            return
        if isinstance(left, exp.Literal) and isinstance(right, exp.Literal):
            is_idiom = isinstance(node, exp.EQ) and {left.name, right.name} <= {"0", "1"}
            told = () if is_idiom or not _decides(node) else ("this is the same for every row", "compare with a column")
        elif isinstance(left, exp.Column) and left == right and not _is_merge_of(node):
            told = ("this holds a column against itself", "compare with the column that was meant")
        else:
            told = ()
        if told and not node.find_ancestor(exp.Command):
            yield self.finding(statement, node, *told)


def _excludes_all(node: exp.Expr) -> bool:
    """Say whether one column is to equal two values at once, or to lie in a range that ends before it begins."""
    if isinstance(node, exp.Between):
        low, high = _number(node.args.get("low")), _number(node.args.get("high"))
        return low is not None and high is not None and low > high and not node.args.get("symmetric")
    if type(node) is not exp.And or type(node.parent) is exp.And:
        return False
    wanted: dict[exp.Expr, exp.Expr] = {}
    equations = (part for part in node.flatten() if isinstance(part, exp.EQ) and isinstance(part.this, exp.Column))
    known = (part for part in equations if isinstance(part.expression, exp.Literal))
    return any(wanted.setdefault(part.this, part.expression) != part.expression for part in known)


def _number(node: object) -> float | None:
    return float(node.name) if isinstance(node, exp.Literal) and not node.is_string else None


def _decides(node: exp.Expr) -> bool:
    """Say whether a comparison decides on rows or cases, and is not itself what is asked for."""
    clause = node.find_ancestor(exp.Where, exp.Join, exp.Having, exp.If, exp.Qualify, exp.Select)
    return clause is not None and not isinstance(clause, exp.Select)


def _is_merge_of(node: exp.Expr) -> bool:
    """Say whether the comparison is an assignment of MERGE or of an upsert, where both sides may be alike."""
    return isinstance(node.parent, exp.When | exp.Merge)
