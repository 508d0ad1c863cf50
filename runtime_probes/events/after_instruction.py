"""An instruction has run."""

from collections.abc import Iterator

from ..additions import Additions
from ..assembly import ELSE
from ..binary.instructions import Instruction
from ..branching import CONDITIONAL, decision
from ..event import Edit, Event, Placement, Rank, Site, Wants
from ..function import Function
from ..instruction_site import InstructionSite
from ..scratch import Scratch
from ..stack_types import StackTypes
from .before_instruction import known

_LEAVING = ("br", "br_table", "return", "return_call", "return_call_indirect", "return_call_ref")
_NEVER_DONE = ("unreachable", "throw", "throw_ref", "rethrow")
_OPENING = ("block", "loop", "if", "try", "try_table")
_CLOSING = ("end", "delegate")


class AfterInstruction(Event):
    """An instruction with one of some opcodes has run; the note is the opcode's name, and which way it goes on.

    Seen: `operand0` and so on, `result0` and so on. After a block or a loop begins is inside it. A branch that may be
    taken has two sites, and so has an `if`: "br_if taken" and "br_if", "if" and "if else". What always goes elsewhere
    (`br`, `return`, a tail call, the end of the function) is done as it sets off; what throws or traps is never done.
    """

    def __init__(self, *names: str) -> None:
        """Take the names of the opcodes, as in the table of opcodes; all where none is named."""
        self.names = known(names)

    def sites(self, function: Function) -> Iterator[Site]:
        """Yield the ways on from the instructions of a function."""
        types = StackTypes(function)
        others = _other_arms(function) if not self.names or "if" in self.names else {}
        for instruction in function.instructions(*self.names):
            yield from _ways_on(types, instruction, others)


def _ways_on(types: StackTypes, instruction: Instruction, others: dict[int, tuple[int, bool]]) -> Iterator[Site]:
    name = instruction.opcode.name
    if name in _NEVER_DONE:
        return
    if name in _LEAVING or instruction.end == types.function.body.end:
        yield _Leaving(types, instruction)
        return
    if name in CONDITIONAL:
        yield _Taken(types, instruction)
    yield InstructionSite(types, instruction, after=True)
    if name == "if":
        yield _Otherwise(types, instruction, *others[instruction.offset])


class _Leaving(InstructionSite):
    """Where an instruction always goes on elsewhere."""

    def placement(self, wants: Wants, scratch: Scratch, additions: Additions) -> Placement:
        """Return the place before it, behind all that happens before it."""
        return super().placement(wants, scratch, additions)._replace(rank=Rank.TAKEN)


class _Taken(Site):
    """Where a branch will be taken."""

    def __init__(self, types: StackTypes, instruction: Instruction) -> None:
        super().__init__(instruction.offset, note=f"{instruction.opcode.name} taken")
        self._types = types
        self._instruction = instruction

    def placement(self, wants: Wants, scratch: Scratch, additions: Additions) -> Placement:
        """Return the place before the branch, where it is only passed if the branch will be taken."""
        saved, chosen = decision(self._types, self._instruction, scratch)
        values = {f"operand{number}": value for number, value in enumerate(saved.values)}
        return Placement(self.offset, Rank.TAKEN, values, saved.capture, saved.restore, condition=chosen.push)


class _Otherwise(Site):
    """The other arm of an `if`, which is made where there is none."""

    def __init__(self, types: StackTypes, instruction: Instruction, place: int, has_else: bool) -> None:
        super().__init__(instruction.offset, note="if else")
        self._types = types
        self._instruction = instruction
        self._place = place
        self._has_else = has_else

    def placement(self, wants: Wants, scratch: Scratch, additions: Additions) -> Placement:
        """Return the place at the start of the arm."""
        inside = InstructionSite(self._types, self._instruction, after=True).placement(wants, scratch, additions)
        if self._has_else:
            return inside._replace(offset=self._place)
        made = Edit(self._place, self._place, Rank.ELSE, ELSE)
        return inside._replace(offset=self._place, rank=Rank.OTHERWISE, elsewhere=(*inside.elsewhere, made))


def _other_arms(function: Function) -> dict[int, tuple[int, bool]]:
    """Return, by the offset of each `if`, where its other arm begins or else its `end` is, and which of the two."""
    found: dict[int, tuple[int, bool]] = {}
    opened: list[int] = []
    for instruction in function.instructions(*_OPENING, "else", *_CLOSING):
        name = instruction.opcode.name
        if name in _OPENING:
            opened.append(instruction.offset)
        elif name == "else":
            found[opened[-1]] = instruction.end, True
        elif opened:
            found.setdefault(opened.pop(), (instruction.offset, False))
    return found
