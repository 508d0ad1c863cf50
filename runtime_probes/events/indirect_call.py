"""A call through a table or a reference arrives."""

from collections.abc import Iterator

from ..additions import Additions
from ..assembly import i32_const, i32_load, i32_store, local_get, local_set
from ..binary.instructions import Instruction
from ..binary.value_types import I32
from ..event import Edit, Event, Placement, Rank, Site, Wants
from ..function import Function
from ..scratch import Scratch, Value

_CALLS = ("call_indirect", "call_ref")
_TAIL_CALLS = ("return_call_indirect", "return_call_ref")
_CELL = "caller"
_OUTSIDE = 0xFFFFFFFF
_OWNER = -4  # of the local that the caller waits in


class IndirectCall(Event):
    """A function of the module is entered by a call through a table or a reference, or such a call went elsewhere.

    Seen: `caller`, the offset in the file of the instruction that called; `callee`, the index of the function, or
    0xFFFFFFFF for one that the module does not define. The place is the function's entry, or the call where that went
    elsewhere; the note is then "elsewhere". A tail call that goes elsewhere may be taken for the caller of what is
    entered next; a call that fails is told by `FailingCall`.
    """

    values = ("caller", "callee")

    def __init__(self, hosts: bool = False) -> None:
        """Take whether imported functions are told apart, for which each is called through one that is added."""
        self.of_imports = hosts

    def sites(self, function: Function) -> Iterator[Site]:
        """Yield the entry of a function, and its calls through tables and references."""
        calls = list(function.instructions(*_CALLS, *_TAIL_CALLS))
        yield _Entry(function, calls)
        for instruction in calls:
            if instruction.opcode.name in _CALLS:
                yield _Elsewhere(instruction)


class _Entry(Site):
    def __init__(self, function: Function, calls: list[Instruction]) -> None:
        super().__init__(function.body.code)
        self._function = function
        self._calls = calls

    def placement(self, wants: Wants, scratch: Scratch, additions: Additions) -> Placement:
        """Return the place at the entry; each call of the function says before it where it is."""
        cell, base = additions.running_cell(_CELL), self._function.base
        said = tuple(_said(call.offset, base + call.offset, cell, additions.memory) for call in self._calls)
        return _place(self.offset, Rank.BLOCK, self._function.index, said, scratch, additions)


class _Elsewhere(Site):
    def __init__(self, instruction: Instruction) -> None:
        super().__init__(instruction.offset, note="elsewhere")
        self._instruction = instruction

    def placement(self, wants: Wants, scratch: Scratch, additions: Additions) -> Placement:
        """Return the place behind the call; what no function has taken has gone elsewhere."""
        return _place(self._instruction.end, Rank.AFTER, _OUTSIDE, (), scratch, additions)


def _said(offset: int, caller: int, cell: int, memory: int) -> Edit:
    return Edit(offset, offset, Rank.ASIDE, i32_const(0) + i32_const(caller) + i32_store(memory, cell))


def _place(
    offset: int, rank: Rank, callee: int, elsewhere: tuple[Edit, ...], scratch: Scratch, additions: Additions
) -> Placement:
    """Return a place before which the caller, if there is one, is taken out of its cell, once for all probes."""
    cell, memory = additions.running_cell(_CELL), additions.memory
    caller = scratch.local(I32, 0, _OWNER)
    taken = i32_const(0) + i32_load(memory, cell) + local_set(caller)
    emptied = i32_const(0) + i32_const(0) + i32_store(memory, cell)
    values = {"caller": Value(I32, local_get(caller)), "callee": Value(I32, i32_const(callee))}
    edits = (Edit(offset, offset, Rank.AFTER, taken + emptied), *elsewhere)
    return Placement(offset, rank, values, elsewhere=edits, condition=local_get(caller))
