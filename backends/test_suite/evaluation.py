"""Gives expressions their values at compile time, over example records; what it cannot know it refuses."""

import operator
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from ...dsl.expressions import (
    Aggregate,
    And,
    Arithmetic,
    Comparison,
    Constant,
    Contains,
    DateOf,
    Decide,
    Expression,
    FieldRead,
    IsEmpty,
    LengthOf,
    ListWith,
    Me,
    Not,
    Now,
    Or,
    RoundedQuotient,
    Rounding,
    UntilTime,
    Value,
    Variable,
)
from ...dsl.model import HitPolicy, Model
from ...dsl.value_types import Duration, Reference, ValueType, plain, scale_of
from ..inputs import entity_of, expand_derived, record_name
from ..names import python_name

Record = Mapping[str, Value]

OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}


class UnknownValueError(Exception):
    """An expression has no value that could be known at compile time."""


class Situation(Struct, frozen=True):
    """What expressions look at: records by their variables, scalars, aggregates, the moment.

    With `tables`, aggregates are computed over them, and references are followed there.
    """

    model: Model
    now: datetime
    records: Mapping[str, Record | None] = field(default_factory=dict[str, Record | None])
    scalars: Mapping[str, Value] = field(default_factory=dict[str, Value])
    aggregates: Mapping[Aggregate, Value] = field(default_factory=dict[Aggregate, Value])
    tables: Mapping[str, Sequence[Record]] | None = None

    def value(self, expression: Expression) -> Any:
        """Return the value of an expression; UnknownValueError where there is none."""
        try:
            return _value(expression, self)
        except (TypeError, ZeroDivisionError, OverflowError, KeyError) as error:
            raise UnknownValueError(type(expression).__name__) from error

    def holds(self, condition: Expression) -> bool | None:
        """Tell whether a condition holds, or None where that cannot be known."""
        try:
            return bool(self.value(condition))
        except UnknownValueError:
            return None


def _value(expression: Expression, at: Situation) -> Any:
    match expression:
        case Constant(value=value):
            return value
        case Now():
            return at.now
        case Me():
            return _key(expression, at)
        case Variable(name=name):
            is_record = isinstance(plain(expression.type), Reference)
            return _key(expression, at) if is_record else at.scalars[python_name(name)]
        case FieldRead():
            return _field(expression, at)
        case And(operands=operands):
            return all(_value(part, at) for part in operands)
        case Or(operands=operands):
            return any(_value(part, at) for part in operands)
        case Not(operand=operand):
            return not _value(operand, at)
        case IsEmpty(operand=operand):
            return _value(operand, at) in (None, ())
        case Contains(list=listed, item=item):
            return _value(item, at) in _value(listed, at)
        case Aggregate():
            return at.aggregates[expression] if at.tables is None else _aggregate(expression, at.tables, at)
        case Decide():
            return _decide(expression, at)
        case _:
            return _computed(expression, at)


def _computed(expression: Expression, at: Situation) -> Any:
    match expression:
        case Arithmetic(operator="*", left=left, right=right):
            return _value(left, at) * _value(right, at)
        case Arithmetic(operator=name, left=left, right=right) | Comparison(operator=name, left=left, right=right):
            return OPERATORS[name](*aligned(left, right, at))
        case RoundedQuotient(numerator=top, denominator=bottom, rounding=rounding):
            return _divide(_value(top, at), _value(bottom, at), rounding)
        case UntilTime(unit=unit, moment=moment):
            return (_value(moment, at) - at.now) // timedelta(seconds=UNITS[unit])
        case DateOf(moment=moment):
            return _value(moment, at).date()
        case LengthOf(operand=operand):
            return len(_value(operand, at))
        case ListWith(list=listed, item=item, is_removed=True):
            return tuple(key for key in _value(listed, at) if key != _value(item, at))
        case ListWith(list=listed, item=item):
            return tuple(sorted({*_value(listed, at), _value(item, at)}))
        case _:
            raise UnknownValueError(type(expression).__name__)


def aligned(left: Expression, right: Expression, at: Situation) -> tuple[Any, Any]:
    """Return the values of both sides with the same count of decimal places."""
    difference = scale_of(left.type) - scale_of(right.type)
    first, second = _value(left, at), _value(right, at)
    if difference == 0:
        return first, second
    return first * 10 ** max(-difference, 0), second * 10 ** max(difference, 0)


def _key(record: Expression, at: Situation) -> Value:
    found = _record(record, at)
    return None if found is None else found[at.model.entity(entity_of(record)).key.name]


def _field(read: FieldRead, at: Situation) -> Any:
    derived = expand_derived(read, at.model)
    if derived is not None:
        return _value(derived, at)
    record = _record(read.record, at)
    return None if record is None else record[read.name]


def _record(expression: Expression, at: Situation) -> Record | None:
    name = record_name(expression)
    if name in at.records or at.tables is None or not isinstance(expression, FieldRead):
        return at.records[name]
    source = _record(expression.record, at)
    wanted, entity = source and source[expression.name], entity_of(expression)
    key = at.model.entity(entity).key.name
    return next((record for record in at.tables[entity] if record[key] == wanted), None)


def _aggregate(aggregate: Aggregate, tables: Mapping[str, Sequence[Record]], at: Situation) -> Any:
    found: list[Any] = []
    for record in tables[aggregate.entity]:
        inner = replace(at, records={**at.records, python_name(aggregate.row): record})
        if aggregate.where is None or _value(aggregate.where, inner):
            found.append(1 if aggregate.value is None else _value(aggregate.value, inner))
    match aggregate.function:
        case "count" | "sum":
            return sum(found, _zero(aggregate.type))
        case "any":
            return bool(found)
        case _:
            return all(found)


def _decide(decide: Decide, at: Situation) -> Any:
    decision = at.model.decision(decide.decision)
    names = [python_name(item.name) for item in decision.parameters]
    values = [_value(argument, at) for argument in decide.arguments]
    inner = replace(at, scalars=dict(zip(names, values, strict=True)))
    rows = [row for row in decision.rows if all(part is None or _value(part, inner) for part in row.conditions)]
    if decision.policy is HitPolicy.COLLECT:
        return sum((_value(row.result, inner) for row in rows), _zero(decision.returns))
    if not rows:
        raise UnknownValueError(decision.name)
    return _value(rows[0].result, inner)


def _zero(kind: ValueType) -> Any:
    return timedelta() if isinstance(plain(kind), Duration) else 0


def _divide(top: int, bottom: int, rounding: Rounding) -> int:
    down, rest = divmod(top, bottom)
    match rounding:
        case Rounding.DOWN:
            return down
        case Rounding.UP:
            return down + (rest != 0)
        case Rounding.HALF_UP:
            is_tie_up = 2 * abs(rest) == abs(bottom) and (top > 0) == (bottom > 0)
            return down + (2 * abs(rest) > abs(bottom) or is_tie_up)
        case Rounding.HALF_EVEN:
            is_tie_up = 2 * abs(rest) == abs(bottom) and down % 2 == 1
            return down + (2 * abs(rest) > abs(bottom) or is_tie_up)
