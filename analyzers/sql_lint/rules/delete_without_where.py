"""SQL128: a DELETE that empties the table."""

from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule, Severity
from ..sql_text import Statement


class DeleteWithoutWhere(NodeRule):
    """A DELETE without WHERE removes every row of the table.

    A forgotten condition cannot be taken back once it is committed. Where every row is meant, TRUNCATE says so and is
    faster.

    Bad:
        DELETE FROM sessions
    Good:
        DELETE FROM sessions WHERE expires_at < CURRENT_TIMESTAMP
    """

    code = "SQL128"
    name = "delete-without-where"
    severity = Severity.ERROR
    nodes = (exp.Delete,)
    impact = Impact(write=5, integrity=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where a DELETE has neither a WHERE nor a join that narrows it."""
        narrowed = node.args.get("where") or node.args.get("using") or node.args.get("tables") or node.args.get("limit")
        if node.parent is None and not narrowed:
            yield self.finding(
                statement, statement.tokens[0], "this removes every row of the table", "add the WHERE that was meant"
            )
