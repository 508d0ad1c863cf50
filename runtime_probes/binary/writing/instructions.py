"""Encoding instructions."""

from collections.abc import Callable
from struct import pack
from typing import Any

from ..immediates import INDICES, Catch, Handler, Immediate, ImmediateValue, MemoryAccess
from ..leb128 import encode_signed, encode_unsigned
from ..opcodes import BY_NAME, Opcode
from ..value_types import ValueType
from .primitives import encode_vector
from .types import encode_block_type, encode_heap_type, encode_value_type

_MEMORY_FOLLOWS = 0x40


def encode(opcode: Opcode | str, *immediates: ImmediateValue) -> bytes:
    """Return the bytes of an instruction.

    In: an opcode or its name, and a value for each of its immediates: `encode("i32.const", 5)`,
    `encode("i32.load", MemoryAccess(2))`. Out: the shortest form. Raised: `KeyError` for an unknown name, `ValueError`
    for a wrong number of immediates.
    """
    known = BY_NAME[opcode] if isinstance(opcode, str) else opcode
    pairs = zip(known.immediates, immediates, strict=True)
    return known.encoded + b"".join([_WRITERS[kind](value) for kind, value in pairs])


def f32(value: float) -> bytes:
    """Return the immediate of an f32.const."""
    return pack("<f", value)


def f64(value: float) -> bytes:
    """Return the immediate of an f64.const."""
    return pack("<d", value)


def _encode_labels(labels: tuple[int, ...]) -> bytes:
    """Return the bytes of the labels of a br_table; the last is for all other values and is not counted."""
    return encode_vector(map(encode_unsigned, labels[:-1])) + encode_unsigned(labels[-1])


def _encode_value_types(kinds: tuple[ValueType, ...]) -> bytes:
    """Return the bytes of the types of a select."""
    return encode_vector(map(encode_value_type, kinds))


def _encode_memory_access(access: MemoryAccess) -> bytes:
    """Return the bytes of where a load or a store goes."""
    offset = encode_unsigned(access.offset)
    if not access.memory:
        return encode_unsigned(access.align) + offset
    return encode_unsigned(access.align | _MEMORY_FOLLOWS) + encode_unsigned(access.memory) + offset


def _encode_catches(catches: tuple[Catch, ...]) -> bytes:
    """Return the bytes of the clauses of a try_table."""
    return encode_vector(
        bytes((catch.kind,)) + (b"" if catch.tag is None else encode_unsigned(catch.tag)) + encode_unsigned(catch.label)
        for catch in catches
    )


def _encode_handlers(handlers: tuple[Handler, ...]) -> bytes:
    """Return the bytes of the clauses of a resume."""
    return encode_vector(
        (b"\1" if handler.label is None else b"\0")
        + encode_unsigned(handler.tag)
        + (b"" if handler.label is None else encode_unsigned(handler.label))
        for handler in handlers
    )


def _encode_byte(value: int) -> bytes:
    """Return a byte."""
    return bytes((value,))


_WRITERS: dict[Immediate, Callable[[Any], bytes]] = {
    **dict.fromkeys(INDICES, encode_unsigned),
    Immediate.BLOCK_TYPE: encode_block_type,
    Immediate.HEAP_TYPE: encode_heap_type,
    Immediate.VALUE_TYPES: _encode_value_types,
    Immediate.ORDERING: encode_unsigned,
    Immediate.LABELS: _encode_labels,
    Immediate.CATCHES: _encode_catches,
    Immediate.HANDLERS: _encode_handlers,
    Immediate.MEMORY_ACCESS: _encode_memory_access,
    Immediate.CAST: _encode_byte,
    Immediate.LANE: _encode_byte,
    Immediate.LANES: bytes,
    Immediate.ZERO: _encode_byte,
    Immediate.I32: encode_signed,
    Immediate.I64: encode_signed,
    Immediate.F32: bytes,
    Immediate.F64: bytes,
    Immediate.V128: bytes,
}
