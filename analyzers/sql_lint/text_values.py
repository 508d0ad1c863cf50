"""Tells what the values of a text column really are: numbers, days, points in time, truth values, paths, lists."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlglot import exp

from .schema import Column
from .schema_types import family_of

# A number that starts with a zero is a code, and one that is very long an identifier.
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d+)?")
_TRUTHS = ({"true", "false"}, {"yes", "no"}, {"y", "n"}, {"t", "f"}, {"on", "off"})
_DAY_FORMATS = {
    "year-month-day": re.compile(r"\d{4}-\d\d-\d\d"),
    "year/month/day": re.compile(r"\d{4}/\d\d/\d\d"),
    "day.month.year": re.compile(r"\d\d?\.\d\d?\.\d{4}"),
    "with slashes": re.compile(r"\d\d?/\d\d?/\d{4}"),
    "month in letters": re.compile(r"(?i)\d\d?[- ](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[- ]\d{4}"),
}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?P<zone>Z|[+-]\d\d(?::?\d\d)?)?")
_PATH = re.compile(r"(?:[a-zA-Z]:\\|\\\\|\.{0,2}/|(?:file|s3|gs)://)?(?:[^\s/\\]+[/\\])+[^\s/\\]+\.\w{2,5}")
_WEB = re.compile(r"(?i)https?://|www\.")
_LIST = re.compile(r"[^\s,;|]{1,40}(?:\s?([,;|])\s?[^\s,;|]{1,40}(?:\s?\1\s?[^\s,;|]{1,40})*)")
_BOOLEANS = {exp.DType.BOOLEAN, exp.DType.BIT}


def is_number(text: str) -> bool:
    """Say whether a text is a number and no code."""
    return bool(_NUMBER.fullmatch(text))


def day_format(text: str) -> str:
    """Return in which way a text writes a day; nothing where it is none."""
    return next((name for name, pattern in _DAY_FORMATS.items() if pattern.fullmatch(text)), "")


def zone_of(text: str) -> str | None:
    """Return the offset of a point in time; nothing where it names none, None where the text is no point in time."""
    found = _MOMENT.fullmatch(text)
    return (found["zone"] or "") if found else None


def is_path(text: str) -> bool:
    """Say whether a text is the path of a file."""
    return bool(_PATH.fullmatch(text)) and not _WEB.match(text)


def is_list(text: str) -> bool:
    """Say whether a text is a list of short words; a decimal comma makes none."""
    found = _LIST.fullmatch(text)
    return bool(found) and not re.fullmatch(r"-?\d+,\d+", text) and day_format(text) == ""


def are_truths(texts: Iterable[str]) -> bool:
    """Say whether texts are the two truth values, both of them."""
    found = {text.lower() for text in texts}
    return any(found == pair for pair in _TRUTHS)


def share(values: Sequence[Any], test: Callable[[Any], object]) -> float:
    """Return which part of values passes a test; 0 where there are none."""
    return sum(bool(test(value)) for value in values) / len(values) if values else 0


def texts_of(values: Iterable[Any]) -> list[str]:
    """Return the values that are texts, without blanks around them, the empty ones left out."""
    return [value.strip() for value in values if isinstance(value, str) and value.strip()]


def is_numeric(value: object) -> bool:
    """Say whether a value is a number and not a truth value."""
    return not isinstance(value, bool | str | bytes | date | datetime) and hasattr(value, "__float__")


def is_boolean(column: Column, values: Iterable[Any]) -> bool:
    """Say whether a column holds truth values, by its type, its name or its values."""
    named = re.match(r"(?i)(?:is|has|can|was|allow|enable)_|.*(?:_flag|_enabled|_active)$", column.name)
    typed = column.type is not None and column.type.this in _BOOLEANS
    return typed or bool(named) or {type(value) for value in values} == {bool}


def is_temporal(column: Column, values: Iterable[Any]) -> bool:
    """Say whether a column holds days or points in time, by its type, its name or its values."""
    named = re.search(r"(?i)(?:_at|_on|date|time|_ts)$", column.name)
    return family_of(column.type) == "TIME" or bool(named) or any(isinstance(value, date) for value in values)
