"""Prints constants as SQL, dates and lengths of time as the database stores them."""

from ..dsl.expressions import Constant
from ..dsl.value_types import Date, DateTime, Duration, plain


def constant_text(constant: Constant) -> str:
    """Return a constant as SQL."""
    value = constant.value
    match value:
        case None:
            return "NULL"
        case bool():
            return "TRUE" if value else "FALSE"
        case int():
            return str(value)
        case str():
            quoted = value.replace("'", "''")
            return f"'{quoted}'"
        case _:
            return (
                f"'{database_text(constant)}'" if not isinstance(plain(constant.type), Duration) else seconds(constant)
            )


def database_text(constant: Constant) -> str:
    """Return a date or a moment as the database stores it."""
    value = constant.value
    if isinstance(plain(constant.type), DateTime):
        return f"{value:%Y-%m-%dT%H:%M:%SZ}"
    assert isinstance(plain(constant.type), Date)
    return f"{value:%Y-%m-%d}"


def seconds(constant: Constant) -> str:
    """Return a duration as the database stores it."""
    total = getattr(constant.value, "total_seconds", lambda: 0)()
    return str(int(total))
