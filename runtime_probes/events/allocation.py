"""Memory of one kind or another is asked for."""

from collections.abc import Iterator

from ..assembly import i32_const
from ..binary.instructions import Instruction
from ..binary.value_types import I32, StructType
from ..event import Event, Site
from ..function import Function
from ..instruction_site import InstructionSite, Names
from ..operand_types import index_of
from ..scratch import Value
from ..stack_types import StackTypes

_OPERANDS = {
    "memory.grow": ("size",),
    "table.grow": ("", "size"),
    "array.new": ("", "size"),
    "array.new_default": ("size",),
    "array.new_data": ("", "size"),
    "array.new_elem": ("", "size"),
}
_CONSTANT = ("struct.new", "struct.new_default", "array.new_fixed")


class Allocation(Event):
    """A memory or a table is about to grow, or a struct or an array to be made; the note is the opcode's name.

    Seen: `size`, which is a number of pages of memory, of elements of a table or an array, or of fields of a struct.
    """

    values = ("size",)

    def sites(self, function: Function) -> Iterator[Site]:
        """Yield the allocations of a function."""
        types = StackTypes(function)
        for instruction in function.instructions(*_OPERANDS, *_CONSTANT):
            yield InstructionSite(types, instruction, _names(function, instruction))


def _names(function: Function, instruction: Instruction) -> Names:
    name = instruction.opcode.name
    if name in _OPERANDS:
        return Names(_OPERANDS[name])
    if name == "array.new_fixed":
        return Names((), (), {"size": Value(I32, i32_const(index_of(instruction, 1)))})
    made = function.contents.types[index_of(instruction)].composite
    fields = len(made.fields) if isinstance(made, StructType) else 0
    return Names((), (), {"size": Value(I32, i32_const(fields))})
