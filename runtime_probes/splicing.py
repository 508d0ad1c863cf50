"""Puts code into the body of a function, and scratch locals behind its own."""

from collections.abc import Iterable

from .binary.cursor import Cursor
from .binary.leb128 import encode_unsigned
from .event import Edit
from .function import Function
from .scratch import Scratch


def spliced(function: Function, edits: Iterable[Edit], scratch: Scratch) -> bytes:
    """Return a body with some edits, as an entry of the code section.

    Edits at one offset follow each other by rank, and within one rank in the order in which they are given.
    """
    code = function.code
    pieces: list[bytes] = []
    reached = function.body.code
    for edit in sorted(edits, key=_place):
        if edit.start > reached:
            pieces.append(code[reached : edit.start])
        pieces.append(edit.code)
        reached = max(reached, edit.end)
    pieces.append(code[reached : function.body.end])
    whole = b"".join((_locals(function, scratch), *pieces))
    return encode_unsigned(len(whole)) + whole


def original_offset(function: Function, edits: Iterable[Edit], position: int) -> int:
    """Return which offset a position in a body with some edits had before, both from the first instruction on.

    What lies within inserted code has the offset of what it was inserted before.
    """
    reached, passed = function.body.code, 0
    for edit in sorted(edits, key=_place):
        kept = max(edit.start - reached, 0)
        if position < passed + kept:
            break
        passed, reached = passed + kept + len(edit.code), max(reached, edit.start, edit.end)
        if position < passed:
            return edit.start - function.body.code
    return reached + position - passed - function.body.code


def _place(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.rank


def _locals(function: Function, scratch: Scratch) -> bytes:
    """Return the locals that a body declares, its own as they are written."""
    count, declarations = scratch.declared()
    body = function.body
    if not count:
        return function.code[body.start : body.code]
    cursor = Cursor(function.code, body.start, body.end)
    own = cursor.u32()
    return encode_unsigned(own + count) + function.code[cursor.position : body.code] + declarations
