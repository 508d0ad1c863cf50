"""Everything that a model consists of, one part after the other."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from ...diagnostics import Span


def parts_of(value: Any) -> Iterator[Any]:
    """Yield a value and all values in it, places in the source left out."""
    if isinstance(value, tuple):
        for item in value:  # pyright: ignore[reportUnknownVariableType]
            yield from parts_of(item)
    elif is_dataclass(value) and not isinstance(value, type | Span):
        yield value
        for field in fields(value):
            yield from parts_of(getattr(value, field.name))
