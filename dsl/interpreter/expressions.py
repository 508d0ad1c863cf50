"""Expressions as Python closures, each compiled once per model."""

import operator
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from ...diagnostics import Span
from ..expressions import (
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
    UntilTime,
    Value,
    Variable,
)
from ..value_types import Duration, Optional, plain, scale_of
from .arithmetic import divide
from .decisions import decide
from .formatting import words
from .index import Index
from .outcomes import EvaluationError, Key, UnsetError
from .state import Table

Evaluate = Callable[["Frame"], Any]

_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
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
_EMPTY = "an empty value cannot be used here"
_UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}


class Frame:
    """What an expression may look at: the records, the moment, the person, and named inputs."""

    __slots__ = ("me", "now", "records", "variables")

    def __init__(self, records: dict[str, Table], now: datetime, me: Key | None, variables: dict[str, Value]) -> None:
        self.records = records
        self.now = now
        self.me = me
        self.variables = variables

    def binding(self, name: str, value: Value) -> "Frame":
        """Return a frame that knows one more input."""
        return Frame(self.records, self.now, self.me, {**self.variables, name: value})


class Evaluator:
    """Gives expressions of one model their values; `rows` collects the decision rows that were hit."""

    def __init__(self, index: Index, rows: set[str]) -> None:
        self._index = index
        self._rows = rows
        self._compiled: dict[int, tuple[Expression, Evaluate]] = {}
        self._builders: dict[type[Expression], Callable[[Any], Evaluate]] = {
            Constant: lambda e: _constant(e.value),
            Now: lambda e: lambda frame: frame.now,
            Me: lambda e: lambda frame: frame.me,
            Variable: _variable,
            FieldRead: self._field,
            Arithmetic: self._arithmetic,
            RoundedQuotient: self._quotient,
            Comparison: self._comparison,
            And: self._and,
            Or: self._or,
            Not: self._not,
            IsEmpty: self._is_empty,
            Contains: self._contains,
            ListWith: self._list_with,
            UntilTime: self._until,
            DateOf: self._date_of,
            LengthOf: self._length,
            Decide: self._decide,
            Aggregate: self._aggregate,
        }

    def value(self, expression: Expression, frame: Frame) -> Any:
        """Return the value of an expression; raises EvaluationError where it has none."""
        known = self._compiled.get(id(expression))
        return (known[1] if known else self.compiled(expression))(frame)

    def compiled(self, expression: Expression) -> Evaluate:
        """Return the closure of an expression; it is kept, and the expression with it."""
        known = self._compiled.get(id(expression))
        if known is None:
            known = (expression, self._builders[type(expression)](expression))
            self._compiled[id(expression)] = known
        return known[1]

    def read(self, frame: Frame, entity: str, key: Key, name: str) -> Any:
        """Return a field of a record, derived or stored."""
        field = self._index.entities[entity].field(name)
        if field.derived is None or field.is_stored:
            return frame.records[entity][key][name]
        return self.value(field.derived, Frame(frame.records, frame.now, None, {"self": key}))

    def _field(self, expression: FieldRead) -> Evaluate:
        record, span = self.compiled(expression.record), expression.span
        entity, name = expression.entity, expression.name
        may_be_empty = isinstance(expression.record.type, Optional)
        field = self._index.entities[entity].field(name)
        derived = None if field.is_stored else field.derived

        def read_stored(frame: Frame) -> Any:
            key = record(frame)
            try:
                return frame.records[entity][key][name]
            except KeyError:
                if key is None and may_be_empty:
                    return None
                raise EvaluationError(_missing(entity, key), span) from None

        def read_derived(frame: Frame) -> Any:
            key = record(frame)
            if key in frame.records[entity]:
                assert derived is not None
                return self.value(derived, Frame(frame.records, frame.now, None, {"self": key}))
            if key is None and may_be_empty:
                return None
            raise EvaluationError(_missing(entity, key), span)

        return read_stored if derived is None else read_derived

    def _arithmetic(self, expression: Arithmetic) -> Evaluate:
        left, right = self.compiled(expression.left), self.compiled(expression.right)
        if expression.operator != "*":
            left, right = _aligned(expression, left, right)
        apply = _OPERATORS[expression.operator]
        return _partial(lambda frame: apply(left(frame), right(frame)), expression.span)

    def _quotient(self, expression: RoundedQuotient) -> Evaluate:
        numerator, denominator = self.compiled(expression.numerator), self.compiled(expression.denominator)
        rounding = expression.rounding
        return _partial(lambda frame: divide(numerator(frame), denominator(frame), rounding), expression.span)

    def _comparison(self, expression: Comparison) -> Evaluate:
        left, right = self.compiled(expression.left), self.compiled(expression.right)
        left, right = _aligned(expression, left, right)
        apply, span = _OPERATORS[expression.operator], expression.span

        def compare(frame: Frame) -> bool:
            first, second = left(frame), right(frame)
            try:
                return apply(first, second)
            except TypeError:
                raise EvaluationError(_EMPTY, span) from None

        return compare

    def _and(self, expression: And) -> Evaluate:
        operands = [self.compiled(operand) for operand in expression.operands]
        if len(operands) == 2:
            first, second = operands
            return lambda frame: first(frame) and second(frame)
        return lambda frame: all(operand(frame) for operand in operands)

    def _or(self, expression: Or) -> Evaluate:
        operands = [self.compiled(operand) for operand in expression.operands]
        return lambda frame: any(operand(frame) for operand in operands)

    def _not(self, expression: Not) -> Evaluate:
        operand = self.compiled(expression.operand)
        return lambda frame: not operand(frame)

    def _is_empty(self, expression: IsEmpty) -> Evaluate:
        operand = self.compiled(expression.operand)
        return lambda frame: operand(frame) in (None, ())

    def _contains(self, expression: Contains) -> Evaluate:
        listed, item = self.compiled(expression.list), self.compiled(expression.item)
        return lambda frame: item(frame) in listed(frame)

    def _list_with(self, expression: ListWith) -> Evaluate:
        listed, item = self.compiled(expression.list), self.compiled(expression.item)
        if expression.is_removed:
            return lambda frame: tuple(key for key in listed(frame) if key != item(frame))
        return lambda frame: tuple(sorted({*listed(frame), item(frame)}))

    def _until(self, expression: UntilTime) -> Evaluate:
        moment, unit = self.compiled(expression.moment), timedelta(seconds=_UNITS[expression.unit])
        return _partial(lambda frame: (moment(frame) - frame.now) // unit, expression.span)

    def _date_of(self, expression: DateOf) -> Evaluate:
        moment = self.compiled(expression.moment)
        return _partial(lambda frame: datetime.date(moment(frame)), expression.span)

    def _length(self, expression: LengthOf) -> Evaluate:
        operand = self.compiled(expression.operand)
        return _partial(lambda frame: len(operand(frame)), expression.span)

    def _decide(self, expression: Decide) -> Evaluate:
        decision = self._index.decisions[expression.decision]
        arguments = [self.compiled(argument) for argument in expression.arguments]
        names = [parameter.name for parameter in decision.parameters]

        def result(frame: Frame) -> Any:
            values = {name: argument(frame) for name, argument in zip(names, arguments, strict=True)}
            inner = Frame(frame.records, frame.now, frame.me, values)
            return decide(decision, values, lambda part: self.value(part, inner), self._rows)

        return result

    def _aggregate(self, expression: Aggregate) -> Evaluate:
        entity, row = expression.entity, expression.row
        where = self.compiled(expression.where) if expression.where else None
        value = self.compiled(expression.value) if expression.value else None

        def selected(frame: Frame) -> Any:
            inner = frame.binding(row, None)
            for key in frame.records[entity]:
                inner.variables[row] = key
                if where is None or where(inner):
                    yield True if value is None else value(inner)

        match expression.function:
            case "count":
                return lambda frame: sum(1 for _ in selected(frame))
            case "any":
                return lambda frame: any(selected(frame))
            case "all":
                return lambda frame: all(selected(frame))
            case _:
                zero: Any = timedelta(0) if isinstance(plain(expression.type), Duration) else 0
                return _partial(lambda frame: sum(selected(frame), zero), expression.span)


def _constant(value: Value) -> Evaluate:
    return lambda frame: value


def _variable(expression: Variable) -> Evaluate:
    name = expression.name

    def read(frame: Frame) -> Any:
        try:
            return frame.variables[name]
        except KeyError:
            raise UnsetError(f"{name} has no value yet", expression.span) from None

    return read


def _aligned(expression: Arithmetic | Comparison, left: Evaluate, right: Evaluate) -> tuple[Evaluate, Evaluate]:
    """Bring both sides to the same count of decimal places."""
    difference = scale_of(expression.left.type) - scale_of(expression.right.type)
    return (_scaled(left, -difference), _scaled(right, difference)) if difference else (left, right)


def _scaled(evaluate: Evaluate, places: int) -> Evaluate:
    factor = 10 ** max(places, 0)
    return evaluate if factor == 1 else lambda frame: evaluate(frame) * factor


def _partial(evaluate: Evaluate, span: Span) -> Evaluate:
    """Return an operation that says what is wrong where it has no value."""

    def value(frame: Frame) -> Any:
        try:
            return evaluate(frame)
        except ZeroDivisionError:
            raise EvaluationError("division by zero", span) from None
        except OverflowError:
            raise EvaluationError("the result lies outside the calendar", span) from None
        except TypeError:
            raise EvaluationError(_EMPTY, span) from None

    return value


def _missing(entity: str, key: Key | None) -> str:
    return f"there is no {words(entity)} to read from" if key is None else f'there is no {words(entity)} "{key}"'
