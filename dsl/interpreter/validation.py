"""Whether a value may stand in a field or a parameter, and what the user is told if not."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from ..expressions import Value
from ..value_types import (
    LARGEST,
    SMALLEST,
    Bool,
    Choice,
    Date,
    DateTime,
    Decimal,
    Duration,
    Int,
    ListOf,
    Money,
    Optional,
    Password,
    Plain,
    Reference,
    Text,
    ValueType,
    plain,
)
from .formatting import fixed_point, words
from .outcomes import Key

_KINDS: dict[type[Plain], tuple[type[Any] | tuple[type[Any], ...], str]] = {
    Bool: (bool, "yes or no"),
    Int: (int, "number"),
    Decimal: (int, "number"),
    Money: (int, "amount"),
    Text: (str, "text"),
    Password: (str, "password"),
    Choice: (str, "choice"),
    Date: (date, "date"),
    DateTime: (datetime, "date and time"),
    Duration: (timedelta, "length of time"),
    Reference: ((str, int), "choice"),
    ListOf: (tuple, "list"),
}


def clean(value: Value, kind: ValueType) -> Value:
    """Return a value as it is kept: texts without outer spaces, lists in order, and empty instead of nothing."""
    if isinstance(plain(kind), ListOf):
        return tuple(sorted(set(value))) if isinstance(value, tuple) else ()  # pyright: ignore[reportArgumentType]
    if not isinstance(value, str):
        return value
    return (value.strip() if isinstance(plain(kind), Text) else value) or None


def find_problem(value: Value, kind: ValueType, label: str) -> str | None:
    """Return what is wrong with a value of a type, records it refers to left aside; None when it is fine."""
    if value is None:
        return None if isinstance(kind, Optional) else f"{label} is required"
    return has_wrong_kind(value, kind, label) or _out_of_bounds(value, kind, label)


def has_wrong_kind(value: Value, kind: ValueType, label: str) -> str | None:
    """Return the message for a value that is none of the type at all."""
    expected, noun = _KINDS[type(plain(kind))]  # pyright: ignore[reportArgumentType]
    is_day = expected is date and isinstance(value, datetime)
    fits = isinstance(value, expected) and isinstance(value, bool) is (expected is bool) and not is_day
    return None if fits else invalid(label, noun)


def invalid(label: str, noun: str) -> str:
    """Return the message for an input that cannot be read."""
    return f"{label} is not a valid {noun}"


def find_missing(value: Value, kind: ValueType, records: Mapping[str, Mapping[Key, object]]) -> str | None:
    """Return what to say of the first record that a value refers to and that does not exist, or None."""
    bare = plain(kind)
    if not isinstance(bare, Reference | ListOf) or value is None:
        return None
    keys = value if isinstance(value, tuple) else (value,)
    missing = next((key for key in keys if key not in records[bare.entity]), None)
    return None if missing is None else no_record(bare.entity, missing)


def no_record(entity: str, key: Key | Value) -> str:
    """Return the message for a record that does not exist."""
    return f"There is no {words(entity)} {key}"


def _out_of_bounds(value: Any, kind: ValueType, label: str) -> str | None:
    bare = plain(kind)
    if isinstance(bare, Text):
        return None if _within(len(value), bare.low, bare.high) else f"{label} must be {_lengths(bare)}"
    if isinstance(bare, Choice):
        return None if value in bare.members else f"{label} is not one of {', '.join(bare.members)}"
    if isinstance(bare, Int | Decimal) and not _within(value, bare.low, bare.high):
        return f"{label} must be {_bounds(bare)}"
    return _beyond_64_bits(value, label) if isinstance(bare, Int) else None


def _beyond_64_bits(value: int, label: str) -> str | None:
    if value > LARGEST:
        return f"{label} must be at most {LARGEST}"
    return f"{label} must be at least {SMALLEST}" if value < SMALLEST else None


def _within(value: int, low: int | None, high: int | None) -> bool:
    return (low is None or value >= low) and (high is None or value <= high)


def _lengths(kind: Text) -> str:
    if kind.high is None:
        return f"at least {kind.low} characters"
    return f"at most {kind.high} characters" if kind.low <= 1 else f"{kind.low} to {kind.high} characters"


def _bounds(kind: Int | Decimal) -> str:
    scale = kind.scale if isinstance(kind, Decimal) else 0
    low, high = (None if bound is None else fixed_point(bound, scale) for bound in (kind.low, kind.high))
    if low is None:
        return f"at most {high}"
    return f"at least {low}" if high is None else f"between {low} and {high}"
