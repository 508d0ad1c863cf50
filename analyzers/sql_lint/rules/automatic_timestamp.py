"""SQL042: a point in time that changes with every change of its row."""

import re
from collections.abc import Iterator

from sqlglot import exp

from ..declared_types import COLUMNS, has_constraint
from ..rule import Finding, Grade, Impact, NodeRule, Severity
from ..sql_text import Statement

_LAST_CHANGE = re.compile(r"(?i)updat|modif|chang|touch|edit|last|^ts$|^timestamp$|^mtime$")


class AutomaticTimestamp(NodeRule):
    """ON UPDATE CURRENT_TIMESTAMP sets a column anew whenever any other column changes.

    For the time of the last change that is meant. For the time of an order or a payment it is not: correcting a
    typing error in the row moves it.

    Bad:
        CREATE TABLE orders (id bigint PRIMARY KEY, ordered_at timestamp NULL ON UPDATE CURRENT_TIMESTAMP)
    Good:
        CREATE TABLE orders (id bigint PRIMARY KEY, updated_at timestamp NULL ON UPDATE CURRENT_TIMESTAMP)
        ---
        CREATE TABLE orders (id bigint PRIMARY KEY, last_change timestamp NULL ON UPDATE CURRENT_TIMESTAMP)
    """

    code = "SQL042"
    name = "automatic-timestamp"
    severity = Severity.INFO
    grade = Grade.SUGGESTION
    dialects = frozenset({"mysql", "mariadb"})
    nodes = COLUMNS
    impact = Impact(accuracy=1, integrity=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each such column that is not named for the last change."""
        if has_constraint(node, exp.OnUpdateColumnConstraint) and not _LAST_CHANGE.search(node.name):
            message = f"{node.name} changes whenever another column of its row does"
            yield self.finding(statement, node.this, message, "set it where it is meant to change")
