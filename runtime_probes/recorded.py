"""What a record holds as bits, as a person reads it."""

from collections.abc import Sequence
from struct import unpack_from

from .binary.value_types import NumberType, ValueType

_FORMATS = {"i32": "<i", "i64": "<q", "f32": "<f", "f64": "<d"}


def shown(bits: int | float, kind: ValueType) -> str:
    """Return a value that was recorded in eight bytes as text, by its type; of a vector, its lower half.

    A reference is told by whether it is null.
    """
    if isinstance(bits, float):
        return f"{bits:.9g}"
    if not isinstance(kind, NumberType):
        return "null" if bits else "a reference"
    if kind.name not in _FORMATS:
        return f"{bits:#x}"
    value = unpack_from(_FORMATS[kind.name], (bits & 0xFFFFFFFFFFFFFFFF).to_bytes(8, "little"))[0]
    return f"{value:.9g}" if isinstance(value, float) else str(value)


def listed(values: Sequence[int | float], kinds: Sequence[ValueType]) -> str:
    """Return values as text, with commas between them; where there are fewer types than values, only the first."""
    return ", ".join(shown(value, kind) for value, kind in zip(values, kinds, strict=False))
