"""Decoding the code section: where each body lies, and the locals of one."""

from ..cursor import Cursor
from ..entities import Body, Locals
from .types import read_value_type

_MOST_LOCALS = 2**32 - 1


def read_bodies(cursor: Cursor) -> tuple[Body, ...]:
    """Read the payload of the code section: the places of the bodies; no instruction is looked at."""
    bodies = cursor.vector(_read_body)
    cursor.expect_end("the code")
    return bodies


def _read_body(cursor: Cursor) -> Body:
    """Read the place of one body, and leave the cursor behind it."""
    size = cursor.u32()
    start = cursor.position
    end = start + size
    if end > cursor.end:
        raise cursor.malformed("unexpected end: a body runs out of the code section")
    if size and not cursor.data[start]:  # no locals
        cursor.position = end
        return Body(start, start + 1, end)
    inside = Cursor(cursor.data, start, end, cursor.base)
    _read_locals(inside)
    cursor.position = end
    return Body(start, inside.position, end)


def read_locals(code: bytes, body: Body, base: int = 0) -> tuple[Locals, ...]:
    """Read the locals of one body, parameters aside; `code` is the section's payload, `base` its place in the file."""
    return _read_locals(Cursor(code, body.start, body.end, base))


def _read_locals(cursor: Cursor) -> tuple[Locals, ...]:
    """Read the locals that a body begins with."""
    start = cursor.position
    found = cursor.vector(_read_local)
    if sum(group.count for group in found) > _MOST_LOCALS:
        raise cursor.malformed("too many locals", start)
    return found


def _read_local(cursor: Cursor) -> Locals:
    """Read locals of one type."""
    return Locals(cursor.u32(), read_value_type(cursor))
