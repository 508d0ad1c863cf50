"""What a person types into an input, read as a value of its type."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal as Exact
from decimal import InvalidOperation

from ..expressions import Value
from ..value_types import Bool, Date, DateTime, Decimal, Duration, Int, Money, Password, ValueType, plain
from .outcomes import Key
from .validation import has_wrong_kind, invalid

_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}


def parse(text: str, kind: ValueType, label: str) -> tuple[Value, str | None]:
    """Return the value of a typed text and None, or None and what is wrong with it."""
    bare = plain(kind)
    written = text if isinstance(bare, Password) else text.strip()
    if not written:
        return None, None
    try:
        return _READERS.get(type(bare), _as_written)(written, bare), None
    except (ValueError, InvalidOperation, OverflowError, KeyError):
        return None, has_wrong_kind(None, kind, label) or invalid(label, "value")


def key_from(text: Key, kind: ValueType) -> Key:
    """Return a key as its type holds it: digits become a number where the key is one."""
    is_number = isinstance(plain(kind), Int) and isinstance(text, str) and re.fullmatch(r"\s*[0-9]{1,18}\s*", text)
    return int(text) if is_number else text


def _as_written(text: str, kind: ValueType) -> Value:
    return text


def _integer(text: str, kind: ValueType) -> Value:
    if not re.fullmatch(r"[+-]?[0-9]{1,18}", text):
        raise ValueError(text)
    return int(text)


def _number(text: str, kind: ValueType) -> Value:
    scale = kind.scale if isinstance(kind, Decimal | Money) else 0
    if not re.fullmatch(r"[+-]?[0-9]{1,15}(\.[0-9]+)?", text):
        raise ValueError(text)
    units = Exact(text).scaleb(scale)
    if units != units.to_integral_value():
        raise ValueError(text)
    return int(units)


def _bool(text: str, kind: ValueType) -> Value:
    return {"yes": True, "true": True, "no": False, "false": False}[text.lower()]


def _date(text: str, kind: ValueType) -> Value:
    return date.fromisoformat(text)


def _datetime(text: str, kind: ValueType) -> Value:
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _duration(text: str, kind: ValueType) -> Value:
    match = re.fullmatch(r"([0-9]{1,9})(?: (second|minute|hour|day)s?)?", text)
    if match is None:
        raise ValueError(text)
    return timedelta(seconds=int(match[1]) * _SECONDS[match[2] or "second"])


_READERS: dict[type, Callable[[str, ValueType], Value]] = {
    Int: _integer,
    Decimal: _number,
    Money: _number,
    Bool: _bool,
    Date: _date,
    DateTime: _datetime,
    Duration: _duration,
}
