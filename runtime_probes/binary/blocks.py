"""Where the basic blocks of a body begin."""

from typing import NamedTuple

from .entities import Body
from .malformed import MalformedModule
from .nesting import BLOCK, DELEGATE, END, IF, LOOP, OPENING
from .scanning import Piece, scanner

_BRANCHING = (
    "br_if",
    "br_on_null",
    "br_on_non_null",
    "br_on_cast",
    "br_on_cast_fail",
    "br_on_cast_desc_eq",
    "br_on_cast_desc_eq_fail",
)
_CLOSING = frozenset((END, DELEGATE))
_BEGINS_INSIDE = frozenset((LOOP, IF))
_NAMES = ("end", "else", "block", "loop", "if", "try", "try_table", "catch", "catch_all", "delegate", *_BRANCHING)


class Blocks(NamedTuple):
    """Where basic blocks begin, in order and each once; `loops` tells where the `loop` is of those that one opens."""

    starts: list[int]
    loops: dict[int, int]


def block_starts(code: bytes, body: Body, base: int = 0) -> list[int]:
    """Return where the basic blocks of a body begin, in order and each once: see `blocks`."""
    return blocks(code, body, base).starts


def blocks(code: bytes, body: Body, base: int = 0) -> Blocks:
    """Return the basic blocks of a body.

    In: the code section's payload, a body, and the payload's place in the file. A block begins with the body, inside a
    loop and each arm of an `if` and of a `try`, after each block that is not a loop, and after each branch that may not
    be taken. What follows a branch that is always taken is never reached and begins none; calls end no block. Raised:
    `MalformedModule` where blocks do not close as they should.
    """
    pieces = scanner(*_NAMES).pieces(code, body.code, body.end, base)
    if not pieces or not pieces[-1][1]:
        raise MalformedModule("unexpected end of code", base + body.end)
    try:
        return _blocks(pieces, body.code)
    except IndexError:  # a block was closed that was not open, or one is left open
        raise MalformedModule("blocks that do not close as they should", base + body.code) from None


def _blocks(pieces: list[Piece], position: int) -> Blocks:
    """Return the blocks in code that was cut, and begins at a position."""
    starts = [position]
    loops: dict[int, int] = {}
    open_blocks = [BLOCK]
    begin, close, closing, opening, loop = starts.append, open_blocks.pop, _CLOSING, OPENING, LOOP
    for swallowed, instruction in pieces:
        position += len(swallowed) + len(instruction)
        opcode = instruction[0]
        if opcode in closing:
            if close() != loop:
                begin(position)
        elif opcode not in opening:
            begin(position)
        else:
            open_blocks.append(opcode)
            if opcode in _BEGINS_INSIDE:
                begin(position)
                if opcode == loop:
                    loops[position] = position - len(instruction)
    if open_blocks:
        raise IndexError
    starts.pop()  # the last `end` closes the body itself: nothing begins behind it
    return Blocks(starts, loops)
