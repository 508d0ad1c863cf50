"""SQL091: equality of floating-point numbers."""

from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule
from ..schema_types import kind_of
from ..sources import column_of
from ..sql_text import Statement


class FloatEquality(NodeRule):
    """Floating-point numbers are compared by `=` or `<>`.

    They are rounded at each step of a computation, so that 0.1 + 0.2 is not 0.3. A whole number such as 0 is exact, and
    is not told.

    Bad:
        CREATE TABLE items (id int, price double precision);
        SELECT id FROM items WHERE price = 0.1
        ---
        CREATE TABLE items (id int, price real, paid real);
        SELECT id FROM items WHERE price <> paid
    Good:
        CREATE TABLE items (id int, price double precision);
        SELECT id FROM items WHERE ABS(price - 0.1) < 0.001
        ---
        CREATE TABLE items (id int, price numeric(9, 2));
        SELECT id FROM items WHERE price = 0.1
        ---
        CREATE TABLE items (id int, price double precision);
        UPDATE items SET price = 0.1 WHERE price = 0
    """

    code = "SQL091"
    name = "float-equality"
    nodes = (exp.EQ, exp.NEQ, exp.In)
    impact = Impact(accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where one side is a floating-point column and the other may have a fraction."""
        left, right = node.this, node.args.get("expression") or next(iter(node.expressions), None)
        pairs = [(side, other) for side, other in ((left, right), (right, left)) if isinstance(side, exp.Column)]
        pairs = [(side, other) for side, other in pairs if _may_have_fraction(other)]
        query = node.find_ancestor(exp.Select, exp.Update, exp.Delete) if pairs else None
        if query is None or isinstance(node.parent, exp.Update):
            return
        sources = statement.sources_of(query)
        for side, _ in pairs:
            known = column_of(side, sources)
            if known and kind_of(known.type) == "FLOAT":
                hint = "compare the difference with a tolerance, or store it as NUMERIC"
                yield self.finding(statement, node, f"{known.name} is a rounded number", hint)
                return


def _may_have_fraction(node: exp.Expr | None) -> bool:
    if isinstance(node, exp.Literal):
        return not node.is_string and not node.is_int
    return isinstance(node, exp.Column | exp.Binary | exp.Avg | exp.Sum)
