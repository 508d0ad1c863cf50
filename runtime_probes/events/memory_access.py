"""A memory is read or written."""

from collections.abc import Iterator

from ..binary.immediates import Immediate
from ..binary.opcodes import OPCODES
from ..event import Event, Site
from ..function import Function
from ..instruction_site import InstructionSite, Names
from ..stack_types import StackTypes

ACCESSES = tuple(
    opcode.name
    for opcode in OPCODES
    if Immediate.MEMORY_ACCESS in opcode.immediates and not opcode.name.startswith("memory.atomic")
)
_LOADING = Names(("address",), ("value",))
_STORING = Names(("address", "value"))


class MemoryAccess(Event):
    """A load, a store or an atomic access. A load is told after it, all else before it, so also if it then traps.

    Seen: `address`, to which the instruction adds its constant offset; `value`, which is read or written. The note is
    the opcode's name.
    """

    values = ("address", "value")

    def __init__(self, loads: bool = True, stores: bool = True) -> None:
        """Take whether to look at loads, and at stores; atomic accesses that do both are stores."""
        self._names = tuple(name for name in ACCESSES if (loads if is_load(name) else stores))

    def sites(self, function: Function) -> Iterator[Site]:
        """Yield the accesses of a function."""
        types = StackTypes(function)
        for instruction in function.instructions(*self._names) if self._names else ():
            loads = is_load(instruction.opcode.name)
            yield InstructionSite(types, instruction, _LOADING if loads else _STORING, after=loads)


def is_load(name: str) -> bool:
    """Say whether an instruction with an opcode only reads."""
    return "load" in name and "rmw" not in name
