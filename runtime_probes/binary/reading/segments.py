"""Decoding the sections of elements and of data, and the count of the latter."""

from ..cursor import Cursor
from ..entities import Active, Data, Element
from ..value_types import FUNCTION_REFERENCE, ReferenceType
from .expressions import read_expression
from .types import read_reference_type

_NOT_ACTIVE, _EXPLICIT, _EXPRESSIONS = 1, 2, 4  # explicit: an index where active, else declared


def read_elements(cursor: Cursor) -> tuple[Element, ...]:
    """Read the payload of the element section."""
    elements = cursor.vector(_read_element)
    cursor.expect_end("the elements")
    return elements


def _read_element(cursor: Cursor) -> Element:
    """Read one segment of references."""
    flags = _read_flags(cursor, 7, "element segment")
    active = None if flags & _NOT_ACTIVE else _read_active(cursor, bool(flags & _EXPLICIT))
    declared = flags & 3 == _NOT_ACTIVE | _EXPLICIT
    if flags & _EXPRESSIONS:
        kind = _read_element_type(cursor, bool(flags & 3))
        return Element(cursor.vector(read_expression), active, declared, kind)
    if flags & 3:
        cursor.flag_byte(0, "element kind")
    return Element(cursor.vector(Cursor.u32), active, declared)


def _read_element_type(cursor: Cursor, is_written: bool) -> ReferenceType:
    """Read the type of the expressions that follow."""
    return read_reference_type(cursor) if is_written else FUNCTION_REFERENCE


def _read_flags(cursor: Cursor, largest: int, what: str) -> int:
    """Read what kind of segment follows."""
    start = cursor.position
    flags = cursor.u32()
    if flags > largest:
        raise cursor.malformed(f"malformed flags of a {what}", start)
    return flags


def _read_active(cursor: Cursor, is_explicit: bool) -> Active:
    """Read where a segment is copied to."""
    return Active(cursor.u32() if is_explicit else 0, read_expression(cursor), is_explicit)


def read_data_count(cursor: Cursor) -> int:
    """Read the payload of the data count section."""
    count = cursor.u32()
    cursor.expect_end("the count of data segments")
    return count


def read_data(cursor: Cursor) -> tuple[Data, ...]:
    """Read the payload of the data section."""
    segments = cursor.vector(_read_data)
    cursor.expect_end("the data")
    return segments


def _read_data(cursor: Cursor) -> Data:
    """Read one segment of bytes."""
    flags = _read_flags(cursor, 2, "data segment")
    active = None if flags & _NOT_ACTIVE else _read_active(cursor, bool(flags & _EXPLICIT))
    return Data(cursor.bytes(cursor.u32()), active)
