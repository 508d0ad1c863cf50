"""Where the basic blocks of a body begin."""

import re
from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import accumulate

from .cursor import Cursor
from .cuts import Cuts
from .entities import Body
from .instructions import read_instruction
from .malformed import MalformedModule
from .nesting import DELEGATE, END, LOOP, OPENING
from .opcodes import OPCODES
from .patterns import instruction_pattern
from .scanning import REPEATED, scanner

# A block begins behind each of these, behind the `end` of a loop aside.
_BEGINNING = frozenset(
    (
        "loop",
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
_OF_BLOCKS = frozenset(("block", "try", "try_table", *_BEGINNING))
# What stands for the locals of a body, and for another instruction, where otherwise the first byte of one stands.
_ENTRY = b"\0"
_OTHER = b"\1"
_MOST_AT_ONCE = 1 << 16  # bytes that are copied again and again in code that is seldom matched


def _by_first_byte(values: Iterable[tuple[int, int]]) -> bytes:
    """Return a table for `bytes.translate`, which is 0 where no value is given."""
    table = bytearray(256)
    for byte, value in values:
        table[byte] = value
    return bytes(table)


_BEGINS = _by_first_byte(((_ENTRY[0], 1), *((opcode.encoded[0], 1) for opcode in OPCODES if opcode.name in _BEGINNING)))
# By how much more blocks are open, as a signed byte.
_DEEPER, _LESS_DEEP = 1, 0xFF
_STEPS = _by_first_byte(
    [(code, _DEEPER) for code in (_ENTRY[0], *OPENING)] + [(code, _LESS_DEEP) for code in (END, DELEGATE)]
)


def block_starts(code: bytes, body: Body, base: int = 0) -> list[int]:
    """Return where the basic blocks of a body begin, in order and each once: see `cut_at_blocks`."""
    return list(cut_at_blocks(code, [body], base).places(body.start))


def cut_at_blocks(code: bytes, bodies: Sequence[Body], base: int = 0) -> Cuts:
    """Return bodies that follow one another, cut where basic blocks begin, and at other instructions of blocks.

    In: the code section's payload, bodies in order, and the payload's place in the file. A block begins with the body,
    inside a loop and each arm of an `if` and of a `try`, after each block that is not a loop, and after each branch
    that may not be taken. What follows a branch that is always taken is never reached and begins none; calls end no
    block. Raised: `MalformedModule` where blocks do not close as they should.
    """
    flat: list[bytes] = []
    ends: list[int] = []
    reached = bodies[0].start
    for body in bodies:
        flat += (b"", code[reached : body.code], _ENTRY)
        flat += _flat(code, body, base)
        ends.append(len(flat) // 3)
        reached = body.end
    skeleton = b"".join(flat[2::3])
    depths = _depths(skeleton)
    begins = bytearray(skeleton.translate(_BEGINS))
    _close_bodies(depths, begins, ends, bodies, base)
    loops = _close_loops(skeleton, depths, begins)
    return Cuts(flat[1::3], begins, ends, loops)


def _close_bodies(
    depths: Sequence[int], begins: bytearray, ends: Sequence[int], bodies: Sequence[Body], base: int
) -> None:
    """Let nothing begin behind a body; raise `MalformedModule` where one is not closed at its end, and there only."""
    start = 0
    for body, end in zip(bodies, ends, strict=True):
        if depths[end - 1] or depths.index(0, start, end) != end - 1:
            raise MalformedModule("blocks that do not close as they should", base + body.code)
        begins[end - 1] = 0
        start = end


def _close_loops(skeleton: bytes, depths: Sequence[int], begins: bytearray) -> list[int]:
    """Let nothing begin behind loops; return which pieces end with a `loop`."""
    loops = [found.start() for found in re.finditer(rb"%c" % LOOP, skeleton)]
    if isinstance(depths, bytes):
        for at in loops:
            begins[depths.index(depths[at] - 1, at)] = 0
    else:  # so deep that each end would be looked for too far
        _close_deep_loops(skeleton, begins)
    return loops


def _close_deep_loops(skeleton: bytes, begins: bytearray) -> None:
    """Let nothing begin behind loops."""
    opened: list[int] = []
    for at, step in enumerate(skeleton.translate(_STEPS)):
        if step == _DEEPER:
            opened.append(skeleton[at])
        elif step and opened.pop() == LOOP:
            begins[at] = 0


def before_loops(cuts: Cuts) -> list[bytes]:
    """Return the pieces, with each `loop` at the begin of the next one."""
    pieces = list(cuts.pieces)
    for at in cuts.loops:
        loop = cuts.pieces[at][_loop_in(cuts.pieces[at]) :]
        pieces[at], pieces[at + 1] = pieces[at].removesuffix(loop), loop + pieces[at + 1]
    return pieces


def _flat(code: bytes, body: Body, base: int) -> list[bytes]:
    """Return code behind the locals in pieces: for each a b"", the piece, and the first byte of what it ends with.

    Tuples would be nicer, but so many keep the garbage collector busy.
    """
    flat = _split()(code[body.code : body.end])
    flat.pop()
    return flat if flat and flat[-1] else _read(code, body, base)


def _read(code: bytes, body: Body, base: int) -> list[bytes]:
    """Return the same for a body with instructions that the pattern does not match: those are read one by one."""
    flat: list[bytes] = []
    position = body.code
    while position < body.end:
        found = _split()(code[position : min(position + _MOST_AT_ONCE, body.end)])[:-1]
        if not found[-2]:
            del found[-3:]  # all that is left from where nothing was matched
        if not found:
            cursor = Cursor(code, position, body.end, base)
            is_wanted = read_instruction(cursor).opcode.name in _OF_BLOCKS
            found = [b"", code[position : cursor.position], code[position : position + 1] if is_wanted else _OTHER]
        found[-1] = found[-1] or _OTHER
        position += sum(map(len, found[1::3]))
        flat += found
    return flat


@cache
def _split() -> Callable[[bytes], list[bytes]]:
    """Return what cuts code behind each instruction of blocks, and else where an instruction is not matched."""
    wanted = instruction_pattern(opcode for opcode in OPCODES if opcode.name in _OF_BLOCKS)
    others = instruction_pattern(opcode for opcode in OPCODES if opcode.name not in _OF_BLOCKS)
    pattern = rb"((?:%s)%s(?=((?s:.)))(?:%s)|(?:%s)+%s)|(?s:.)++"
    return re.compile(pattern % (others, REPEATED, wanted, others, REPEATED[1:])).split


def _loop_in(piece: bytes) -> int:
    """Return where in a piece the `loop` is that it ends with."""
    if piece[-2] == LOOP:  # no type that takes two bytes begins with this one
        return len(piece) - 2
    ((at, _),) = scanner("loop").places(piece, 0, len(piece))
    return at


def _depths(skeleton: bytes) -> Sequence[int]:
    """Return how many blocks are open behind each instruction, bodies included."""
    depths = accumulate(array("b", skeleton.translate(_STEPS)))
    try:
        return bytes(depths)  # which is searched fastest
    except ValueError:  # below 0, or above 255
        return list(accumulate(array("b", skeleton.translate(_STEPS))))
