"""SQL115: a very long list of values."""

from collections.abc import Iterator
from typing import ClassVar

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule, Options
from ..sql_text import Statement


class LongValueList(NodeRule):
    """IN holds a column against hundreds of values.

    Such a statement is slow to parse and plan, is planned anew for every number of values, and meets limits of the
    product. A temporary table, or an array as one parameter, has none of that. The option `values` says how many.

    Bad:
        SELECT id FROM orders WHERE id IN (
            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24,
            25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46,
            47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68,
            69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90,
            91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101
        )
    Good:
        SELECT id FROM orders WHERE id IN (1, 2, 3)
    """

    code = "SQL115"
    name = "long-value-list"
    nodes = (exp.In,)
    options: ClassVar[Options] = {"values": 100}
    impact = Impact(read=2, maintainability=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where a list is longer than the option allows."""
        if len(node.expressions) > self.number("values"):
            message = f"{len(node.expressions)} values are listed"
            yield self.finding(statement, node.this, message, "join a table of the values instead")
