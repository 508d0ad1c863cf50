"""Values as pages show them, and as messages spell them."""

import re
from datetime import date, datetime, timedelta

from ..expressions import Value
from ..value_types import Decimal, Money, Password, Text, ValueType, plain, scale_of

_POINT_GROUPS = {"de", "es", "it", "nl", "pt", "id", "tr", "da", "el"}
_SPACE_GROUPS = {"fr", "pl", "ru", "uk", "cs", "sk", "sv", "nb", "no", "fi", "bg", "hu"}
_UNITS = (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1))


def words(name: str) -> str:
    """Return a name as lower-case words: `SeatClass` and `seat_class` become `seat class`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).replace("_", " ").lower()


def capitalised(text: str) -> str:
    """Return the text with a capital first letter and the rest as it is."""
    return text[:1].upper() + text[1:]


def fixed_point(units: int, scale: int) -> str:
    """Return smallest units as a number: 110600 with two places is `1106.00`."""
    if scale == 0:
        return str(units)
    digits = f"{abs(units):0{scale + 1}d}"
    return f"{'-' if units < 0 else ''}{digits[:-scale]}.{digits[-scale:]}"


def grouped(units: int, scale: int, locale: str) -> str:
    """Return smallest units as a number in the locale's way: `1,106.00`."""
    whole, _, fraction = fixed_point(abs(units), scale).partition(".")
    group, point = _separators(locale)
    text = f"{int(whole):,}".replace(",", group) + (point + fraction if fraction else "")
    return f"-{text}" if units < 0 else text


def _separators(locale: str) -> tuple[str, str]:
    language = locale.partition("-")[0].partition("_")[0].lower()
    if language in _POINT_GROUPS:
        return ".", ","
    return ("\u00a0", ",") if language in _SPACE_GROUPS else (",", ".")


def show(value: Value, kind: ValueType, locale: str) -> str:
    """Return a value as a page shows it; nothing for an empty one and for a password."""
    bare = plain(kind)
    if value is None or isinstance(bare, Password):
        return ""
    if isinstance(bare, Decimal | Money) and isinstance(value, int):
        return grouped(value, bare.scale, locale)
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return _plainly(value)


def spell(value: Value, kind: ValueType) -> str:
    """Return a value as a specification writes it: texts in quotes, `empty` for none."""
    if value is None or value == ():
        return "empty"
    if isinstance(value, tuple):
        return ", ".join(f'"{key}"' for key in value)
    if isinstance(value, int) and not isinstance(value, bool):
        return fixed_point(value, scale_of(kind))
    is_quoted = isinstance(value, str) and (type(plain(kind)) is Text or not value.isidentifier())
    return f'"{value}"' if is_quoted else _plainly(value)


def _plainly(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M" if value.second == 0 else "%Y-%m-%d %H:%M:%S")
    if isinstance(value, date):
        return value.isoformat()
    return _duration(value) if isinstance(value, timedelta) else str(value)


def _duration(length: timedelta) -> str:
    seconds = int(length.total_seconds())
    unit, size = next((unit, size) for unit, size in _UNITS if seconds % size == 0)
    count = seconds // size
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
