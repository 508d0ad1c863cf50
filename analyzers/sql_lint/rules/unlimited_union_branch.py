"""SQL084: a limit over UNION ALL that no branch knows of."""

from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule
from ..sql_text import Statement


class UnlimitedUnionBranch(NodeRule):
    """The first rows of a sorted UNION ALL are asked for, but its branches read all rows.

    No branch can give more than the limit to the result. With the same ORDER BY and LIMIT in each, every one of them
    can stop early or use an index; most products do not find that out themselves.

    Bad:
        SELECT id, at FROM logins UNION ALL SELECT id, at FROM orders ORDER BY at DESC LIMIT 10
    Good:
        (SELECT id, at FROM logins ORDER BY at DESC LIMIT 10)
        UNION ALL
        (SELECT id, at FROM orders ORDER BY at DESC LIMIT 10)
        ORDER BY at DESC LIMIT 10
        ---
        SELECT id, at FROM logins UNION ALL SELECT id, at FROM orders LIMIT 10
        ---
        SELECT COUNT(*) AS n FROM logins UNION ALL SELECT COUNT(*) FROM orders ORDER BY n LIMIT 1
    """

    code = "SQL084"
    name = "unlimited-union-branch"
    nodes = (exp.Union,)
    impact = Impact(read=3)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where a sorted UNION ALL has a limit and all its branches read tables without one."""
        if node.args.get("distinct") or not (node.args.get("limit") and node.args.get("order")):
            return
        branches = list(_branches(node))
        if all(_reads_all(branch) for branch in branches):
            message = f"{len(branches)} branches are read in full for a limited result"
            yield self.finding(statement, node.args["limit"], message, "sort and limit each branch too")


def _branches(node: exp.Expr) -> Iterator[exp.Expr]:
    for side in (node.args.get("this"), node.args.get("expression")):
        inner = side.unnest() if isinstance(side, exp.Subquery) else side
        if isinstance(inner, exp.Union) and not inner.args.get("limit"):
            yield from _branches(inner)
        elif inner is not None:
            yield inner


def _reads_all(branch: exp.Expr) -> bool:
    """Say whether a branch returns rows of a single table as they are, so that a limit would spare work."""
    if not isinstance(branch, exp.Select) or branch.args.get("limit") or branch.args.get("group"):
        return False
    start = branch.args.get("from_")
    is_table = start is not None and isinstance(start.this, exp.Table)
    return is_table and not any(column.find(exp.AggFunc) for column in branch.expressions)
