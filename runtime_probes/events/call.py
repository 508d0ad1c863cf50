"""A function is about to be called, or has come back."""

from collections.abc import Iterator

from ..assembly import i32_const
from ..binary.instructions import Instruction
from ..binary.value_types import I32
from ..event import Event, Site
from ..function import Function
from ..instruction_site import InstructionSite, Names
from ..operand_types import index_of
from ..scratch import Value
from ..stack_types import StackTypes

CALLS = ("call", "call_indirect", "call_ref")
TAIL_CALLS = ("return_call", "return_call_indirect", "return_call_ref")
_NAMED = ("call", "return_call")


class Call(Event):
    """A call is about to be made; the note is its opcode, and the callee's index where the code names it: "call 12".

    Seen: `callee`, the same index; `operand0` and so on, of which a call through a table or a reference has that as the
    last. What such a call reaches, `IndirectCall` tells.
    """

    values = ("callee",)

    def __init__(self, named: bool = True, others: bool = True) -> None:
        """Take whether to look at calls of functions by their index, and at those through tables and references."""
        self._names = tuple(name for name in (*CALLS, *TAIL_CALLS) if (named if name in _NAMED else others))

    def sites(self, function: Function) -> Iterator[Site]:
        """Yield the calls of a function."""
        return _sites(function, self._names, after=False)


class CallReturn(Event):
    """A call has come back; tail calls never do. Seen, and in the note: as for `Call`, and `result0` and so on."""

    values = ("callee",)

    def __init__(self, named: bool = True, others: bool = True) -> None:
        """Take whether to look at calls of functions by their index, and at those through tables and references."""
        self._names = tuple(name for name in CALLS if (named if name in _NAMED else others))

    def sites(self, function: Function) -> Iterator[Site]:
        """Yield the calls of a function."""
        return _sites(function, self._names, after=True)


def _sites(function: Function, names: tuple[str, ...], after: bool) -> Iterator[Site]:
    types = StackTypes(function)
    for instruction in function.instructions(*names) if names else ():
        yield _site(types, instruction, after)


def _site(types: StackTypes, instruction: Instruction, after: bool) -> Site:
    if instruction.opcode.name not in _NAMED:
        return InstructionSite(types, instruction, after=after)
    callee = index_of(instruction)
    names = Names(constants={"callee": Value(I32, i32_const(callee))})
    return InstructionSite(types, instruction, names, after=after, note=f"{instruction.opcode.name} {callee}")
