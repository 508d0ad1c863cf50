"""SQL232: a column that is a floating-point number."""

from collections.abc import Iterator

from sqlglot import exp

from ..declared_types import COLUMNS, type_name
from ..rule import Finding, Grade, Impact, NodeRule, Severity
from ..sql_text import Statement
from .inexact_money import INEXACT, is_money


class InexactNumber(NodeRule):
    """A floating-point number holds most decimal fractions only nearly, so that equal values compare as unequal.

    For what is measured that is well; what is counted or agreed on, such as a percentage in a contract, wants a decimal
    type.

    Bad:
        CREATE TABLE contracts (id bigint PRIMARY KEY, discount_percent real)
    Good:
        CREATE TABLE contracts (id bigint PRIMARY KEY, discount_percent numeric(5, 2))
    """

    code = "SQL232"
    name = "inexact-number"
    severity = Severity.INFO
    grade = Grade.SUGGESTION
    nodes = COLUMNS
    impact = Impact(accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each floating-point column that is not named for money."""
        if type_name(node) in INEXACT and not is_money(node):
            message = f"{node.name} holds most decimal fractions only nearly"
            yield self.finding(statement, node.this, message, "numeric, unless it is measured")
