"""SQL177: one product's name for COALESCE."""

from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..edits import replace
from ..rule import Edit, Finding, Grade, Impact, NodeRule, Severity
from ..sql_text import Statement


class VendorNullFunction(NodeRule):
    """IFNULL and NVL are one product's names for what COALESCE does in all of them.

    COALESCE is in the standard, takes more than two values, and does not evaluate the second one without need.

    Bad:
        SELECT IFNULL(total, 0) FROM orders
        ---
        SELECT NVL(total, 0) FROM orders
    Good:
        SELECT COALESCE(total, 0) FROM orders
    """

    code = "SQL177"
    name = "vendor-null-function"
    severity = Severity.INFO
    nodes = (exp.Coalesce,)
    grade = Grade.SAFE
    impact = Impact(maintainability=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where COALESCE goes by another name."""
        place = statement.range_of(node)
        if place and statement.words[place.first] in {"IFNULL", "NVL"}:
            name = statement.tokens[place.first].text
            fix = partial(self._rename, place.first, statement)
            yield self.finding(statement, node, f"{name} is one product's name for COALESCE", "write COALESCE", fix)

    def _rename(self, number: int, statement: Statement) -> Iterator[Edit]:
        yield replace(statement, statement.tokens[number], "COALESCE")
