"""Encoding the entries of the sections of elements and of data."""

from ..entities import Active, Data, Element
from ..leb128 import encode_unsigned
from ..value_types import FUNCTION_REFERENCE, ReferenceType
from .primitives import encode_bytes, encode_vector
from .types import encode_reference_type

_NOT_ACTIVE, _EXPLICIT, _EXPRESSIONS = 1, 2, 4


def encode_element(element: Element) -> bytes:
    """Return the bytes of one entry of the element section, in one of eight forms."""
    items = [item if isinstance(item, bytes) else encode_unsigned(item) for item in element.items]
    is_plain = element.type in (None, FUNCTION_REFERENCE)
    flags = _flags(element.active, is_plain) | element.declared * _EXPLICIT
    kind = b"" if not flags else _encode_kind(element.type)
    if element.type is not None:
        flags |= _EXPRESSIONS
    return bytes((flags,)) + _encode_active(element.active, flags) + kind + encode_vector(items)


def _encode_kind(kind: ReferenceType | None) -> bytes:
    """Return the bytes of what the items are: references of a type, or (0) functions."""
    return b"\0" if kind is None else encode_reference_type(kind)


def _flags(active: Active | None, may_be_implicit: bool) -> int:
    """Return whether a segment is active, and whether it says where; index 0 need not be said."""
    if active is None:
        return _NOT_ACTIVE
    return 0 if may_be_implicit and not active.index and not active.explicit else _EXPLICIT


def _encode_active(active: Active | None, flags: int) -> bytes:
    """Return the bytes of where a segment is copied to."""
    if active is None:
        return b""
    return (encode_unsigned(active.index) if flags & _EXPLICIT else b"") + active.offset


def encode_data(data: Data) -> bytes:
    """Return the bytes of one entry of the data section."""
    flags = _flags(data.active, may_be_implicit=True)
    return bytes((flags,)) + _encode_active(data.active, flags) + encode_bytes(data.content)
