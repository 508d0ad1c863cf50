"""Whether a branch will be taken, as code that asks before it does."""

from .assembly import I32_EQZ, REF_IS_NULL, i32_const
from .binary.instructions import Instruction
from .binary.value_types import I32, ReferenceType
from .binary.writing.instructions import encode
from .scratch import Saved, Scratch, Value
from .stack_types import StackTypes, cast_types

CONDITIONAL = ("br_if", "br_on_null", "br_on_non_null", "br_on_cast", "br_on_cast_fail")


def decision(types: StackTypes, instruction: Instruction, scratch: Scratch) -> tuple[Saved, Value]:
    """Return how what decides is saved, and code that pushes 0 where a branch (or an `if`) will not be taken.

    In: a branch of `CONDITIONAL`, or an `if`. One that is never reached seems never to be taken.
    """
    name = instruction.opcode.name
    if name in ("br_if", "if"):
        saved = scratch.saved((I32,))
        return saved, Value(I32, saved.values[0].push)
    if name in ("br_on_cast", "br_on_cast_fail"):
        source, target = cast_types(instruction)
        saved = scratch.saved((source,))
        test = encode("ref.test/null" if target.nullable else "ref.test", target.heap)
        return saved, Value(I32, saved.values[0].push + test + (I32_EQZ if name == "br_on_cast_fail" else b""))
    found = types.signature(instruction)
    if found is None or not isinstance(found.operands[0], ReferenceType):
        return Saved(), Value(I32, i32_const(0))
    saved = scratch.saved(found.operands)
    return saved, Value(I32, saved.values[0].push + REF_IS_NULL + (I32_EQZ if name == "br_on_non_null" else b""))
