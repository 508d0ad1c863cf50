"""A few values that stand for all values of a type, as far as some constants can tell them apart."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from ...expressions import Value
from ...value_types import (
    ORDERED,
    Bool,
    Choice,
    Date,
    DateTime,
    Decimal,
    Duration,
    Empty,
    Int,
    ListOf,
    Money,
    Optional,
    Plain,
    ValueType,
    plain,
)

_STEPS: dict[type[Plain], Any] = {
    Int: 1, Decimal: 1, Money: 1, Date: timedelta(days=1), DateTime: timedelta(seconds=1),
    Duration: timedelta(seconds=1),
}  # fmt: skip
_USUAL: dict[type[Plain], Any] = {
    Int: 0, Decimal: 0, Money: 0, Date: date(2000, 1, 1), DateTime: datetime(2000, 1, 1, tzinfo=UTC),
    Duration: timedelta(0),
}  # fmt: skip


def representatives(kind: ValueType, constants: Iterable[Value]) -> tuple[Value, ...]:
    """Return one value at least of every region into which the constants split a type.

    Ordered types are discrete, so the constants, their neighbours and the bounds of the type touch every region.
    """
    bare = plain(kind)
    if isinstance(bare, Empty):
        return (None,)
    named = {item for item in constants if item is not None}
    found = _ordered(bare, named) if isinstance(bare, ORDERED) else _unordered(bare, named)
    return (None, *found) if isinstance(kind, Optional) else found


def _unordered(kind: Plain, constants: set[Any]) -> tuple[Value, ...]:
    match kind:
        case Bool():
            return (True, False)
        case Choice(members=members):
            return members
        case ListOf():
            return ((), ("something",))
        case _:
            return (*sorted(constants), _another(constants))


def _another(constants: set[str]) -> str:
    """Return a text that is none of the constants."""
    text = "something else"
    while text in constants:
        text += " again"
    return text


def _ordered(kind: Plain, constants: set[Any]) -> tuple[Value, ...]:
    low, high = (kind.low, kind.high) if isinstance(kind, Int | Decimal) else (None, None)
    found: set[Any] = {bound for bound in (low, high) if bound is not None}
    for constant in constants:
        found |= _around(constant, _STEPS[type(kind)])
    found = found or {_USUAL[type(kind)]}
    return tuple(sorted(value for value in found if (low is None or value >= low) and (high is None or value <= high)))


def _around(constant: Any, step: Any) -> set[Any]:
    """Return a constant and its neighbours; those outside the calendar do not exist."""
    found = {constant}
    for sign in (-1, 1):
        try:
            found.add(constant + sign * step)
        except OverflowError:
            continue
    return found
