"""Decoding the import section, and the types of what is imported."""

from ..cursor import Cursor
from ..entities import ExternKind, Import, ImportGroup, ImportsOfModule, ImportsOfType
from ..value_types import ExternType, FunctionImport, GlobalType, Limits, MemoryType, TableType, TagType
from .types import read_reference_type, read_value_type

_HAS_MAXIMUM, _IS_SHARED, _IS_64, _HAS_PAGE_SIZE = 1, 2, 4, 8
_OF_MODULE, _OF_TYPE = 0x7F, 0x7E


def read_imports(cursor: Cursor) -> tuple[ImportGroup, ...]:
    """Read the payload of the import section."""
    groups = cursor.vector(_read_group)
    cursor.expect_end("the imports")
    return groups


def _read_group(cursor: Cursor) -> ImportGroup:
    """Read one import, or several that share what they have in common."""
    module, name = cursor.name(), cursor.name()
    if name or cursor.peek() not in (_OF_MODULE, _OF_TYPE):
        return Import(module, name, read_extern_type(cursor))
    if cursor.byte() == _OF_MODULE:
        return ImportsOfModule(module, cursor.vector(_read_item))
    return ImportsOfType(module, read_extern_type(cursor), cursor.vector(Cursor.name))


def _read_item(cursor: Cursor) -> tuple[str, ExternType]:
    """Read an import whose module is known."""
    return cursor.name(), read_extern_type(cursor)


def read_extern_type(cursor: Cursor) -> ExternType:
    """Read what is imported."""
    start = cursor.position
    match cursor.byte():
        case ExternKind.FUNCTION:
            return FunctionImport(cursor.u32())
        case 0x20:  # a function of this type and of none of its subtypes
            return FunctionImport(cursor.u32(), exact=True)
        case ExternKind.TABLE:
            return read_table_type(cursor)
        case ExternKind.MEMORY:
            return read_memory_type(cursor)
        case ExternKind.GLOBAL:
            return read_global_type(cursor)
        case ExternKind.TAG:
            return read_tag_type(cursor)
        case _:
            raise cursor.malformed("malformed import kind", start)


def read_table_type(cursor: Cursor) -> TableType:
    """Read what a table holds, and how much of it."""
    element = read_reference_type(cursor)
    return TableType(element, _read_limits(cursor, cursor.flag_byte(7, "limits flags")))


def read_memory_type(cursor: Cursor) -> MemoryType:
    """Read how large a memory is."""
    flags = cursor.flag_byte(15, "limits flags")
    limits = _read_limits(cursor, flags)
    return MemoryType(limits, _read_page_size(cursor) if flags & _HAS_PAGE_SIZE else None)


def _read_limits(cursor: Cursor, flags: int) -> Limits:
    """Read how large something is."""
    minimum = cursor.unsigned(64)
    maximum = cursor.unsigned(64) if flags & _HAS_MAXIMUM else None
    return Limits(minimum, maximum, bool(flags & _IS_64), bool(flags & _IS_SHARED))


def _read_page_size(cursor: Cursor) -> int:
    """Read the logarithm of a page's size."""
    start = cursor.position
    page_size = cursor.u32()
    if page_size >= 64:
        raise cursor.malformed("malformed custom page size", start)
    return page_size


def read_global_type(cursor: Cursor) -> GlobalType:
    """Read what a global holds."""
    value = read_value_type(cursor)
    flags = cursor.flag_byte(3, "mutability")
    return GlobalType(value, bool(flags & 1), bool(flags & 2))


def read_tag_type(cursor: Cursor) -> TagType:
    """Read what an exception carries."""
    cursor.flag_byte(0, "tag attribute")
    return TagType(cursor.u32())
