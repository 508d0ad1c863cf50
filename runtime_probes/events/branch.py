"""A branch is decided."""

from collections.abc import Iterator

from ..additions import Additions
from ..assembly import I32_EQZ, I32_LT_U, SELECT, i32_const, local_get, local_tee
from ..binary.instructions import Instruction
from ..binary.value_types import I32
from ..branching import CONDITIONAL, decision
from ..event import Event, Placement, Rank, Site, Wants
from ..function import Function
from ..scratch import Scratch, Value
from ..stack_types import StackTypes

BRANCHES = ("if", *CONDITIONAL, "br_table")


class BranchDecision(Event):
    """An `if`, a `br_if`, a `br_table` or a `br_on_…` is about to choose; the note is its opcode.

    Seen: `outcome`, which is 1 where the condition holds or the branch is taken and 0 where not; or the number of the
    label, the last being that for all other values.
    """

    values = ("outcome",)

    def __init__(self, *names: str) -> None:
        """Take the opcodes to look at, of those above; all where none is named."""
        self._names = names or BRANCHES

    def sites(self, function: Function) -> Iterator[Site]:
        """Yield the branches of a function."""
        types = StackTypes(function)
        for instruction in function.instructions(*self._names):
            yield _Table(instruction) if instruction.opcode.name == "br_table" else _TwoWays(types, instruction)


class _TwoWays(Site):
    def __init__(self, types: StackTypes, instruction: Instruction) -> None:
        super().__init__(instruction.offset, 2, instruction.opcode.name)
        self._types = types
        self._instruction = instruction

    def placement(self, wants: Wants, scratch: Scratch, additions: Additions) -> Placement:
        """Return the place before the branch."""
        saved, chosen = decision(self._types, self._instruction, scratch)
        outcome = Value(I32, chosen.push + I32_EQZ + I32_EQZ)
        return Placement(self.offset, Rank.BEFORE, {"outcome": outcome}, saved.capture, saved.restore)


class _Table(Site):
    def __init__(self, instruction: Instruction) -> None:
        labels = instruction.immediates[0]
        assert isinstance(labels, tuple)
        super().__init__(instruction.offset, len(labels), "br_table")

    def placement(self, wants: Wants, scratch: Scratch, additions: Additions) -> Placement:
        """Return the place before the branch."""
        local = scratch.local(I32)
        chosen, last = local_get(local), i32_const(self.width - 1)
        outcome = Value(I32, chosen + last + chosen + last + I32_LT_U + SELECT)
        return Placement(self.offset, Rank.BEFORE, {"outcome": outcome}, local_tee(local))
