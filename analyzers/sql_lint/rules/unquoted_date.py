"""SQL088: a date without quotes."""

import re
from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule, Severity
from ..sql_text import Statement


class UnquotedDate(NodeRule):
    """A date without quotes is a subtraction: 2024-01-31 is 1992.

    Compared with a date, the number is refused or taken for a day long ago.

    Bad:
        SELECT id FROM orders WHERE placed_on >= 2024-01-31
    Good:
        SELECT id FROM orders WHERE placed_on >= '2024-01-31'
        ---
        SELECT 2024 - total - 31 FROM orders
    """

    code = "SQL088"
    name = "unquoted-date"
    severity = Severity.ERROR
    nodes = (exp.Sub,)
    impact = Impact(accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where a year, a month and a day are subtracted from each other."""
        left = node.this
        if not isinstance(left, exp.Sub) or not all(
            isinstance(each, exp.Literal) for each in (left.this, left.expression)
        ):
            return
        numbers = [each.name for each in (left.this, left.expression, node.args.get("expression")) if each]
        if re.fullmatch(r"(19|20)\d\d-(0?[1-9]|1[0-2])-(0?[1-9]|[12]\d|3[01])", "-".join(numbers)):
            yield self.finding(statement, node, "this is a subtraction, not a date", "put the date in quotes")
