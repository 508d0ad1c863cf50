"""Finding where a constant expression ends."""

from collections import deque

from ..cursor import Cursor
from ..instructions import instructions


def read_expression(cursor: Cursor) -> bytes:
    """Read a constant expression up to and with its `end`; its bytes are returned as they lie."""
    start = cursor.position
    deque(instructions(cursor), maxlen=0)
    return cursor.data[start : cursor.position]
