"""SQL029: a column of the type money."""

from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..declared_types import COLUMNS, can_swap, swap_type, type_name
from ..rule import Edit, Finding, Grade, Impact, NodeRule
from ..sql_text import Statement


class MoneyType(NodeRule):
    """The type money rounds to the decimal places of the locale or to four, and knows no currency.

    In PostgreSQL the meaning of a stored value changes with lc_monetary; in SQL Server money loses digits in
    divisions. numeric with a scale, and a column for the currency, do neither.

    Bad:
        CREATE TABLE invoices (id bigint PRIMARY KEY, total money)
    Good:
        CREATE TABLE invoices (id bigint PRIMARY KEY, total numeric(12, 2))
        ---
        CREATE TABLE invoices (id bigint PRIMARY KEY, money numeric(12, 2))
    """

    code = "SQL029"
    name = "money-type"
    grade = Grade.UNSAFE
    dialects = frozenset({"postgres", "postgresql", "tsql"})
    nodes = COLUMNS
    impact = Impact(maintainability=1, accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each column of the type money."""
        if type_name(node) in {"money", "smallmoney"}:
            fix = partial(self._fix, node, statement) if can_swap(node) else None
            message = f"money rounds as the product or its locale wants it, so {node.name} may lose digits"
            yield self.finding(statement, node.this, message, "numeric with a scale", fix)

    def _fix(self, node: exp.Expr, statement: Statement) -> Iterator[Edit]:
        yield from swap_type(statement, node, "numeric(19, 4)")
