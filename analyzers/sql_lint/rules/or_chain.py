"""SQL113: OR between values of one column."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from sqlglot import exp

from ..edits import in_case_of, replace
from ..rule import Edit, Finding, Grade, Impact, NodeRule, Options
from ..sql_text import Statement


class OrChain(NodeRule):
    """A chain of OR holds one column against several values, one after another.

    IN says the same in one condition, which is easier to read and to extend. The option `values` says how many it
    takes.

    Bad:
        SELECT id FROM orders WHERE status = 'open' OR status = 'paid' OR status = 'sent'
        ---
        SELECT id FROM orders WHERE 'open' = status OR status = 'paid' OR status = 'sent'
    Good:
        SELECT id FROM orders WHERE status IN ('open', 'paid', 'sent')
        ---
        SELECT id FROM orders WHERE 'a' = status OR 'a' = note OR 'a' = name
        ---
        SELECT id FROM orders WHERE status = 'open' OR total = 0 OR placed_at IS NULL
    """

    code = "SQL113"
    name = "or-chain"
    nodes = (exp.Or,)
    grade = Grade.SAFE
    options: ClassVar[Options] = {"values": 3}
    impact = Impact(maintainability=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where all parts of a whole chain hold the same column against a constant."""
        if isinstance(node.parent, exp.Or):
            return
        parts = list(node.flatten(unnest=False))
        if len(parts) < self.number("values") or not all(map(_is_choice, parts)):
            return
        if len({_sides(part)[0].sql().lower() for part in parts}) == 1:
            fix = partial(self._write_in, node, parts, statement)
            yield self.finding(statement, node, "one column is held against several values by OR", "write IN (…)", fix)

    def _write_in(self, node: exp.Expr, parts: list[exp.Expr], statement: Statement) -> Iterator[Edit]:
        place = statement.verified_range_of(node)
        values = [statement.verified_range_of(_sides(part)[1]) for part in parts]
        column = statement.verified_range_of(_sides(parts[0])[0])
        word = next(statement.find_words("OR", within=place), None) if place else None
        if place and column and word and all(values):
            written = ", ".join(statement.text_of(value) for value in values if value)
            name = in_case_of("IN", statement.tokens[word.first].text)
            yield replace(statement, place, f"{statement.text_of(column)} {name} ({written})")


def _is_choice(part: exp.Expr) -> bool:
    if not isinstance(part, exp.EQ):
        return False
    column, value = _sides(part)
    return isinstance(column, exp.Column) and isinstance(value, exp.Literal | exp.Placeholder | exp.Parameter)


def _sides(equation: exp.Expr) -> tuple[exp.Expr, exp.Expr]:
    """Return both sides of an equation, a value in front put behind."""
    left, right = equation.this, equation.args["expression"]
    return (right, left) if isinstance(left, exp.Literal) else (left, right)
