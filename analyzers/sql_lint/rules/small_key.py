"""SQL033: a generated key that runs out of numbers."""

from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..declared_types import COLUMNS, can_swap, has_constraint, swap_type, type_name
from ..rule import Edit, Finding, Grade, Impact, NodeRule
from ..sql_text import Statement

_SERIALS = frozenset({"serial", "serial4", "smallserial", "serial2"})
_WIDER = {
    **dict.fromkeys(_SERIALS, "bigserial"),
    **dict.fromkeys(("int", "smallint", "tinyint", "mediumint"), "bigint"),
    **dict.fromkeys(("usmallint", "utinyint", "umediumint"), "bigint unsigned"),
}
_BITS = {"smallserial": 16, "serial2": 16, "smallint": 16, "usmallint": 16, "tinyint": 8, "utinyint": 8}
_GENERATED = (exp.GeneratedAsIdentityColumnConstraint, exp.AutoIncrementColumnConstraint)


class SmallKey(NodeRule):
    """A key that counts up in 32 bits or fewer is used up after 2147483647 rows, deleted and refused ones included.

    Then every INSERT fails, and making the column wider takes hours on a table of that size. 64 bits cost four
    bytes more. Only keys that are generated are looked at; a list of a few rows may well have a small one.

    Bad:
        CREATE TABLE orders (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, total numeric)
        ---
        CREATE TABLE orders (id smallint unsigned AUTO_INCREMENT PRIMARY KEY, total numeric)
        ---
        CREATE TABLE orders (id integer DEFAULT nextval('order_numbers') PRIMARY KEY, total numeric)
    Good:
        CREATE TABLE orders (id bigint AUTO_INCREMENT PRIMARY KEY, amount int)
        ---
        CREATE TABLE countries (number integer PRIMARY KEY, name text)
    """

    code = "SQL033"
    name = "small-key"
    grade = Grade.UNSAFE
    dialects = frozenset({"postgres", "postgresql", "mysql", "mariadb", "tsql"})
    nodes = COLUMNS
    impact = Impact(write=1, maintainability=2)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each generated key of fewer than 64 bits."""
        kind = type_name(node)
        if kind in _WIDER and (kind in _SERIALS or has_constraint(node, *_GENERATED) or _takes_from_sequence(node)):
            fix = partial(self._fix, node, statement) if can_swap(node) else None
            message = f"{node.name} counts up in {_BITS.get(kind, 32)} bits, and then every INSERT fails"
            yield self.finding(statement, node.this, message, f"{_WIDER[kind]}, with 64 bits", fix)

    def _fix(self, node: exp.Expr, statement: Statement) -> Iterator[Edit]:
        yield from swap_type(statement, node, _WIDER[type_name(node)])


def _takes_from_sequence(column: exp.Expr) -> bool:
    """Say whether the default of a column is the next number of a sequence."""
    for default in column.find_all(exp.DefaultColumnConstraint):
        value = default.this
        if isinstance(value, exp.NextValueFor) or (
            isinstance(value, exp.Anonymous) and value.name.lower() == "nextval"
        ):
            return True
    return False
