"""SQL092: COUNT of a constant."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from sqlglot import exp

from ..edits import replace
from ..rule import Edit, Finding, Grade, Impact, NodeRule, Options, Severity
from ..sql_text import Statement


class CountOfConstant(NodeRule):
    """COUNT(1) and COUNT(0) count rows, as COUNT(*) does, but make a reader think.

    All three are equally fast. The options `prefer_count_1` and `prefer_count_0` ask for another form everywhere.

    Bad:
        SELECT COUNT(1) FROM orders
    Good:
        SELECT COUNT(*) FROM orders
        ---
        SELECT COUNT(total) FROM orders
    """

    code = "SQL092"
    name = "count-of-constant"
    severity = Severity.INFO
    nodes = (exp.Count,)
    grade = Grade.SAFE
    options: ClassVar[Options] = {"prefer_count_1": False, "prefer_count_0": False}
    impact = Impact(maintainability=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where rows are counted in another form than the one that is preferred."""
        counted = node.this
        written = "*" if isinstance(counted, exp.Star) else counted.sql() if isinstance(counted, exp.Literal) else ""
        wanted = self._preferred()
        if written in {"*", "0", "1"} and written != wanted:
            fix = partial(self._replace, counted, wanted, statement)
            yield self.finding(statement, node, f"rows are counted with {written}", f"write COUNT({wanted})", fix)

    def _preferred(self) -> str:
        if self.settings["prefer_count_1"]:
            return "1"
        return "0" if self.settings["prefer_count_0"] else "*"

    def _replace(self, counted: exp.Expr, wanted: str, statement: Statement) -> Iterator[Edit]:
        place = statement.range_of(counted)
        if place:
            yield replace(statement, place, wanted)
