"""SQL031: text with a limit that nobody needs."""

from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..declared_types import COLUMNS, can_swap, swap_type, type_length, type_name
from ..rule import Edit, Finding, Grade, Impact, NodeRule, Severity
from ..sql_text import Statement


class LimitedText(NodeRule):
    """A limit in varchar(n) is most often a guess, and to raise or lower it later changes the type of the column.

    PostgreSQL stores text in the same way and as fast. Where a limit is a rule, a CHECK says so and is easier to
    change.

    Bad:
        CREATE TABLE customers (id bigint PRIMARY KEY, name varchar(100))
        ---
        ALTER TABLE customers ALTER COLUMN name TYPE varchar(1000)
    Good:
        CREATE TABLE customers (id bigint PRIMARY KEY, name text, note varchar)
    """

    code = "SQL031"
    name = "limited-text"
    severity = Severity.INFO
    grade = Grade.UNSAFE
    dialects = frozenset({"postgres", "postgresql"})
    nodes = COLUMNS
    impact = Impact(maintainability=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each column of text with a limit."""
        if type_name(node) == "varchar" and type_length(node) is not None:
            fix = partial(self._fix, node, statement) if can_swap(node) else None
            message = f"{node.name} takes {type_length(node)} characters, a limit that is hard to change"
            yield self.finding(statement, node.this, message, "text, and a CHECK where the limit is a rule", fix)

    def _fix(self, node: exp.Expr, statement: Statement) -> Iterator[Edit]:
        yield from swap_type(statement, node, "text")
