"""Where the basic blocks of a body begin."""

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from .entities import Body
from .malformed import MalformedModule
from .nesting import DELEGATE, END, IF, LOOP, OPENING
from .opcodes import OPCODES
from .patterns import instruction_pattern
from .scanning import REPEATED, Piece, Scanner

# A block begins behind each of these, behind the `end` of a loop aside.
_BEGINNING = frozenset(
    (
        "end",
        "else",
        "if",
        "catch",
        "catch_all",
        "delegate",
        "br_if",
        "br_on_null",
        "br_on_non_null",
        "br_on_cast",
        "br_on_cast_fail",
        "br_on_cast_desc_eq",
        "br_on_cast_desc_eq_fail",
    )
)
_CLOSING = frozenset((END, DELEGATE))
_BEGINS_INSIDE = frozenset((LOOP, IF))


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
    return _blocks(code, body.code, body.end, 0, base)


def cut_at_blocks(code: bytes, body: Body, base: int = 0) -> list[bytes]:
    """Return the code of a body, cut at its `block_starts`.

    It is faster, as up to the first loop no block is followed to its end: a block begins behind each. So some blocks
    that do not close as they should go unnoticed. Raised: `MalformedModule` where others do not.
    """
    pieces = _cut_before_loops()(code, body.code, body.end)
    if pieces and pieces[-1]:
        return pieces
    reached = body.code + sum(map(len, pieces))
    starts, _ = _blocks(code, reached, body.end, reached - body.code, base)
    return [*pieces[:-1], *(code[start:end] for start, end in pairwise((*starts, body.end)))]


@cache
def _cut_before_loops() -> Callable[[bytes, int, int], list[bytes]]:
    """Return what cuts code behind each instruction that a block begins behind; from the first loop on, it is b""."""
    ending = instruction_pattern(opcode for opcode in OPCODES if opcode.name in _BEGINNING)
    others = instruction_pattern(opcode for opcode in OPCODES if opcode.name not in ("loop", *_BEGINNING))
    return re.compile(rb"((?:%s)%s(?:%s))|(?s:.)++" % (others, REPEATED, ending)).findall


@cache
def _scanner() -> Scanner:
    """Return what finds all instructions that have to do with blocks."""
    return Scanner(("block", "loop", "try", "try_table", *_BEGINNING))


def _blocks(code: bytes, position: int, end: int, most_open: int, base: int) -> Blocks:
    """Return the blocks that begin from a position on, where at most so many are open within the body."""
    pieces = _scanner().pieces(code, position, end, base)
    if not pieces or not pieces[-1][1]:
        raise MalformedModule("unexpected end of code", base + end)
    try:
        return _blocks_within(pieces, position, most_open)
    except IndexError:  # a block was closed that was not open, or one is left open
        raise MalformedModule("blocks that do not close as they should", base + position) from None


def _blocks_within(pieces: list[Piece], position: int, most_open: int) -> Blocks:
    """Return the blocks that begin in code that was cut, and begins at a position."""
    starts = [position]
    loops: dict[int, int] = {}
    begin, closing, opening, begins_inside = starts.append, _CLOSING, OPENING, _BEGINS_INSIDE
    depth = most_open + 1
    innermost = 0  # the depth within the innermost loop
    depths = [innermost]
    for swallowed, instruction in pieces:
        position += len(swallowed) + len(instruction)
        opcode = instruction[0]
        if opcode in closing:
            if depth == innermost:
                depths.pop()
                innermost = depths[-1]
            else:
                begin(position)
            depth -= 1
        elif opcode not in opening:
            begin(position)
        else:
            depth += 1
            if opcode in begins_inside:
                begin(position)
            if opcode == LOOP:
                innermost = depth
                depths.append(depth)
                loops[position] = position - len(instruction)
    if depth > most_open:
        raise IndexError
    starts.pop()  # the last `end` closes the body itself: nothing begins behind it
    return Blocks(starts, loops)
