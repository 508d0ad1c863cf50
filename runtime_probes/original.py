"""What lies at a place of the original module: its instruction, and what its function is called."""

import re
from typing import NamedTuple

from .binary.contents import Contents
from .binary.cursor import Cursor
from .binary.entities import ExternKind
from .binary.immediates import MemoryAccess
from .binary.instructions import Instruction, read_instruction
from .readings import Place

_WIDTH = re.compile(r"(?:load|store|rmw)(\d+)?(?:x(\d))?")
_BITS = {"i32": 32, "f32": 32, "i64": 64, "f64": 64, "v128": 128}


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
    name = instruction.opcode.name
    found = _WIDTH.search(name)
    bits, lanes = found.groups() if found else (None, None)
    size = (int(bits) * int(lanes or 1) if bits else _BITS[name.partition(".")[0]]) // 8
    is_both = "rmw" in name
    return Access(where.memory, where.offset, size, is_both or "load" in name, is_both or "store" in name)


def function_name(contents: Contents, index: int) -> str:
    """Return what a function is called: in the section of names, as an import, as an export, else by its index."""
    imported = contents.imported(ExternKind.FUNCTION)
    if index < len(imported):
        return f"{imported[index].module}.{imported[index].name}"
    exported = (each.name for each in contents.exports if each.kind is ExternKind.FUNCTION and each.index == index)
    return contents.names.functions.get(index) or next(exported, f"function {index}")


def global_name(contents: Contents, index: int) -> str:
    """Return what a global is called: in the section of names, as an import, as an export, else by its index."""
    imported = contents.imported(ExternKind.GLOBAL)
    if index < len(imported):
        return f"{imported[index].module}.{imported[index].name}"
    exported = (each.name for each in contents.exports if each.kind is ExternKind.GLOBAL and each.index == index)
    return contents.names.globals.get(index) or next(exported, f"global {index}")
