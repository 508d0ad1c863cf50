"""SQL033: a generated key that runs out of numbers."""

from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..declared_types import COLUMNS, can_swap, has_constraint, swap_type, type_name
from ..rule import Edit, Finding, Grade, Impact, NodeRule
from ..schema_declarations import column_name
from ..sql_text import Statement

_PLAIN = frozenset({"duckdb", "mariadb", "mysql", "postgres", "postgresql", "redshift", "tsql"})
_USUAL = frozenset({"int", "uint", "mediumint", "umediumint"})
_SERIALS = frozenset({"serial", "serial4", "smallserial", "serial2"})
_WIDER = {
    **dict.fromkeys(_SERIALS, "bigserial"),
    **dict.fromkeys(("int", "smallint", "tinyint", "mediumint"), "bigint"),
    **dict.fromkeys(("uint", "usmallint", "utinyint", "umediumint"), "bigint unsigned"),
}
_BITS = dict.fromkeys(("smallserial", "serial2", "smallint", "usmallint"), 16) | {
    **dict.fromkeys(("tinyint", "utinyint"), 8),
    **dict.fromkeys(("mediumint", "umediumint"), 24),
}
_GENERATED = (exp.GeneratedAsIdentityColumnConstraint, exp.AutoIncrementColumnConstraint)


class SmallKey(NodeRule):
    """A key of 32 bits or fewer is used up after 2147483647 numbers, those of deleted and refused rows included.

    Then every INSERT fails, and making the column wider takes hours on a table of that size. 64 bits cost four
    bytes more. A key of several columns is left alone, a key that refers to another table, and a small one by choice
    that nothing counts up.

    Bad:
        CREATE TABLE orders (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, total numeric)
        ---
        CREATE TABLE orders (id smallint unsigned AUTO_INCREMENT PRIMARY KEY, total numeric)
        ---
        CREATE TABLE orders (id integer DEFAULT nextval('order_numbers') PRIMARY KEY, total numeric)
        ---
        CREATE TABLE orders (number integer NOT NULL, total numeric, PRIMARY KEY (number))
    Good:
        CREATE TABLE orders (id bigint AUTO_INCREMENT PRIMARY KEY, amount int)
        ---
        CREATE TABLE links (a integer, b integer, PRIMARY KEY (a, b))
        ---
        CREATE TABLE notes (order_id integer PRIMARY KEY REFERENCES orders, note text)
        ---
        CREATE TABLE weekdays (number smallint PRIMARY KEY, name text)
    """

    code = "SQL033"
    name = "small-key"
    grade = Grade.UNSAFE
    dialects = _PLAIN
    nodes = COLUMNS
    impact = Impact(write=1, maintainability=2)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each key of fewer than 64 bits that is generated or a primary key alone."""
        kind = type_name(node)
        if kind in _WIDER and (kind in _SERIALS or _counts_up(node) or (kind in _USUAL and _is_whole_key(node))):
            fix = partial(self._fix, node, statement) if can_swap(node) else None
            message = f"{node.name} has {_BITS.get(kind, 32)} bits, and once its numbers are used up every INSERT fails"
            yield self.finding(statement, node.this, message, f"{_WIDER[kind]}, with 64 bits", fix)

    def _fix(self, node: exp.Expr, statement: Statement) -> Iterator[Edit]:
        yield from swap_type(statement, node, _WIDER[type_name(node)])


def _is_whole_key(column: exp.Expr) -> bool:
    """Say whether a column is declared with its table as the primary key of it, and refers to no other."""
    if has_constraint(column, exp.Reference):
        return False
    if has_constraint(column, exp.PrimaryKeyColumnConstraint):
        return True
    parts: list[exp.Expr] = column.parent.expressions if isinstance(column.parent, exp.Schema) else []
    named = column.name.lower()
    apart = [part for part in parts if not isinstance(part, exp.ColumnDef)]
    keys = [key for part in apart for key in part.find_all(exp.PrimaryKey)]
    if [[named]] != [list(map(column_name, key.expressions)) for key in keys]:
        return False  # as of nearly all columns, before more is looked for
    referring = (key for part in apart for key in part.find_all(exp.ForeignKey))
    return not any(named in map(column_name, key.expressions) for key in referring)


def _counts_up(column: exp.Expr) -> bool:
    """Say whether a column is generated, or its default is the next number of a sequence."""
    if has_constraint(column, *_GENERATED):
        return True
    if not has_constraint(column, exp.DefaultColumnConstraint):
        return False
    for default in column.find_all(exp.DefaultColumnConstraint):
        value = default.this
        if isinstance(value, exp.NextValueFor) or (
            isinstance(value, exp.Anonymous) and value.name.lower() == "nextval"
        ):
            return True
    return False
