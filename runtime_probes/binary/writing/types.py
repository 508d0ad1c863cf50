"""Encoding types: those of values, and the entries of the type section."""

from ..leb128 import encode_signed, encode_unsigned
from ..value_types import (
    AbstractHeapType,
    ArrayType,
    BlockType,
    CompositeType,
    ContinuationType,
    FieldType,
    FunctionType,
    HeapType,
    NumberType,
    RecursiveGroup,
    ReferenceType,
    StructType,
    SubType,
    ValueType,
)
from .primitives import encode_vector


def encode_value_type(kind: ValueType) -> bytes:
    """Return the bytes of a value's type."""
    return bytes((kind.code,)) if isinstance(kind, NumberType) else encode_reference_type(kind)


def encode_reference_type(kind: ReferenceType) -> bytes:
    """Return the bytes of a reference's type, in the short form where there is one."""
    heap = encode_heap_type(kind.heap)
    if kind.nullable:
        return heap if isinstance(kind.heap, AbstractHeapType) else b"\x63" + heap
    return b"\x64" + heap


def encode_heap_type(kind: HeapType) -> bytes:
    """Return the bytes of what a reference may refer to."""
    if isinstance(kind, AbstractHeapType):
        return bytes((0x65, kind.code) if kind.shared else (kind.code,))
    return b"\x62" + encode_unsigned(kind.index) if kind.exact else encode_signed(kind.index)


def encode_block_type(kind: BlockType) -> bytes:
    """Return the bytes of what a block takes and gives."""
    if kind is None:
        return b"\x40"
    return encode_signed(kind) if isinstance(kind, int) else encode_value_type(kind)


def encode_group(group: RecursiveGroup) -> bytes:
    """Return the bytes of one entry of the type section."""
    if group.explicit:
        return b"\x4e" + encode_vector(map(encode_subtype, group.types))
    return b"".join(map(encode_subtype, group.types))


def encode_subtype(kind: SubType) -> bytes:
    """Return the bytes of a type that a module defines."""
    encoded = b"" if kind.final and not kind.supertypes else _encode_supertypes(kind)
    if kind.shared:
        encoded += b"\x65"
    if kind.describes is not None:
        encoded += b"\x4c" + encode_unsigned(kind.describes)
    if kind.descriptor is not None:
        encoded += b"\x4d" + encode_unsigned(kind.descriptor)
    return encoded + _encode_composite(kind.composite)


def _encode_supertypes(kind: SubType) -> bytes:
    """Return the bytes of what a type extends, and whether others may extend it."""
    return (b"\x4f" if kind.final else b"\x50") + encode_vector(map(encode_unsigned, kind.supertypes))


def _encode_composite(kind: CompositeType) -> bytes:
    """Return the bytes of a function's, a struct's, an array's or a continuation's type."""
    match kind:
        case FunctionType(parameters, results):
            taken, given = map(encode_value_type, parameters), map(encode_value_type, results)
            return b"\x60" + encode_vector(taken) + encode_vector(given)
        case StructType(fields):
            return b"\x5f" + encode_vector(map(_encode_field, fields))
        case ArrayType(element):
            return b"\x5e" + _encode_field(element)
        case ContinuationType(function):
            return b"\x5d" + encode_signed(function)


def _encode_field(field: FieldType) -> bytes:
    """Return the bytes of what one place of a struct or an array holds."""
    return encode_value_type(field.storage) + bytes((field.mutable,))
