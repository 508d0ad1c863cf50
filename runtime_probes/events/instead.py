"""An instruction is replaced."""

from collections.abc import Iterator

from ..additions import Additions
from ..assembly import i32_const, local_get, local_set
from ..binary.instructions import Instruction
from ..binary.malformed import MalformedModule
from ..binary.value_types import NumberType, ValueType
from ..binary.writing.instructions import encode
from ..event import Event, Placement, Rank, Site, Wants
from ..function import Function
from ..scratch import Scratch
from ..stack_types import StackTypes
from .before_instruction import known

_STEERING = (
    *("unreachable", "block", "loop", "if", "else", "end", "try", "try_table", "catch", "catch_all", "delegate"),
    *("br", "br_if", "br_table", "br_on_null", "br_on_non_null", "br_on_cast", "br_on_cast_fail"),
    *("return", "return_call", "return_call_indirect", "return_call_ref", "throw", "throw_ref", "rethrow"),
)
_TAKEN, _GIVEN = 2, 3  # the owners of locals


class Instead(Event):
    """Stands in the place of the instructions with some opcodes; the note is the opcode's name.

    Seen: `operand0` and so on. The results are what the action puts there (`Replace`), else zeros and null references.
    Where the site is switched off, the instruction runs.
    """

    def __init__(self, *names: str) -> None:
        """Take the names of the opcodes; raise ValueError for those that steer, and those there are not."""
        self.names = known(names)
        if steering := [name for name in names if name in _STEERING]:
            raise ValueError(f"{steering[0]!r} cannot be replaced: it steers where the code goes on")

    def sites(self, function: Function) -> Iterator[Site]:
        """Yield the instructions of a function."""
        types = StackTypes(function)
        for instruction in function.instructions(*self.names) if self.names else ():
            yield ReplacedInstruction(types, instruction)


class ReplacedInstruction(Site):
    """An instruction that is left out, with what it takes and what is left in its place."""

    def __init__(self, types: StackTypes, instruction: Instruction) -> None:
        """Take the function's types, and the instruction."""
        super().__init__(instruction.offset, note=instruction.opcode.name)
        self._types = types
        self._instruction = instruction

    def placement(self, wants: Wants, scratch: Scratch, additions: Additions) -> Placement:
        """Return the place of the instruction."""
        function, instruction = self._types.function, self._instruction
        signature = self._types.signature(instruction)
        if signature is None:  # never reached
            return Placement(self.offset, Rank.BEFORE, condition=i32_const(0))
        operands = scratch.taken(signature.operands, _TAKEN)
        results = scratch.taken(signature.results, _GIVEN)
        zeros = (self._zero(target.type) + local_set(target.local) for target in results.targets)
        return Placement(
            self.offset,
            Rank.INSTEAD,
            {f"operand{number}": value for number, value in enumerate(operands.values)},
            operands.capture + b"".join(zeros),
            b"".join(local_get(target.local) for target in results.targets),
            targets=results.targets,
            until=instruction.end,
            otherwise=operands.restore + function.spelled(instruction) + results.capture,
        )

    def _zero(self, kind: ValueType) -> bytes:
        if isinstance(kind, NumberType):
            return encode("v128.const", bytes(16)) if kind.name == "v128" else _ZEROS[kind.name]
        if kind.nullable:
            return encode("ref.null", kind.heap)
        place = self._types.function.base + self.offset
        raise MalformedModule(f"nothing can stand for {self.note}: it leaves a reference that is never null", place)


_ZEROS = {
    "i32": encode("i32.const", 0),
    "i64": encode("i64.const", 0),
    "f32": encode("f32.const", bytes(4)),
    "f64": encode("f64.const", bytes(8)),
}
