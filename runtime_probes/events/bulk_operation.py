"""Many bytes of a memory, or many elements of a table or an array, are written at once."""

from collections.abc import Iterator

from ..event import Event, Site
from ..function import Function
from ..instruction_site import InstructionSite, Names
from ..stack_types import StackTypes

_COPYING, _FILLING = ("address", "source", "length"), ("address", "", "length")
_OPERANDS = {
    "memory.copy": _COPYING,
    "memory.init": _COPYING,
    "memory.fill": _FILLING,
    "table.copy": _COPYING,
    "table.init": _COPYING,
    "table.fill": _FILLING,
    "array.copy": ("", "address", "", "source", "length"),
    "array.init_data": ("", "address", "source", "length"),
    "array.init_elem": ("", "address", "source", "length"),
    "array.fill": ("", "address", "", "length"),
}


class BulkOperation(Event):
    """A memory, a table or an array is about to be filled, copied to, or initialised from a segment.

    Seen: `address` and `length`, in bytes or elements; `source`, which a filling has not. The note is the opcode.
    """

    values = ("address", "source", "length")

    def __init__(self, memories: bool = True, tables: bool = True, arrays: bool = True) -> None:
        """Take what to look at."""
        kinds = ("memory",) * memories + ("table",) * tables + ("array",) * arrays
        self._names = tuple(name for name in _OPERANDS if name.startswith(kinds))

    def sites(self, function: Function) -> Iterator[Site]:
        """Yield the operations of a function."""
        types = StackTypes(function)
        for instruction in function.instructions(*self._names) if self._names else ():
            yield InstructionSite(types, instruction, Names(_OPERANDS[instruction.opcode.name]))
