"""SQL132: a column that is assigned twice."""

from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule, Severity
from ..sql_text import Statement


class DuplicateAssignment(NodeRule):
    """One UPDATE assigns the same column twice.

    Some products refuse that, others keep the last value without a word: one of the two was meant for another column.

    Bad:
        UPDATE orders SET total = 1, status = 'open', total = 2 WHERE id = 6
    Good:
        UPDATE orders SET total = 1, status = 'open' WHERE id = 6
    """

    code = "SQL132"
    name = "duplicate-assignment"
    severity = Severity.ERROR
    nodes = (exp.Update, exp.OnConflict)
    impact = Impact(accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each assignment to a column that has been assigned before."""
        assigned: set[tuple[str, str]] = set()
        for assignment in node.expressions:
            target = assignment.this if isinstance(assignment, exp.EQ) else None
            if not isinstance(target, exp.Column):
                continue
            table, name = target.table.lower(), target.name.lower()
            if {(table, name), ("", name)} & assigned or (not table and name in {other for _, other in assigned}):
                yield self.finding(statement, assignment, f"{target.name} is assigned twice", "remove one of the two")
            assigned.add((table, name))
