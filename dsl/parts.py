"""What a value consists of: the names of its fields, and everything within it."""

from dataclasses import fields, is_dataclass
from functools import cache

from ..diagnostics import Span


@cache
def field_names(kind: type) -> tuple[str, ...] | None:
    """Return the names of a dataclass's fields; None for another type."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None


def parts_of(value: object) -> list[object]:
    """Return a value and all values in it that are dataclasses, outermost first; places in the source left out."""
    found: list[object] = []
    _collect(value, found)
    return found


def _collect(value: object, found: list[object]) -> None:
    kind = type(value)
    if isinstance(value, tuple):
        for item in value:  # pyright: ignore[reportUnknownVariableType]
            _collect(item, found)  # pyright: ignore[reportUnknownArgumentType]
    elif kind is not Span and (names := field_names(kind)) is not None:
        found.append(value)
        for name in names:
            _collect(getattr(value, name), found)
