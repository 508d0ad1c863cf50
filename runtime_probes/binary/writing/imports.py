"""Encoding the entries of the import section, and the types of what is imported."""

from ..entities import ExternKind, Import, ImportGroup, ImportsOfModule
from ..leb128 import encode_unsigned
from ..value_types import ExternType, FunctionImport, GlobalType, Limits, MemoryType, TableType, TagType
from .primitives import encode_name, encode_vector
from .types import encode_reference_type, encode_value_type


def encode_import(group: ImportGroup) -> bytes:
    """Return the bytes of one entry of the import section."""
    if isinstance(group, Import):
        return encode_name(group.module) + encode_name(group.name) + encode_extern_type(group.type)
    if isinstance(group, ImportsOfModule):
        items = (encode_name(name) + encode_extern_type(kind) for name, kind in group.items)
        return encode_name(group.module) + b"\0\x7f" + encode_vector(items)
    names = encode_vector(map(encode_name, group.names))
    return encode_name(group.module) + b"\0\x7e" + encode_extern_type(group.type) + names


def encode_extern_type(kind: ExternType) -> bytes:
    """Return the bytes of what is imported."""
    match kind:
        case FunctionImport(index, exact):
            return bytes((0x20 if exact else ExternKind.FUNCTION,)) + encode_unsigned(index)
        case TableType():
            return bytes((ExternKind.TABLE,)) + encode_table_type(kind)
        case MemoryType():
            return bytes((ExternKind.MEMORY,)) + encode_memory_type(kind)
        case GlobalType():
            return bytes((ExternKind.GLOBAL,)) + encode_global_type(kind)
        case TagType():
            return bytes((ExternKind.TAG,)) + encode_tag_type(kind)


def encode_table_type(kind: TableType) -> bytes:
    """Return the bytes of a table's type."""
    return encode_reference_type(kind.element) + _encode_limits(kind.limits)


def encode_memory_type(kind: MemoryType) -> bytes:
    """Return the bytes of a memory's type."""
    if kind.page_size is None:
        return _encode_limits(kind.limits)
    return _encode_limits(kind.limits, more_flags=8) + encode_unsigned(kind.page_size)


def _encode_limits(limits: Limits, more_flags: int = 0) -> bytes:
    """Return the bytes of how large something is, the flags first."""
    flags = (limits.maximum is not None) | limits.shared << 1 | limits.is_64 << 2 | more_flags
    maximum = b"" if limits.maximum is None else encode_unsigned(limits.maximum)
    return bytes((flags,)) + encode_unsigned(limits.minimum) + maximum


def encode_global_type(kind: GlobalType) -> bytes:
    """Return the bytes of a global's type."""
    return encode_value_type(kind.value) + bytes((kind.mutable | kind.shared << 1,))


def encode_tag_type(kind: TagType) -> bytes:
    """Return the bytes of a tag's type."""
    return b"\0" + encode_unsigned(kind.function)
