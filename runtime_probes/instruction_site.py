"""An instruction as a site: before or after it, with what it takes and leaves as far as an action asks for that."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .additions import Additions
from .binary.instructions import Instruction
from .binary.signatures import Signature
from .binary.value_types import ValueType
from .event import Edit, Placement, Rank, Site, Wants
from .scratch import Saved, Scratch, Value
from .stack_types import StackTypes

_KEPT = 1  # the owner of locals that hold operands until the instruction is done


class Names(NamedTuple):
    """What values are called: the operands in their order ("" for those that cannot be seen), results, and constants.

    None stands for `operand0` and so on, or `result0`.
    """

    operands: Sequence[str] | None = None
    results: Sequence[str] | None = None
    constants: Mapping[str, Value] = {}


ALL = Names()


class InstructionSite(Site):
    """Before an instruction, or after it where it goes on with the next one."""

    def __init__(
        self, types: StackTypes, instruction: Instruction, names: Names = ALL, *, after: bool = False, note: str = ""
    ) -> None:
        """Take the function's types, the instruction, what its values are called, and a note other than its opcode."""
        super().__init__(instruction.offset, note=note or instruction.opcode.name)
        self._types = types
        self._instruction = instruction
        self._names = names
        self._is_after = after

    def placement(self, wants: Wants, scratch: Scratch, additions: Additions) -> Placement:
        """Return the place, with the values that are wanted."""
        signature = self._signature(wants)
        return self._after(wants, signature, scratch) if self._is_after else self._before(wants, signature, scratch)

    def _before(self, wants: Wants, signature: Signature, scratch: Scratch) -> Placement:
        names = _named(self._names.operands, "operand", signature.operands)
        saved = _saved(wants, names, signature.operands, scratch)
        values = {**self._names.constants, **_values(names, signature.operands, saved)}
        targets = saved.targets if wants.replacing else ()
        return Placement(self.offset, Rank.BEFORE, values, saved.capture, saved.restore, targets=targets)

    def _after(self, wants: Wants, signature: Signature, scratch: Scratch) -> Placement:
        """Return the place behind the instruction; its operands wait in locals of their own."""
        names = _named(self._names.operands, "operand", signature.operands)
        kept = _saved(Wants(wants.values), names, signature.operands, scratch, _KEPT)
        results = _named(self._names.results, "result", signature.results)
        saved = _saved(wants, results, signature.results, scratch)
        values = {**self._names.constants, **_values(names, signature.operands, kept)}
        values.update(_values(results, signature.results, saved))
        aside = (Edit(self.offset, self.offset, Rank.ASIDE, kept.capture + kept.restore),) if kept.targets else ()
        targets = saved.targets if wants.replacing else ()
        end = self._instruction.end
        return Placement(end, Rank.AFTER, values, saved.capture, saved.restore, aside, targets=targets)

    def _signature(self, wants: Wants) -> Signature:
        """Return the operands and results, if any is wanted at all and they are known."""
        if not wants.replacing and wants.values <= self._names.constants.keys():
            return Signature()
        return self._types.signature(self._instruction) or Signature()


def _named(names: Sequence[str] | None, word: str, types: Sequence[ValueType]) -> Sequence[str]:
    """Return a name for each operand or result."""
    return [f"{word}{number}" for number in range(len(types))] if names is None else names[: len(types)]


def _saved(wants: Wants, names: Sequence[str], types: Sequence[ValueType], scratch: Scratch, owner: int = 0) -> Saved:
    """Return how as many as needed of the values on top of the stack are saved and put back."""
    if wants.replacing:
        return scratch.taken(types, owner)
    first = next((number for number, name in enumerate(names) if name in wants.values), len(types))
    return scratch.saved(types, owner, first)


def _values(names: Sequence[str], types: Sequence[ValueType], saved: Saved) -> dict[str, Value]:
    """Return what can be seen of what was saved, which is the topmost."""
    first = len(types) - len(saved.targets)
    return {name: value for name, value in zip(names[first:], saved.values, strict=False) if name}
