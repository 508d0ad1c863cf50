"""The defaults of forms, as a person would type them."""

from datetime import datetime, timedelta

from ...dsl.expressions import Constant
from ...dsl.value_types import ValueType, scale_of
from ..fixed_point import fixed_point

UNITS = ((86400, "day"), (3600, "hour"), (60, "minute"), (1, "second"))


def default_text(default: Constant | None, kind: ValueType) -> str:
    """Return a default as a person would type it; nothing where there is none."""
    value = default.value if default is not None else None
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, int) and scale_of(kind):
        return fixed_point(value, scale_of(kind))
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M" if value.second == 0 else "%Y-%m-%dT%H:%M:%S")
    return _duration_text(value) if isinstance(value, timedelta) else str(value)


def _duration_text(length: timedelta) -> str:
    """Return a length of time in the largest unit that measures it without a rest."""
    seconds = int(length.total_seconds())
    size, unit = next((size, unit) for size, unit in UNITS if seconds % size == 0)
    count = seconds // size
    return f"{count} {unit}{'' if count == 1 else 's'}"
