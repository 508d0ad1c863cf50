"""What a value consists of: the names of its fields, and everything within it."""

from functools import cache

from msgspec import Struct

from ..diagnostics import Span


@cache
def field_names(kind: type) -> tuple[str, ...] | None:
    """Return the names of a struct's fields; None for another type."""
    return kind.__struct_fields__ if issubclass(kind, Struct) else None


def parts_of(value: object) -> list[object]:
    """Return a value and all values in it that are structs, outermost first; places in the source left out."""
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
