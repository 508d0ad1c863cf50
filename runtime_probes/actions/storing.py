"""Stores a value of any type in a fixed number of bytes."""

from ..assembly import (
    I32_REINTERPRET_F32,
    I64_EXTEND_I32_U,
    I64_REINTERPRET_F64,
    REF_IS_NULL,
    i32_store,
    i64_const,
    i64_store,
    i64_store32,
    i64x2_extract_lane,
    local_get,
    v128_store,
)
from ..binary.value_types import F32, F64, I32, I64, V128, NumberType
from ..scratch import Value

_BITS = {I32: b"", I64: b"", F32: I32_REINTERPRET_F32, F64: I64_REINTERPRET_F64}


def stored(value: Value | None, size: int, memory: int, at: int, offset: int) -> bytes:
    """Return code that stores a value at the address in a local and an offset, in 4, 8 or 16 bytes.

    What is larger is cut, what is smaller is filled with zeros, and so is all where there is no value.
    """
    address = local_get(at)
    if value and value.type == V128:
        if size == 16:
            return address + value.push + v128_store(memory, offset)
        value = Value(I64, value.push + i64x2_extract_lane(0))
    push, is_wide = as_bits(value) if value else (i64_const(0), True)
    if size == 4:
        return address + push + (i64_store32(memory, offset) if is_wide else i32_store(memory, offset))
    lower = address + push + (b"" if is_wide else I64_EXTEND_I32_U) + i64_store(memory, offset)
    return lower if size == 8 else lower + address + i64_const(0) + i64_store(memory, offset + 8)


def as_bits(value: Value) -> tuple[bytes, bool]:
    """Return code that pushes a value, vectors aside, as an integer, and whether that has 64 bits.

    A reference becomes 1 where it is null.
    """
    if not isinstance(value.type, NumberType):
        return value.push + REF_IS_NULL, False
    return value.push + _BITS[value.type], value.type in (I64, F64)
