"""An instruction is about to run."""

from collections.abc import Iterator

from ..binary.opcodes import BY_NAME
from ..event import Event, Site
from ..function import Function
from ..instruction_site import InstructionSite
from ..stack_types import StackTypes


class BeforeInstruction(Event):
    """An instruction with one of some opcodes is about to run; the note is the opcode's name.

    Seen: `operand0` and so on, the last being on top of the stack. What a branch hands to its label and what a block
    takes are not operands.
    """

    def __init__(self, *names: str) -> None:
        """Take the names of the opcodes, as in the table of opcodes; all where none is named."""
        self.names = known(names)

    def sites(self, function: Function) -> Iterator[Site]:
        """Yield the instructions of a function."""
        types = StackTypes(function)
        for instruction in function.instructions(*self.names):
            yield InstructionSite(types, instruction)


def known(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names; raise ValueError where there is no such opcode."""
    if unknown := [name for name in names if name not in BY_NAME]:
        raise ValueError(f"there is no opcode {unknown[0]!r}")
    return names
