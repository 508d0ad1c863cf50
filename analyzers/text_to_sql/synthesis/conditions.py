"""What a query asks of a value, and the values on both sides of the bound between yes and no."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from .views import WHOLE, View


class Comparison(StrEnum):
    """How a value is compared."""

    EQUAL = "="
    LESS = "<"
    LESS_OR_EQUAL = "<="
    GREATER = ">"
    GREATER_OR_EQUAL = ">="
    LIKE = "like"
    NULL = "is null"


class Condition(Struct, frozen=True):
    """A comparison of a part of a value with a literal; the other way round where it `is_negated`."""

    comparison: Comparison
    literal: str = ""
    view: View = WHOLE
    is_negated: bool = False

    def holds(self, value: str | None) -> bool:
        """Say whether a value is as it should be; NULL never is, unless it is asked for."""
        if self.comparison is Comparison.NULL:
            return (value is None) != self.is_negated
        return value is not None and _compare(self.comparison, self.view.of(value), self.literal) != self.is_negated

    def candidates(self, template: str) -> Iterator[str | None]:
        """Yield values that hold and values that just do not; `template` is a value as they usually are."""
        if self.comparison is Comparison.NULL:
            yield from (None, template or "1")
            return
        parts = _matches(self.literal) if self.comparison is Comparison.LIKE else nearby(self.literal)
        yield from (self.view.put(part, template) for part in parts)


def nearby(literal: str) -> Iterator[str]:
    """Yield a literal, then what is next to it: the next numbers, dates, or texts."""
    yield literal
    if re.fullmatch(r"-?\d{1,15}", literal):
        yield from (str(int(literal) + step).zfill(len(literal)) for step in (-1, 1, 7, -20))
    elif re.fullmatch(r"-?\d+\.\d+", literal):
        digits = len(literal.partition(".")[2])
        yield from (f"{float(literal) + step:.{digits}f}" for step in (-(0.1**digits), 0.1**digits, 0.5, -1, 3))
    elif day := _day(literal):
        yield from ((day + timedelta(step)).isoformat() + literal[10:] for step in (-1, 1, 40, -400, 400))
    else:
        yield from (f"{literal}s", f"new {literal}")


def number(text: str) -> float | None:
    """Return the number that a text is; None where it is none."""
    return float(text) if len(text) < 300 and re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)", text) else None


def _day(text: str) -> date | None:
    """Return the day that a text begins with, where there are others before and after it."""
    try:
        found = date.fromisoformat(text[:10])
    except ValueError:
        return None
    return found if 2 < found.year < 9998 else None


def _matches(pattern: str) -> Iterator[str]:
    """Yield texts that match a pattern of LIKE, and some that may not: `core` with words on either side of it."""
    core = re.sub("%+", "-", pattern.strip("%")).replace("_", "a")
    yield from (core, f"{core} x", f"x {core}", f"a {core} b")


def _compare(comparison: Comparison, value: str, literal: str) -> bool:
    if comparison is Comparison.LIKE:
        parts = (".*" if char == "%" else "." if char == "_" else re.escape(char) for char in literal)
        return re.fullmatch("".join(parts), value, re.IGNORECASE | re.DOTALL) is not None
    first, second = number(value), number(literal)
    if first is not None and second is not None:
        return _ordered(comparison, (first > second) - (first < second))
    return _ordered(comparison, (value > literal) - (value < literal))


def _ordered(comparison: Comparison, order: int) -> bool:
    """Say whether a comparison holds where the first is less (-1), equal (0) or greater (1)."""
    if order == 0:
        return comparison in (Comparison.EQUAL, Comparison.LESS_OR_EQUAL, Comparison.GREATER_OR_EQUAL)
    return comparison in (
        (Comparison.LESS, Comparison.LESS_OR_EQUAL) if order < 0 else (Comparison.GREATER, Comparison.GREATER_OR_EQUAL)
    )
