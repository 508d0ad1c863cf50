"""SQL128: a DELETE that empties the table."""

from collections.abc import Iterator

from sqlglot import exp

from ..joins import is_passing
from ..rule import Finding, Impact, NodeRule, Severity
from ..sql_text import Statement


class DeleteWithoutWhere(NodeRule):
    """A DELETE without WHERE removes every row of the table.

    A forgotten condition cannot be taken back once it is committed. Where every row is meant, TRUNCATE says so and is
    faster.

    Bad:
        DELETE FROM sessions
        ---
        WITH gone AS (DELETE FROM sessions RETURNING id) SELECT COUNT(*) AS n FROM gone
    Good:
        DELETE FROM sessions WHERE expires_at < CURRENT_TIMESTAMP
        ---
        DELETE FROM temporary.found WHERE id > 0
    """

    code = "SQL128"
    name = "delete-without-where"
    severity = Severity.ERROR
    nodes = (exp.Delete,)
    impact = Impact(write=5, integrity=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where a DELETE has neither a WHERE nor a join that narrows it."""
        narrowed = node.args.get("where") or node.args.get("using") or node.args.get("limit") or _is_joined(node)
        if not narrowed and not is_passing(_target(node)) and (node.parent is None or isinstance(node.parent, exp.CTE)):
            place = node if node.parent else statement.tokens[0]
            yield self.finding(statement, place, "this removes every row of the table", "add the WHERE that was meant")


def _target(delete: exp.Expr) -> exp.Expr | None:
    """Return the table that rows are deleted from; T-SQL may leave out FROM."""
    tables: list[exp.Expr] = delete.args.get("tables") or []
    return delete.this or next(iter(tables), None)


def _is_joined(delete: exp.Expr) -> bool:
    """Say whether a DELETE has a FROM with joins; T-SQL has the table alone before it, or without it."""
    return isinstance(delete.this, exp.Expr) and bool(delete.this.args.get("joins"))
