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
    r"(?i:^(?:\w+_)?(?:amount|balance|budget|cost|credit|debit|deposit|fees?|income|payments?|prices?|profit|revenue"
    r"|salary|salaries|subtotal|tax|taxes|turnover|vat|wages?|money|usd|eur|gbp)"
    r"(?:_(?:paid|due|total|usd|eur|gbp|net|gross|per_unit|each))?$)"
    r"|[a-z](?:Price|Amount|Cost|Balance|Salary|Fee)$"
)
_MEASURED = re.compile(r"(?i)weight|volume|dose|water|drug|rate|fluid|input|output|score|time|count|energy")
_UNIT = re.compile(r"(?i)uom$|(?:^|_)units?(?:$|_)")


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
        CREATE TABLE samples (id bigint PRIMARY KEY, temperature real, coffee float)
        ---
        CREATE TABLE infusions (id bigint PRIMARY KEY, amount float, amount_uom varchar(10))
    """

    code = "SQL026"
    name = "inexact-money"
    severity = Severity.ERROR
    grade = Grade.UNSAFE
    nodes = COLUMNS
    impact = Impact(accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each floating-point column that is named for money."""
        if type_name(node) in INEXACT and is_money(node):
            fix = partial(self._fix, node, statement) if can_swap(node) else None
            message = f"{node.name} cannot hold most amounts exactly, as it is a floating-point number"
            yield self.finding(statement, node.this, message, "numeric with two or four decimal places", fix)

    def _fix(self, node: exp.Expr, statement: Statement) -> Iterator[Edit]:
        yield from swap_type(statement, node, "numeric(19, 4)")


def is_money(node: exp.Expr) -> bool:
    """Say whether a column most likely holds an amount of money: its name says so, and none beside it holds a unit."""
    if not _MONEY.search(node.name) or _MEASURED.search(node.name):
        return False
    columns = node.parent.expressions if isinstance(node.parent, exp.Schema) else []
    return not any(_UNIT.search(column.name) for column in columns)
