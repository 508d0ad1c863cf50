"""SQL129: an UPDATE or DELETE of the first rows."""

from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule
from ..sql_text import Statement


class LimitedChange(NodeRule):
    """UPDATE or DELETE with LIMIT changes whichever rows come first.

    A replica may change others than its source did. Only with an ORDER BY over a unique key are the rows certain.

    Bad:
        DELETE FROM jobs WHERE done LIMIT 100
    Good:
        DELETE FROM jobs WHERE done ORDER BY id LIMIT 100
        ---
        DELETE FROM jobs WHERE id IN (SELECT id FROM jobs WHERE done ORDER BY id LIMIT 100)
    """

    code = "SQL129"
    name = "limited-change"
    nodes = (
        exp.Update,
        exp.Delete,
    )
    dialects = frozenset({"mysql", "mariadb", "sqlite"})
    impact = Impact(integrity=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where a change is limited in no order."""
        if node.args.get("limit") and not node.args.get("order"):
            hint = "order by a unique key, or name the rows by their keys"
            yield self.finding(statement, node.args["limit"], "which rows are changed is left to chance", hint)
