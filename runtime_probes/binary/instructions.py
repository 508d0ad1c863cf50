"""Code, one instruction after the other: simple, complete, and what faster ways are compared with."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from .cursor import Cursor
from .entities import Body
from .immediates import INDICES, Catch, CatchKind, Handler, Immediate, ImmediateValue, MemoryAccess
from .nesting import Nesting
from .opcodes import BY_CODE, PREFIXES, Opcode
from .reading.types import read_block_type, read_heap_type, read_value_type

_MEMORY_FOLLOWS = 0x40
_MOST_ALIGNMENT = 0x3F


class Instruction(Struct, frozen=True):
    """An instruction, and where it lies: from `offset` up to `end`."""

    offset: int
    opcode: Opcode
    immediates: tuple[ImmediateValue, ...]
    end: int


def body_instructions(code: bytes, body: Body, base: int = 0) -> Iterator[Instruction]:
    """Yield the instructions of a body, its last `end` included.

    In: the payload of the code section, and where in the file it begins. Out: instructions; their offsets are those in
    the payload. Raised: `MalformedModule`.
    """
    cursor = Cursor(code, body.code, body.end, base)
    yield from instructions(cursor)
    if not cursor.is_at_end:
        raise cursor.malformed("operators remaining after end of function")


def instructions(cursor: Cursor) -> Iterator[Instruction]:
    """Yield instructions up to the `end` that closes the expression; the cursor moves along."""
    nesting = Nesting()
    while nesting.is_open:
        instruction = read_instruction(cursor)
        if not nesting.enter(instruction.opcode.code):
            raise cursor.malformed(f"unexpected {instruction.opcode.mnemonic}", instruction.offset)
        yield instruction


def read_instruction(cursor: Cursor) -> Instruction:
    """Read one instruction."""
    offset = cursor.position
    code = cursor.byte()
    if code in PREFIXES:
        code = code << 16 | cursor.u32()
    opcode = BY_CODE.get(code)
    if opcode is None:
        raise cursor.malformed(f"illegal opcode {cursor.data[offset : cursor.position].hex(' ')}", offset)
    immediates = tuple([_READERS[kind](cursor) for kind in opcode.immediates])
    return Instruction(offset, opcode, immediates, cursor.position)


def _read_labels(cursor: Cursor) -> tuple[int, ...]:
    """Read the labels of a br_table, with the one for all other values."""
    return (*cursor.vector(Cursor.u32), cursor.u32())


def _read_memory_access(cursor: Cursor) -> MemoryAccess:
    """Read where a load or a store goes."""
    start = cursor.position
    flags = cursor.u32()
    align = flags & ~_MEMORY_FOLLOWS
    if align > _MOST_ALIGNMENT:
        raise cursor.malformed("malformed memop flags", start)
    memory = cursor.u32() if flags & _MEMORY_FOLLOWS else 0
    return MemoryAccess(align, cursor.unsigned(64), memory)


def _read_catch(cursor: Cursor) -> Catch:
    """Read a clause of a try_table."""
    kind = CatchKind(cursor.flag_byte(max(CatchKind), "catch clause"))
    tag = cursor.u32() if kind in (CatchKind.CATCH, CatchKind.CATCH_REF) else None
    return Catch(kind, cursor.u32(), tag)


def _read_handler(cursor: Cursor) -> Handler:
    """Read a clause of a resume."""
    switches = cursor.flag_byte(1, "on clause")
    return Handler(cursor.u32(), None if switches else cursor.u32())


def _read_ordering(cursor: Cursor) -> int:
    """Read how an atomic access is ordered."""
    start = cursor.position
    ordering = cursor.u32()
    if ordering > 1:
        raise cursor.malformed("malformed ordering", start)
    return ordering


_READERS: dict[Immediate, Callable[[Cursor], ImmediateValue]] = {
    **dict.fromkeys(INDICES, Cursor.u32),
    Immediate.BLOCK_TYPE: read_block_type,
    Immediate.HEAP_TYPE: read_heap_type,
    Immediate.VALUE_TYPES: lambda cursor: cursor.vector(read_value_type),
    Immediate.ORDERING: _read_ordering,
    Immediate.LABELS: _read_labels,
    Immediate.CATCHES: lambda cursor: cursor.vector(_read_catch),
    Immediate.HANDLERS: lambda cursor: cursor.vector(_read_handler),
    Immediate.MEMORY_ACCESS: _read_memory_access,
    Immediate.CAST: lambda cursor: cursor.flag_byte(3, "cast flags"),
    Immediate.LANE: Cursor.byte,
    Immediate.LANES: lambda cursor: cursor.bytes(16),
    Immediate.ZERO: lambda cursor: cursor.flag_byte(0, "byte after atomic.fence: zero byte expected"),
    Immediate.I32: lambda cursor: cursor.signed(32),
    Immediate.I64: lambda cursor: cursor.signed(64),
    Immediate.F32: lambda cursor: cursor.bytes(4),
    Immediate.F64: lambda cursor: cursor.bytes(8),
    Immediate.V128: lambda cursor: cursor.bytes(16),
}
