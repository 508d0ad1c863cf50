"""SQL026: money in a type that cannot hold a cent exactly."""

import re
from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..declared_types import COLUMNS, can_swap, swap_type, type_name
from ..rule import Edit, Finding, Grade, Impact, NodeRule, Severity
from ..sql_text import Statement

INEXACT = frozenset({"float", "double", "udouble", "real", "float4", "float8", "float32", "float64"})
_MONEY = re.compile(
    r"(?i)(?:^|_)(?:amount|balance|budget|cost|credit|debit|deposit|discount_amount|fee|fees|gross|income|net_amount"
    r"|payment|payments|price|prices|profit|revenue|salary|salaries|subtotal|tax|taxes|tax_amount|turnover|vat|wage"
    r"|money|usd|eur|gbp)(?:_(?:paid|due|total|usd|eur|gbp|net|gross|per_unit|each))?$"
    r"|(?:^|[a-z_])(?:Price|Amount|Cost|Balance|Salary|Fee)$"
)
_NO_MONEY = re.compile(r"(?i)(?:weight|volume|dose|water|drug|rate|fluid|input|output|score|time|count)")


class InexactMoney(NodeRule):
    """A column for money is a floating-point number, which cannot hold most amounts of cents exactly.

    0.1 + 0.2 is not 0.3 there, so sums are off by a cent and comparisons fail. A decimal type holds amounts as they are
    written. The fix changes how values are stored, hence it is not safe.

    Bad:
        CREATE TABLE invoices (id bigint PRIMARY KEY, total_price float)
        ---
        ALTER TABLE invoices ADD COLUMN salary double precision
    Good:
        CREATE TABLE invoices (id bigint PRIMARY KEY, total_price numeric(12, 2))
        ---
        CREATE TABLE samples (id bigint PRIMARY KEY, temperature real, water_amount float)
    """

    code = "SQL026"
    name = "inexact-money"
    severity = Severity.ERROR
    grade = Grade.UNSAFE
    nodes = COLUMNS
    impact = Impact(accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each floating-point column that is named for money."""
        if type_name(node) in INEXACT and is_money(node.name):
            fix = partial(self._fix, node, statement) if can_swap(node) else None
            message = f"{node.name} cannot hold most amounts exactly, as it is a floating-point number"
            yield self.finding(statement, node.this, message, "numeric with two or four decimal places", fix)

    def _fix(self, node: exp.Expr, statement: Statement) -> Iterator[Edit]:
        yield from swap_type(statement, node, "numeric(19, 4)")


def is_money(name: str) -> bool:
    """Say whether a column of this name most likely holds an amount of money."""
    return bool(_MONEY.search(name)) and not _NO_MONEY.search(name)
