"""What lies at a place of the original module: its instruction, and what that does to a memory."""

from typing import NamedTuple

from .binary.contents import Contents
from .binary.cursor import Cursor
from .binary.immediates import MemoryAccess
from .binary.instructions import Instruction, read_instruction
from .binary.signatures import accessed_bytes
from .readings import Place


class Access(NamedTuple):
    """What a load or a store does: in which memory, what it adds to the address, how many bytes, and which way."""

    memory: int
    offset: int
    size: int
    is_read: bool
    is_write: bool


def instruction_at(contents: Contents, place: Place) -> Instruction:
    """Return the instruction that a place is at."""
    section = contents.code
    return read_instruction(Cursor(section.payload, place.offset - section.offset, base=section.offset))


def access_at(contents: Contents, place: Place) -> Access:
    """Return what the load, the store or the atomic access at a place does."""
    return access_of(instruction_at(contents, place))


def access_of(instruction: Instruction) -> Access:
    """Return what a load, a store or an atomic access does."""
    where = next(each for each in instruction.immediates if isinstance(each, MemoryAccess))
    name, size = instruction.opcode.name, accessed_bytes(instruction.opcode)
    assert size is not None  # as the instruction names a memory
    is_both = "rmw" in name
    return Access(where.memory, where.offset, size, is_both or "load" in name, is_both or "store" in name)
