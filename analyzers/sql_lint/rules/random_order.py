"""SQL111: rows in random order."""

from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule
from ..sql_text import Statement


class RandomOrder(NodeRule):
    """ORDER BY a random number gives every row a number and sorts them all to keep a few.

    The cost grows with the table, not with the rows that are wanted. Choose random keys, or use TABLESAMPLE.
    (SQLCheck, SIGMOD 2020: Ordering by RAND.)

    Bad:
        SELECT id FROM products ORDER BY RAND() LIMIT 1
    Good:
        SELECT id FROM products WHERE id >= 4711 ORDER BY id LIMIT 1
    """

    code = "SQL111"
    name = "random-order"
    nodes = (exp.Ordered,)
    impact = Impact(read=10)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where the key of an order is a random number."""
        is_random = node.this.find(exp.Rand, exp.Uuid) and not node.this.find(exp.Column, exp.Query)
        if is_random and node.find_ancestor(exp.Window, exp.AggFunc) is None:
            yield self.finding(
                statement, node, "every row is given a random number and sorted", "choose random keys instead"
            )
