"""SQL112: pages that are counted off."""

from collections.abc import Iterator
from typing import ClassVar

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule, Options
from ..sql_text import Statement


class DeepOffset(NodeRule):
    """OFFSET reads and throws away all the rows before the page.

    The hundredth page costs a hundred times the first, and rows that come or go meanwhile are shown twice or never.
    `WHERE id > last_seen ORDER BY id LIMIT n` reads the page alone. The option `rows` says from where on that is told
    of a number; a parameter may be any.

    Bad:
        SELECT id FROM orders ORDER BY id LIMIT 20 OFFSET 20000
        ---
        SELECT id FROM orders ORDER BY id LIMIT 20 OFFSET ?
    Good:
        SELECT id FROM orders WHERE id > 20000 ORDER BY id LIMIT 20
        ---
        SELECT id FROM orders ORDER BY id LIMIT 1 OFFSET 1
    """

    code = "SQL112"
    name = "deep-offset"
    nodes = (exp.Offset,)
    options: ClassVar[Options] = {"rows": 1000}
    impact = Impact(read=5)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where many rows are passed over."""
        skipped = node.args.get("expression")
        if isinstance(skipped, exp.Placeholder | exp.Parameter | exp.SessionParameter):
            message = "all rows before the page are read and thrown away"
            yield self.finding(statement, node, message, "go on behind the last row seen: WHERE key > …")
        if isinstance(skipped, exp.Literal) and skipped.is_int and int(skipped.name) >= self.number("rows"):
            message = f"{skipped.name} rows are read and thrown away"
            yield self.finding(statement, node, message, "go on behind the last row seen: WHERE key > …")
