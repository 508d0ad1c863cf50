"""SQL087: AND between assignments."""

from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule, Severity
from ..sql_text import Statement


class AndInAssignment(NodeRule):
    """AND between assignments makes them one condition, whose truth value is assigned.

    `SET a = 1 AND b = 2` sets a to the value of `1 AND b = 2`, that is to true or false; b is not changed at all.

    Bad:
        UPDATE orders SET total = 1 AND status = 'open' WHERE id = 6
    Good:
        UPDATE orders SET total = 1, status = 'open' WHERE id = 6
        ---
        UPDATE orders SET is_open = (paid_at IS NULL AND total > 0) WHERE id = 6
    """

    code = "SQL087"
    name = "and-in-assignment"
    severity = Severity.ERROR
    nodes = (exp.Update,)
    impact = Impact(accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where the value that is assigned is a bare AND that ends in a comparison."""
        for assignment in node.expressions:
            value = assignment.args.get("expression") if isinstance(assignment, exp.EQ) else None
            if (
                isinstance(value, exp.And)
                and isinstance(value.expression, exp.EQ)
                and not isinstance(value.this, exp.Predicate)
            ):
                message = "AND assigns a truth value; the second assignment is not made"
                yield self.finding(statement, assignment, message, "put a comma between the assignments")
