"""Literals as the numbers that stand for them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from ...dsl.expressions import Constant
from ...dsl.value_types import Choice, plain

_EPOCH_DAY = date(1970, 1, 1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def constant_value(constant: Constant, text: Callable[[str], int]) -> int:
    """Return the number that stands for a literal that is not empty; `text` puts texts into memory."""
    kind, value = plain(constant.type), constant.value
    match value:
        case str() if isinstance(kind, Choice):
            return kind.members.index(value)
        case str():
            return text(value)
        case datetime():
            return round((value.replace(tzinfo=UTC) - _EPOCH).total_seconds())
        case date():
            return (value - _EPOCH_DAY).days
        case timedelta():
            return round(value.total_seconds())
        case int():
            return int(value)
        case _:
            return 0  # the empty list
