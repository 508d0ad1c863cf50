"""Typed expressions: what conditions and values mean, for every reader of the model.

Every expression is total and free of side effects. All numbers are integers: money and decimals count
their smallest unit. Division exists only as `RoundedQuotient`.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from msgspec.structs import replace

from ..diagnostics import Placed
from .parts import field_names
from .value_types import ValueType

Keys = tuple[str | int, ...]  # of the records in a list, each once, in order
Value = bool | int | str | date | datetime | timedelta | Keys | None


class Rounding(StrEnum):
    """How a quotient becomes an integer."""

    DOWN = "down"  # towards minus infinity
    UP = "up"  # towards plus infinity
    HALF_UP = "half up"  # to the nearest, ties away from zero
    HALF_EVEN = "half even"  # to the nearest, ties to the even neighbour


class Expression(Placed, frozen=True, kw_only=True):
    """What all expressions share: their type, and where they were written."""

    type: ValueType


class Constant(Expression, frozen=True, kw_only=True):
    """A literal; a member of an enumeration is its name, money its smallest units, the empty list `()`."""

    value: Value


class Now(Expression, frozen=True, kw_only=True):
    """The moment at which the action runs."""


class Me(Expression, frozen=True, kw_only=True):
    """The signed-in person, a reference to a record of a role."""


class Variable(Expression, frozen=True, kw_only=True):
    """A named input: a parameter, a row (`self` of an entity), a form's field, data of a workflow.

    A variable of type Reference stands for the record's key; fields are read through `FieldRead`.
    """

    name: str


class FieldRead(Expression, frozen=True, kw_only=True):
    """A field of the record that `record` (of type Reference) refers to; derived fields included."""

    record: Expression
    entity: str
    name: str


class Arithmetic(Expression, frozen=True, kw_only=True):
    """`left operator right` for `+`, `-`, `*` on numbers, dates and durations."""

    operator: str
    left: Expression
    right: Expression


class RoundedQuotient(Expression, frozen=True, kw_only=True):
    """`numerator / denominator`, both integers, rounded as named; a zero denominator traps."""

    numerator: Expression
    denominator: Expression
    rounding: Rounding


class Comparison(Expression, frozen=True, kw_only=True):
    """`left operator right` for `=`, `!=`, `<`, `<=`, `>`, `>=`; both sides of one kind."""

    operator: str
    left: Expression
    right: Expression


class And(Expression, frozen=True, kw_only=True):
    """True when all operands are, tried from left to right."""

    operands: tuple[Expression, ...]


class Or(Expression, frozen=True, kw_only=True):
    """True when any operand is, tried from left to right."""

    operands: tuple[Expression, ...]


class Not(Expression, frozen=True, kw_only=True):
    """The opposite of a condition."""

    operand: Expression


class IsEmpty(Expression, frozen=True, kw_only=True):
    """True when an optional value is empty, or a list has no records."""

    operand: Expression


class Contains(Expression, frozen=True, kw_only=True):
    """True when the record `item` is in a list; an empty item is in none."""

    list: Expression
    item: Expression


class ListWith(Expression, frozen=True, kw_only=True):
    """A list with one record more, or one less; as it was where it has, or lacks, that record already."""

    list: Expression
    item: Expression
    is_removed: bool


class UntilTime(Expression, frozen=True, kw_only=True):
    """How many whole units (second, minute, hour, day) lie between now and a moment, rounded down."""

    unit: str
    moment: Expression


class DateOf(Expression, frozen=True, kw_only=True):
    """The UTC day of a moment."""

    moment: Expression


class LengthOf(Expression, frozen=True, kw_only=True):
    """How many characters a text has, or how many records a list."""

    operand: Expression


class Decide(Expression, frozen=True, kw_only=True):
    """The result of a decision table for these arguments."""

    decision: str
    arguments: tuple[Expression, ...]


class Aggregate(Expression, frozen=True, kw_only=True):
    """`count`, `sum`, `any` or `all` over the records of an entity.

    `row` names the Variable that stands for each record in `where` and `value`. `value` is what is
    summed (sum) or what must hold (all); None otherwise.
    """

    function: str
    entity: str
    row: str
    where: Expression | None
    value: Expression | None


def children(expression: Expression) -> Iterator[Expression]:
    """Yield the direct operands of an expression, left to right."""
    for name in _operand_names(type(expression)):
        value = getattr(expression, name)
        if isinstance(value, Expression):
            yield value
        elif isinstance(value, tuple):
            yield from (item for item in value if isinstance(item, Expression))  # pyright: ignore[reportUnknownVariableType]


@cache
def _operand_names(kind: type[Expression]) -> tuple[str, ...]:
    """Return the names of the fields that may hold operands: not those that all expressions share."""
    return tuple(name for name in kind.__struct_fields__ if name not in Expression.__struct_fields__)


def walk(expression: Expression) -> Iterator[Expression]:
    """Yield an expression and everything in it, outermost first."""
    yield expression
    for child in children(expression):
        yield from walk(child)


def substitute(expression: Expression, values: Mapping[str, Expression]) -> Expression:
    """Return an expression with variables replaced by the expressions given for their names."""
    if isinstance(expression, Variable):
        return values.get(expression.name, expression)
    changes: dict[str, Any] = {}
    for name in field_names(type(expression)) or ():
        value = getattr(expression, name)
        if isinstance(value, Expression):
            changes[name] = substitute(value, values)
        elif isinstance(value, tuple) and value and isinstance(value[0], Expression):
            changes[name] = tuple(substitute(item, values) for item in value)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    return replace(expression, **changes) if changes else expression
