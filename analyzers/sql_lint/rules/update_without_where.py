"""SQL127: an UPDATE that changes every row."""

from collections.abc import Iterator

from sqlglot import exp

from ..joins import is_comma_join, is_passing
from ..rule import Finding, Impact, NodeRule, Severity
from ..sql_text import Statement


class UpdateWithoutWhere(NodeRule):
    """An UPDATE without WHERE changes every row of the table.

    A forgotten condition cannot be taken back once it is committed. Where every row is meant, say so with a condition
    that is always true, or allow the statement with a reason.

    Bad:
        UPDATE accounts SET active = FALSE
        ---
        UPDATE accounts, users SET accounts.owner = users.id
    Good:
        UPDATE accounts SET active = FALSE WHERE closed_at IS NOT NULL
        ---
        UPDATE accounts SET owner = u.id FROM users AS u WHERE u.name = accounts.owner_name
    """

    code = "SQL127"
    name = "update-without-where"
    severity = Severity.ERROR
    nodes = (exp.Update,)
    impact = Impact(write=5, integrity=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where an UPDATE has neither a WHERE nor a join that narrows it."""
        own = node.parent is None or isinstance(node.parent, exp.CTE)
        if own and not node.args.get("where") and not is_passing(node.this) and not _is_joined(node, statement):
            place = node if node.parent else statement.tokens[0]
            yield self.finding(statement, place, "this changes every row of the table", "add the WHERE that was meant")


def _is_joined(update: exp.Expr, statement: Statement) -> bool:
    """Say whether FROM or a join narrows the rows; a table behind a comma does not."""
    joins: list[exp.Join] = update.this.args.get("joins") or []
    return bool(update.args.get("from_")) or any(not is_comma_join(join, statement) for join in joins)
