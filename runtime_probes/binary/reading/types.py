"""Decoding types: those of values, and the type section."""

from ..cursor import Cursor
from ..value_types import (
    ABSTRACT_HEAP_TYPES,
    F32,
    F64,
    I8,
    I16,
    I32,
    I64,
    V128,
    AbstractHeapType,
    ArrayType,
    BlockType,
    CompositeType,
    ConcreteHeapType,
    ContinuationType,
    FieldType,
    FunctionType,
    HeapType,
    RecursiveGroup,
    ReferenceType,
    StructType,
    SubType,
    ValueType,
)

_NUMBERS: dict[int, ValueType] = {number.code: number for number in (I32, I64, F32, F64, V128)}
_PACKED: dict[int, ValueType] = {number.code: number for number in (I8, I16)}
_ABSTRACT = {heap.code: heap for heap in ABSTRACT_HEAP_TYPES}
_ABSTRACT_REFERENCES: dict[int, ValueType] = {heap.code: ReferenceType(heap) for heap in ABSTRACT_HEAP_TYPES}
_VALUES = _NUMBERS | _ABSTRACT_REFERENCES
_SHARED, _EXACT, _NULLABLE, _NOT_NULLABLE = 0x65, 0x62, 0x63, 0x64
_NO_TYPE = 0x40
_GROUP, _FINAL_SUBTYPE, _OPEN_SUBTYPE = 0x4E, 0x4F, 0x50
_DESCRIBES, _DESCRIPTOR = 0x4C, 0x4D


def read_value_type(cursor: Cursor) -> ValueType:
    """Read the type of a local, an operand, a result or a global."""
    found = _VALUES.get(cursor.peek())
    if found is None:
        return read_reference_type(cursor)
    cursor.position += 1
    return found


def read_reference_type(cursor: Cursor) -> ReferenceType:
    """Read the type of a reference, in its short or its long form."""
    start = cursor.position
    first = cursor.byte()
    if first in (_NULLABLE, _NOT_NULLABLE):
        return ReferenceType(read_heap_type(cursor), first == _NULLABLE)
    if first == _SHARED or first in _ABSTRACT:
        cursor.position = start
        return ReferenceType(_read_abstract_heap_type(cursor))
    raise cursor.malformed(f"malformed reference type {first:#04x}", start)


def read_heap_type(cursor: Cursor) -> HeapType:
    """Read what a reference may refer to."""
    first = cursor.peek()
    if first == _EXACT:
        cursor.position += 1
        return ConcreteHeapType(cursor.u32(), exact=True)
    if first == _SHARED or first in _ABSTRACT:
        return _read_abstract_heap_type(cursor)
    return ConcreteHeapType(read_type_index(cursor))


def read_type_index(cursor: Cursor) -> int:
    """Read the index of a type where a negative number would have been a type's code."""
    start = cursor.position
    index = cursor.signed(33)
    if index < 0:
        raise cursor.malformed("malformed heap type", start)
    return index


def _read_abstract_heap_type(cursor: Cursor) -> AbstractHeapType:
    """Read a heap type that every module knows."""
    shared = cursor.peek() == _SHARED
    cursor.position += shared
    found = _ABSTRACT.get(cursor.byte())
    if found is None:
        raise cursor.malformed("malformed heap type", cursor.position - 1)
    return AbstractHeapType(found.name, found.code, shared=True) if shared else found


def read_block_type(cursor: Cursor) -> BlockType:
    """Read what a block takes and gives."""
    first = cursor.peek()
    if first == _NO_TYPE:
        cursor.position += 1
        return None
    if first & 0xC0 == 0x40:  # a negative number in one byte: the code of a type
        return read_value_type(cursor)
    return read_type_index(cursor)


def read_types(cursor: Cursor) -> tuple[RecursiveGroup, ...]:
    """Read the payload of the type section."""
    groups = cursor.vector(_read_group)
    cursor.expect_end("the types")
    return groups


def _read_group(cursor: Cursor) -> RecursiveGroup:
    """Read types that may name each other, or a single one."""
    if cursor.peek() != _GROUP:
        return RecursiveGroup((_read_subtype(cursor),), explicit=False)
    cursor.position += 1
    return RecursiveGroup(cursor.vector(_read_subtype))


def _read_subtype(cursor: Cursor) -> SubType:
    """Read one type, with what it extends."""
    final, supertypes = True, ()
    if cursor.peek() in (_FINAL_SUBTYPE, _OPEN_SUBTYPE):
        final = cursor.byte() == _FINAL_SUBTYPE
        supertypes = cursor.vector(Cursor.u32)
    shared = cursor.peek() == _SHARED
    cursor.position += shared
    describes = _read_marked_index(cursor, _DESCRIBES)
    descriptor = _read_marked_index(cursor, _DESCRIPTOR)
    return SubType(_read_composite(cursor), final, supertypes, shared, describes, descriptor)


def _read_marked_index(cursor: Cursor, mark: int) -> int | None:
    """Read the index of a type if a mark stands before it."""
    if cursor.peek() != mark:
        return None
    cursor.position += 1
    return cursor.u32()


def _read_composite(cursor: Cursor) -> CompositeType:
    """Read a function, a struct, an array or a continuation."""
    start = cursor.position
    match cursor.byte():
        case 0x60:
            return FunctionType(cursor.vector(read_value_type), cursor.vector(read_value_type))
        case 0x5F:
            return StructType(cursor.vector(_read_field))
        case 0x5E:
            return ArrayType(_read_field(cursor))
        case 0x5D:
            return ContinuationType(read_type_index(cursor))
        case code:
            raise cursor.malformed(f"malformed type {code:#04x}", start)


def _read_field(cursor: Cursor) -> FieldType:
    """Read what one place of a struct or an array holds."""
    storage = _PACKED.get(cursor.peek())
    if storage is None:
        storage = read_value_type(cursor)
    else:
        cursor.position += 1
    return FieldType(storage, bool(cursor.flag_byte(1, "mutability")))
