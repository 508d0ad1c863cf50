"""SQL065: a comparison with NULL by an operator that can never be true."""

from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..edits import in_case_of, replace
from ..rule import Edit, Finding, Grade, Impact, NodeRule, Severity
from ..sql_text import Statement

_ASSIGNING = exp.Update | exp.OnConflict | exp.Set | exp.SetItem | exp.PropertyEQ | exp.Anonymous | exp.Func


class ComparisonWithNull(NodeRule):
    """`= NULL` and `<> NULL` are never true, so they select nothing.

    Any comparison with NULL is neither true nor false but unknown. `IS NULL` is the test that was meant.

    Bad:
        SELECT id FROM orders WHERE shipped_at = NULL
        ---
        SELECT id FROM orders WHERE shipped_at <> NULL
        ---
        SELECT id FROM orders WHERE NULL = shipped_at
    Good:
        SELECT id FROM orders WHERE shipped_at IS NULL
        ---
        UPDATE orders SET shipped_at = NULL WHERE id = 1
        ---
        INSERT INTO orders (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET shipped_at = NULL
    """

    code = "SQL065"
    name = "comparison-with-null"
    severity = Severity.ERROR
    nodes = (exp.EQ, exp.NEQ)
    grade = Grade.UNSAFE
    impact = Impact(accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where one side of a comparison, not of an assignment, is NULL."""
        last = isinstance(node.args.get("expression"), exp.Null)
        if not (last or isinstance(node.this, exp.Null)) or not _is_condition(node):
            return
        wanted = "IS" if isinstance(node, exp.EQ) else "IS NOT"
        fix = partial(self._replace_operator, node, statement, wanted) if last else None
        yield self.finding(statement, node, "a comparison with NULL is never true", f"write {wanted} NULL", fix)

    def _replace_operator(self, node: exp.Expr, statement: Statement, wanted: str) -> Iterator[Edit]:
        place = statement.verified_range_of(node)
        if place:
            operator, null = statement.tokens[place.last - 1 : place.last + 1]
            yield replace(statement, operator, in_case_of(wanted, null.text))


def _is_condition(node: exp.Expr) -> bool:
    if isinstance(node.this, exp.Parameter | exp.SessionParameter):
        return node.find_ancestor(exp.Where, exp.Having, exp.Query) is not node.find_ancestor(exp.Query)
    return not isinstance(node.parent, _ASSIGNING) or isinstance(node.parent, exp.And | exp.Or | exp.Case | exp.If)
