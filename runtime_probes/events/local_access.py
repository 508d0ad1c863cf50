"""A local or an argument is read or written."""

from collections.abc import Iterator

from ..assembly import i32_const
from ..binary.value_types import I32
from ..event import Event, Site
from ..function import Function
from ..instruction_site import InstructionSite, Names
from ..operand_types import index_of
from ..scratch import Value
from ..stack_types import StackTypes


class LocalAccess(Event):
    """A local or an argument is read, which is told after it, or written, which is told before it.

    The note is the opcode's name. Seen: `index`, that of the local, arguments first; `value`, which is read or written.
    """

    values = ("index", "value")

    def __init__(self, gets: bool = True, sets: bool = True) -> None:
        """Take whether to look at reads, and at writes."""
        self._names = ("local.get",) * gets + ("local.set", "local.tee") * sets

    def sites(self, function: Function) -> Iterator[Site]:
        """Yield the accesses of a function."""
        types = StackTypes(function)
        for instruction in function.instructions(*self._names) if self._names else ():
            constants = {"index": Value(I32, i32_const(index_of(instruction)))}
            is_get = instruction.opcode.name == "local.get"
            yield InstructionSite(types, instruction, Names(("value",), ("value",), constants), after=is_get)
