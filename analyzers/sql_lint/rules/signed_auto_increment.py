"""SQL233: a counting key that could count twice as far."""

from collections.abc import Iterator

from sqlglot import exp

from ..declared_types import COLUMNS, has_constraint, type_name
from ..rule import Finding, Grade, Impact, NodeRule, Severity
from ..sql_text import Statement

_SIGNED = frozenset({"tinyint", "smallint", "mediumint", "int"})


class SignedAutoIncrement(NodeRule):
    """A key with AUTO_INCREMENT is never negative, so a signed integer wastes half of its numbers.

    Columns that refer to it have to be unsigned too.

    Bad:
        CREATE TABLE orders (id int AUTO_INCREMENT PRIMARY KEY)
    Good:
        CREATE TABLE orders (id int unsigned AUTO_INCREMENT PRIMARY KEY)
        ---
        CREATE TABLE orders (id bigint AUTO_INCREMENT PRIMARY KEY)
    """

    code = "SQL233"
    name = "signed-auto-increment"
    severity = Severity.INFO
    grade = Grade.SUGGESTION
    dialects = frozenset({"mysql", "mariadb"})
    nodes = COLUMNS
    impact = Impact(maintainability=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each signed key that counts up."""
        if type_name(node) in _SIGNED and has_constraint(node, exp.AutoIncrementColumnConstraint):
            message = f"{node.name} leaves out half of its numbers, as it is signed"
            yield self.finding(statement, node.this, message, "unsigned, and the columns that refer to it")
