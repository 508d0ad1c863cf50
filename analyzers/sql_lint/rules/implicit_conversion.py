"""SQL090: a column compared with a literal of another kind."""

from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..edits import replace
from ..rule import Edit, Finding, Grade, Impact, NodeRule
from ..schema_types import family_of, is_text
from ..sources import column_of
from ..sql_text import Statement

_NARROW = frozenset({exp.DType.CHAR, exp.DType.VARCHAR, exp.DType.TEXT})


class ImplicitConversion(NodeRule):
    """A column is compared with a literal of another kind, so that each value is converted before it is compared.

    A column of text beside a number: MySQL, Oracle and SQL Server turn the text of every row into a number, so that no
    index is used, '7 days' equals 7, or the query fails at the first text that is none. Others refuse it at once.

    Bad:
        CREATE TABLE orders (id int, code varchar(9));
        SELECT id FROM orders WHERE code = 7
        ---
        CREATE TABLE orders (id int, code varchar(9));
        SELECT id FROM orders WHERE id = 'seven'
    Good:
        CREATE TABLE orders (id int, code varchar(9));
        SELECT id FROM orders WHERE code = '7'
        ---
        CREATE TABLE orders (id int, code varchar(9));
        SELECT id FROM orders WHERE id = '7'
        ---
        CREATE TABLE orders (id int, code varchar(9));
        UPDATE orders SET code = 7 WHERE id = 1
        ---
        CREATE TABLE orders (id int, is_paid bit);
        SELECT id FROM orders WHERE is_paid = 'true'
    """

    code = "SQL090"
    name = "implicit-conversion"
    grade = Grade.UNSAFE
    nodes = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.In)
    impact = Impact(read=10, accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each literal that the column beside it is not of."""
        if isinstance(node.parent, exp.Update) or statement.dialect == "sqlite":
            return
        sides = [node.this, *(node.expressions or [node.args.get("expression")])]
        column = next((side for side in sides if isinstance(side, exp.Column)), None)
        if column is None or not any(isinstance(side, exp.Literal | exp.National) for side in sides):
            return
        query = node.find_ancestor(exp.Select, exp.Update, exp.Delete)
        known = column_of(column, statement.sources_of(query)) if query else None
        for literal in sides if known else ():
            problem = _problem(known.type, literal, statement.dialect) if known else ""
            if problem:
                number = isinstance(literal, exp.Literal) and not literal.is_string
                fix = partial(self._quote, literal, statement) if number else None
                hint = f"write '{literal.name}'" if number else "compare it with a value of its own type"
                yield self.finding(statement, literal, f"{problem}", hint, fix)

    def _quote(self, literal: exp.Expr, statement: Statement) -> Iterator[Edit]:
        place = statement.verified_range_of(literal)
        if place and place.first == place.last:
            yield replace(statement, place, f"'{statement.text_of(place)}'")


def _problem(kind: exp.DataType | None, literal: exp.Expr | None, dialect: str) -> str:
    """Return what is wrong with a literal beside a column of a type; nothing where both fit."""
    if isinstance(literal, exp.National):
        narrow = dialect == "tsql" and kind is not None and kind.this in _NARROW
        return "N'...' makes each value of the column a wide one first" if narrow else ""
    if not isinstance(literal, exp.Literal):
        return ""
    if not literal.is_string:
        return "a column of text is compared with a number" if is_text(kind) else ""
    wrong = family_of(kind) == "NUMBER" and not _is_number(literal.name) and not _is_truth(kind, literal.name)
    return "a column of numbers is compared with a text that is none" if wrong else ""


def _is_truth(kind: exp.DataType | None, text: str) -> bool:
    """Say whether a text is a truth value beside a column of bits, which SQL Server takes it for."""
    return kind is not None and kind.is_type("bit") and text.lower() in {"true", "false"}


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
