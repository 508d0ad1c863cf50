"""Works out people, records and inputs for which the conditions of an action come out as wanted."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct

from ...expressions import Arithmetic, DateOf, Expression, FieldRead, LengthOf, Me, Now, UntilTime, Value, Variable
from ...interpreter.samples import Sample, sample_value
from ...value_types import (
    Bool,
    Choice,
    Date,
    DateTime,
    Decimal,
    Duration,
    Int,
    ListOf,
    Money,
    Reference,
    Text,
    ValueType,
    plain,
)
from .conditions import EQUAL, Subject
from .terms import Term, constant_of

Path = tuple[str, ...]  # `me` or a parameter, then the fields that lead on from it

_UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}


class NotWorkedOutError(Exception):
    """There is no simple way to make these conditions come out as wanted."""


class Actor(Struct, frozen=True):
    """Who acts: the role (None: nobody signed in), and the path that leads to that person, if any does."""

    role: str | None
    path: Path | None = None


def path_of(expression: Expression, actor: Actor) -> Path | None:
    """Return the path of an input or of a field; None for what is worked out from others."""
    match expression:
        case Me():
            return ("me",)
        case Variable(name=name):
            return (name,)
        case FieldRead(record=record, name=name):
            start = path_of(record, actor)
            found = None if start is None else (*start, name)
            return ("me",) if found is not None and found == actor.path else found
        case _:
            return None


class Situation:
    """The values of inputs and fields, by their paths."""

    def __init__(self, clock: datetime, actor: Actor) -> None:
        self.values: dict[Path, Value] = {}
        self._clock = clock
        self._actor = actor

    def arrange(self, subjects: Mapping[Term, Subject], wanted: Mapping[Term, Value]) -> None:
        """Give values to inputs and fields so that subjects come out as wanted; NotWorkedOutError if none are found."""
        for term, subject in subjects.items():
            if subject.other is None:
                self._set(subject.expression, wanted[term])
        for term, subject in subjects.items():
            if subject.other is not None:
                self._relate(subject.expression, subject.other, wanted[term])

    def value_of(self, path: Path, kind: ValueType, label: str) -> Value:
        """Return the value that stands at a path, or a sample."""
        return self.values[path] if path in self.values else self._sample(kind, label)

    def _set(self, expression: Expression, value: Any) -> None:
        path = path_of(expression, self._actor)
        if isinstance(plain(expression.type), ListOf) and value != ():
            raise NotWorkedOutError  # which records could be in the list is not worked out
        if path is not None:
            self.values[path] = value
        elif isinstance(expression, UntilTime):
            self._set(expression.moment, self._clock + timedelta(seconds=value * _UNITS[expression.unit]))
        elif isinstance(expression, LengthOf):
            is_list = isinstance(expression.operand.type, ListOf)
            self._set(expression.operand, ("something",) * value if is_list else "x" * value)

    def _relate(self, first: Expression, second: Expression, position: Value) -> None:
        """Give one of two sides the value that lies as wanted to the other; where both are given, they are left."""
        if isinstance(plain(first.type), Reference):
            return
        one, other = self._free(first), self._free(second)
        # A field of a record mostly has more room than an input.
        if other is not None and (one is None or len(other) > len(one)):
            self.values[other] = _beside(self._evaluate(first), position, -1, second.type)
        elif one is not None:
            self.values[one] = _beside(self._evaluate(second), position, 1, first.type)

    def _free(self, expression: Expression) -> Path | None:
        path = path_of(expression, self._actor)
        return None if path is None or path in self.values else path

    def _evaluate(self, expression: Expression) -> Any:
        constant = constant_of(expression)
        if constant is not None:
            return constant.value
        path = path_of(expression, self._actor)
        match expression:
            case Now():
                return self._clock
            case DateOf(moment=moment):
                return self._evaluate(moment).date()
            case Arithmetic(operator="+", left=left, right=right):
                return self._evaluate(left) + self._evaluate(right)
            case Arithmetic(operator="-", left=left, right=right):
                return self._evaluate(left) - self._evaluate(right)
            case _ if path is not None:
                return self.values.setdefault(path, self._sample(expression.type, path[-1]))
            case _:
                raise NotWorkedOutError

    def _sample(self, kind: ValueType, label: str) -> Value:
        bare = plain(kind)
        if isinstance(bare, Int) and bare.low is None:
            return 1 if bare.high is None else min(1, bare.high)
        if isinstance(bare, Money):
            return 10**bare.scale
        return sample_value(kind, label, Sample(1, self._clock, None, _no_record))


def _no_record(_: str) -> Value:
    raise NotWorkedOutError


def _beside(value: Any, position: Any, sign: int, kind: ValueType) -> Value:
    """Return a value of a type that lies as wanted to another."""
    if position == EQUAL:
        return value
    bare = plain(kind)
    match bare:
        case Choice(members=members):
            return next((member for member in members if member != value), value)
        case Text():
            return f"{value} 2"
        case Bool():
            return not value
        case Date() | DateTime():
            return value + timedelta(days=position * sign)
        case Duration():
            return value + timedelta(hours=position * sign)
        case Int() | Decimal() | Money():
            return value + position * sign
        case _:
            raise NotWorkedOutError
