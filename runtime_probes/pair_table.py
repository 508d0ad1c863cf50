"""A table in the added memory that finds entries by a pair of numbers: what is counted by more than its site."""

from typing import NamedTuple

from .assembly import (
    END,
    I32_ADD,
    I64_ADD,
    IF_VOID,
    RETURN,
    i32_const,
    i64_const,
    i64_load,
    i64_store,
    local_get,
    local_set,
    local_tee,
)
from .binary.appending import Appender
from .binary.entities import Locals
from .binary.value_types import I32, I64, FunctionType
from .binary.writing.code import encode_body

_SPREADING = 0x9E3779B97F4A7C15  # the golden ratio: near keys come to lie far apart (Knuth, volume 3, 6.4)
_MOST_STEPS = 64  # what is not found by then has no room
_KEY, _AT, _LEFT = 0, 1, 2  # the locals of the function that finds

_I32_SUB, _I64_MUL, _I64_SHIFT_RIGHT, _I32_WRAP = b"\x6b", b"\x7e", b"\x88", b"\xa7"
_I64_EQ, _I64_EQZ, _I32_EQ, _I32_MUL = b"\x51", b"\x50", b"\x46", b"\x6c"
_LOOP_VOID, _BRANCH_IF_0 = b"\x03\x40", b"\x0d\x00"


class PairTable(NamedTuple):
    """Where a table lies: 2 ** `bits` entries of some bytes, each with its key in the first 8, 0 where it is free.

    `find` is the index of a function from a key, which is not 0, to the address of its entry; it makes the entry where
    there is none yet. It returns `lost`, where an entry that is no part of the table lies, where there is no room.
    """

    start: int
    bits: int
    entry_size: int
    find: int
    lost: int

    @property
    def end(self) -> int:
        """Return where the table ends."""
        return self.start + (self.entry_size << self.bits)


def add_pair_table(appender: Appender, memory: int, start: int, bits: int, entry_size: int) -> PairTable:
    """Add the function that finds entries in a table.

    In: the module, the added memory, where in it there is room for the table and one more entry, its size.
    """
    table = PairTable(start, bits, entry_size, 0, start + (entry_size << bits))
    kind = appender.add_type(FunctionType((I64,), (I32,)))
    body = encode_body((Locals(2, I32),), _finding(table, memory))
    return table._replace(find=appender.add_function(kind, body))


def _finding(table: PairTable, memory: int) -> bytes:
    """Return code that goes from where a key should be to the next entries, until it finds it or one that is free."""
    spread = local_get(_KEY) + i64_const(_SPREADING) + _I64_MUL + i64_const(64 - table.bits) + _I64_SHIFT_RIGHT
    scaled = _I32_WRAP + i32_const(table.entry_size) + _I32_MUL + i32_const(table.start) + I32_ADD
    at = local_get(_AT)
    held = at + i64_load(memory, 0)
    is_here = held + local_get(_KEY) + _I64_EQ + IF_VOID + at + RETURN + END
    is_free = held + _I64_EQZ + IF_VOID + at + local_get(_KEY) + i64_store(memory, 0) + at + RETURN + END
    onward = at + i32_const(table.entry_size) + I32_ADD + local_tee(_AT) + i32_const(table.end) + _I32_EQ
    around = IF_VOID + i32_const(table.start) + local_set(_AT) + END
    again = local_get(_LEFT) + i32_const(1) + _I32_SUB + local_tee(_LEFT) + _BRANCH_IF_0
    steps = i32_const(_MOST_STEPS) + local_set(_LEFT)
    looking = _LOOP_VOID + is_here + is_free + onward + around + again + END
    return spread + scaled + local_set(_AT) + steps + looking + i32_const(table.lost) + END


def increased(memory: int, address: bytes, offset: int, by: int = 1) -> bytes:
    """Return code that adds to the 64-bit number at an address, which some code pushes, and an offset."""
    number = address + i64_load(memory, offset) + i64_const(by) + I64_ADD
    return address + number + i64_store(memory, offset)
