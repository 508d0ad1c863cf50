"""SQL037: an integer with a number in brackets that limits nothing."""

from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..declared_types import COLUMNS, has_constraint, is_new_column, type_length, type_name, type_range
from ..edits import replace
from ..rule import Edit, Finding, Grade, Impact, NodeRule
from ..sql_text import Statement, TokenRange

_SIGNED = ("tinyint", "smallint", "mediumint", "int", "bigint")
_INTEGERS = frozenset(_SIGNED) | {f"u{kind}" for kind in _SIGNED}


class DisplayWidth(NodeRule):
    """The number in int(11) is a width for display; it limits no value, and MySQL 8 has given it up.

    Many take it for a number of digits. Only tinyint(1), which clients read as a truth value, and columns with
    ZEROFILL use it.

    Bad:
        CREATE TABLE orders (id bigint(20) AUTO_INCREMENT PRIMARY KEY, amount int(4) unsigned)
    Good:
        CREATE TABLE orders (id bigint AUTO_INCREMENT PRIMARY KEY, amount int unsigned)
        ---
        CREATE TABLE orders (id bigint AUTO_INCREMENT PRIMARY KEY, paid tinyint(1), number int(8) ZEROFILL)
        ---
        CREATE TABLE orders (id bigint AUTO_INCREMENT PRIMARY KEY, total decimal(12, 2))
    """

    code = "SQL037"
    name = "display-width"
    grade = Grade.SAFE
    dialects = frozenset({"mysql", "mariadb"})
    nodes = COLUMNS
    impact = Impact(maintainability=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each width of an integer that only looks like a limit."""
        width = type_length(node)
        if width is None or type_name(node) not in _INTEGERS or (type_name(node) == "tinyint" and width == 1):
            return
        if not has_constraint(node, exp.ZeroFillColumnConstraint):
            fix = partial(self._fix, node, statement) if is_new_column(node) else None
            message = f"({width}) does not limit the digits of {node.name}"
            yield self.finding(statement, node.this, message, "leave the width out", fix)

    def _fix(self, node: exp.Expr, statement: Statement) -> Iterator[Edit]:
        place = type_range(statement, node)
        opening = place.first + 1 if place else 0
        if place and statement.words[opening] == "(":
            yield replace(statement, TokenRange(opening, statement.row.partners[opening]), "")
