"""Values as people write them in steps and table cells, read by their type and written back."""

import re
from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches

from msgspec import Struct

from .expressions import Value
from .value_types import (
    Bool,
    Choice,
    Date,
    DateTime,
    Decimal,
    Duration,
    Empty,
    ListOf,
    Money,
    Optional,
    Password,
    Plain,
    Reference,
    Text,
    ValueType,
    plain,
    scale_of,
)


class LiteralProblem(Struct, frozen=True):
    """Why a text is no value of the wanted type, and the way out."""

    message: str
    hint: str = ""


Literal = Value | LiteralProblem

_EMPTY = ("", "-", "empty")
_TRUTH = {"yes": True, "true": True, "no": False, "false": False}
_DIGITS = re.compile(r"([+-]?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?", re.ASCII)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:(?:T|\s+)(\d\d:\d\d(?::\d\d)?)(?:Z|\+00:00)?)?", re.ASCII)
_LENGTH = re.compile(r"(\d{1,9})\s+(second|minute|hour|day|week)s?", re.ASCII | re.IGNORECASE)
_MEMBER = re.compile(r'(?:"(?:[^"\\]|\\.)*"|[^,"])+')
_UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
_MOST_DIGITS = 30
_MOST_SECONDS = 86_400 * 365_000
_NAMES = {"int": "number", "decimal": "number", "money": "amount", "datetime": "date and time", "bool": "yes or no"}


def is_quoted(text: str) -> bool:
    """Tell whether a text stands in double quotes."""
    return len(text) >= 2 and text[0] == '"' and text[-1] == '"'


def unquote(text: str) -> str:
    """Return a text without its double quotes and the escapes within; a bare text as it is."""
    if not is_quoted(text):
        return text
    return re.sub(r'\\(["\\])', r"\1", text[1:-1]) if "\\" in text else text[1:-1]


def quote(text: str) -> str:
    """Return a text in double quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def split_list(text: str) -> list[str]:
    """Return the members of `a, "b, c"`; none for nothing, `-` and `empty`."""
    if text.strip() in _EMPTY:
        return []
    return [unquote(part.strip()) for part in _MEMBER.findall(text) if part.strip()]


def parse_value(text: str, kind: ValueType) -> Literal:
    """Return the value that a text, quoted or bare, stands for; bounds of length and range are not looked at.

    An optional value may be written as nothing, `-` or `empty`. A reference's text is returned as it is.
    """
    text = text.strip()
    if isinstance(kind, Empty | Optional) and text in _EMPTY:
        return None
    if isinstance(kind, Empty):
        return LiteralProblem("only `empty` fits here")
    content = unquote(text)
    bare = kind.of if isinstance(kind, Optional) else kind
    if not content and not isinstance(bare, Text | Password):
        return LiteralProblem("the value is missing")
    return _parse(content, bare)


def _parse(text: str, kind: Plain) -> Literal:
    match kind:
        case Text() | Password() | Reference() | ListOf():
            return text
        case Bool():
            value = _TRUTH.get(text.lower())
            return _wrong(text, kind) if value is None else value
        case Choice():
            return _parse_choice(text, kind)
        case Date():
            return _parse_date(text)
        case DateTime():
            return _parse_moment(text)
        case Duration():
            return _parse_duration(text)
        case _:
            return _parse_number(text, kind)


def _wrong(text: str, kind: ValueType, hint: str = "") -> LiteralProblem:
    name = type(plain(kind)).__name__.lower()
    return LiteralProblem(f"{quote(text)} is not a valid {_NAMES.get(name, name)}", hint)


def _parse_choice(text: str, kind: Choice) -> Literal:
    spelled = {member.lower().replace("_", " "): member for member in kind.members}
    member = text if text in kind.members else spelled.get(text.lower().replace("_", " "))
    if member is not None:
        return member
    close = get_close_matches(text.lower(), list(spelled), 1)
    hint = f"did you mean {spelled[close[0]]}?" if close else ""
    return LiteralProblem(f"{quote(text)} is not one of {', '.join(kind.members)}", hint)


def _parse_number(text: str, kind: Plain) -> Literal:
    scale = scale_of(kind)
    match = _DIGITS.fullmatch(text)
    if match is None or len(text) > _MOST_DIGITS:
        return _wrong(text, kind, f"write it like {_sample(scale)}")
    sign, whole, fraction = match[1], match[2].replace(",", ""), match[3] or ""
    if len(fraction) > scale:
        places = "no decimal places" if scale == 0 else f"at most {scale} decimal places"
        return _wrong(text, kind, f"it has {places}")
    number = int(whole + fraction.ljust(scale, "0"))
    return -number if sign == "-" else number


def _sample(scale: int) -> str:
    return "12." + "50".ljust(scale, "0")[:scale] if scale else "12"


def _parse_date(text: str) -> Literal:
    try:
        return date.fromisoformat(text) if _MOMENT.fullmatch(text) else _wrong(text, Date(), "write it like 2026-07-22")
    except ValueError:
        return _wrong(text, Date(), "write it like 2026-07-22")


def _parse_moment(text: str) -> Literal:
    match = _MOMENT.fullmatch(text)
    problem = _wrong(text, DateTime(), "write it like 2026-07-22 08:00")
    if match is None:
        return problem
    try:
        return datetime.fromisoformat(f"{match[1]}T{match[2] or '00:00'}").replace(tzinfo=UTC)
    except ValueError:
        return problem


def _parse_duration(text: str) -> Literal:
    seconds, position = 0, 0
    while match := _LENGTH.match(text, position):
        seconds += int(match[1]) * _UNITS[match[2].lower()]
        separator = re.compile(r"\s+(?:and\s+)?").match(text, match.end())
        position = separator.end() if separator else match.end()
    if position == 0 or position < len(text) or seconds > _MOST_SECONDS:
        return _wrong(text, Duration(), "write it like 15 minutes")
    return timedelta(seconds=seconds)


def describe_value(value: Value, kind: ValueType) -> str:
    """Return a value as a specification writes it: text in quotes, members bare, nothing as `empty`."""
    if value is None or value == ():
        return "empty"
    if isinstance(value, tuple):
        return ", ".join(quote(str(key)) for key in value)
    if isinstance(plain(kind), Text | Password | Reference):
        return quote(str(value))
    return show_value(value, kind).replace(",", "")


def show_value(value: Value, kind: ValueType) -> str:
    """Return a value as messages and pages show it: text bare, amounts with separators, nothing as ``."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            moment = value.astimezone(UTC).isoformat(" ", "seconds").removesuffix("+00:00")
            return moment.removesuffix(":00")
        case date():
            return value.isoformat()
        case timedelta():
            return _show_duration(value)
        case tuple():
            return ", ".join(map(str, value))
        case int() if isinstance(plain(kind), Decimal | Money):
            return _show_number(value, scale_of(kind))
        case _:
            return str(value)


def _show_number(number: int, scale: int) -> str:
    whole, fraction = divmod(abs(number), 10**scale)
    sign = "-" if number < 0 else ""
    return f"{sign}{whole:,}" + (f".{fraction:0{scale}d}" if scale else "")


def _show_duration(duration: timedelta) -> str:
    seconds = int(duration.total_seconds())
    unit = next(unit for unit in ("day", "hour", "minute", "second") if seconds % _UNITS[unit] == 0)
    if seconds == 0:
        unit = "second"
    count = seconds // _UNITS[unit]
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
