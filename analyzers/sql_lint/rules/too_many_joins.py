"""SQL116: more joins than a planner can order."""

from collections.abc import Iterator
from typing import ClassVar

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule, Options
from ..sql_text import Statement


class TooManyJoins(NodeRule):
    """One SELECT joins more tables than a planner tries all orders of.

    The number of orders grows with the factorial, so that planners guess beyond some number, and readers lose the
    thread. The option `joins` says how many are too many. (SQLCheck, SIGMOD 2020: Too Many Joins.)

    Bad:
        SELECT a.id FROM a JOIN b ON b.a = a.id JOIN c ON c.a = a.id JOIN d ON d.a = a.id JOIN e ON e.a = a.id
            JOIN f ON f.a = a.id JOIN g ON g.a = a.id JOIN h ON h.a = a.id JOIN i ON i.a = a.id JOIN j ON j.a = a.id
    Good:
        SELECT a.id FROM a JOIN b ON b.a = a.id JOIN c ON c.a = a.id
    """

    code = "SQL116"
    name = "too-many-joins"
    nodes = (exp.Select,)
    options: ClassVar[Options] = {"joins": 8}
    impact = Impact(read=2, maintainability=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where a SELECT has more joins than the option allows."""
        joins: list[exp.Join] = node.args.get("joins") or []
        tables = [join for join in joins if isinstance(join.this, exp.Table | exp.Subquery)]
        if len(tables) > self.number("joins"):
            hint = "take steps apart with views or WITH"
            yield self.finding(statement, tables[self.number("joins")], f"{len(tables)} joins in one SELECT", hint)
