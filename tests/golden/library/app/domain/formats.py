"""How values are written: for machines and for people."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

UNITS = (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1))


# Lists show the same moments again and again, so both directions are remembered.
@lru_cache(4096)
def instant_text(moment: datetime) -> str:
    """Write a moment as `2026-07-22T08:00:00Z`."""
    if moment.tzinfo is not UTC:
        moment = moment.astimezone(UTC)
    return moment.replace(tzinfo=None).isoformat() + "Z"


@lru_cache(4096)
def read_instant(text: str) -> datetime:
    """Read a moment written as `2026-07-22T08:00:00Z`."""
    return datetime.fromisoformat(text)


def instant_display(moment: datetime) -> str:
    """Write a moment for people: `2026-07-22 08:00`."""
    return moment.strftime("%Y-%m-%d %H:%M:%S" if moment.second else "%Y-%m-%d %H:%M")


def duration_display(length: timedelta) -> str:
    """Write a length of time for people, in the largest unit that fits: `90 minutes`."""
    seconds = int(length.total_seconds())
    unit, size = next((unit, size) for unit, size in UNITS if seconds % size == 0)
    count = seconds // size
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def decimal_text(units: int, places: int) -> str:
    """Write a number of smallest units with its decimal places: `12.5`."""
    sign, digits = "-" if units < 0 else "", f"{abs(units):0{places + 1}}"
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def decimal_display(units: int, places: int) -> str:
    """Write a number of smallest units for people."""
    whole, point, fraction = decimal_text(units, places).partition(".")
    sign = "-" if units < 0 else ""
    return f"{sign}{abs(int(whole)):,}{point}{fraction}"


def money_text(amount: int) -> str:
    """Write an amount of cents as `1106.00`."""
    sign = "-" if amount < 0 else ""
    return f"{sign}{abs(amount) // 100}.{abs(amount) % 100:02}"


def money_display(amount: int) -> str:
    """Write an amount of cents for people: `1,106.00`."""
    sign = "-" if amount < 0 else ""
    return f"{sign}{abs(amount) // 100:,}.{abs(amount) % 100:02}"
