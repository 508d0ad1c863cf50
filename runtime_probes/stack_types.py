"""What lies on the stack before an instruction, for those whose operands no opcode and no immediate tells."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from .binary.entities import ExternKind
from .binary.instructions import Instruction
from .binary.signatures import Signature
from .binary.value_types import (
    ABSTRACT_HEAP_TYPES,
    I32,
    AbstractHeapType,
    ConcreteHeapType,
    FunctionType,
    HeapType,
    NumberType,
    ReferenceType,
    TagType,
    ValueType,
)
from .function import Function
from .operand_types import function_type_at, index_of, operand_types

Known = ValueType | None  # None: anything, as in code that is never reached

_HEAPS = {heap.name: heap for heap in ABSTRACT_HEAP_TYPES}
_OPENING = ("block", "loop", "if", "try", "try_table")
_CATCHING = ("catch", "catch_all")
_LEAVING = (
    *("unreachable", "br", "br_table", "return", "return_call", "return_call_indirect", "return_call_ref"),
    *("throw", "throw_ref", "rethrow"),
)
_CASTING = ("br_on_cast", "br_on_cast_fail")


class StackTypes:
    """Knows what the instructions of one function take and leave; looks at the whole function only where it must."""

    def __init__(self, function: Function) -> None:
        """Take the function."""
        self.function = function

    def signature(self, instruction: Instruction) -> Signature | None:
        """Return the operands and results of an instruction; None where it is never reached and they may be anything.

        Of a branch, what it hands to its label counts as neither; nor does what a block takes and leaves.
        """
        return operand_types(self.function, instruction) or self._found.get(instruction.offset)

    @cached_property
    def _found(self) -> dict[int, Signature]:
        tracker = _Tracker(self.function)
        found: dict[int, Signature] = {}
        for instruction in self.function.instructions():
            taken, left = tracker.step(instruction)
            operands, results = _all_known(taken), _all_known(left)
            if operands is not None and results is not None:
                found[instruction.offset] = Signature(operands, results)
        return found


def cast_types(instruction: Instruction) -> tuple[ReferenceType, ReferenceType]:
    """Return what a branch on a cast takes, and what it casts to."""
    flags, _, source, target = instruction.immediates
    assert isinstance(flags, int)
    return ReferenceType(_heap(source), bool(flags & 1)), ReferenceType(_heap(target), bool(flags & 2))


def _heap(found: object) -> HeapType:
    assert isinstance(found, AbstractHeapType | ConcreteHeapType)
    return found


def _all_known(kinds: Sequence[Known]) -> tuple[ValueType, ...] | None:
    known = tuple(kind for kind in kinds if kind is not None)
    return known if len(known) == len(kinds) else None


@dataclass
class _Frame:
    """A block that is open: what it takes and leaves, and how high the stack was."""

    type: FunctionType
    is_loop: bool = False
    height: int = 0

    @property
    def label(self) -> tuple[ValueType, ...]:
        """Return what a branch to it hands over."""
        return self.type.parameters if self.is_loop else self.type.results


Effect = tuple[Sequence[Known], Sequence[Known]]


@dataclass
class _Tracker:
    """Goes through a function as validation does; https://webassembly.github.io/spec/core/appendix/algorithm.html."""

    function: Function
    stack: list[Known] = field(default_factory=list[Known])
    frames: list[_Frame] = field(default_factory=list[_Frame])

    def __post_init__(self) -> None:
        self.frames.append(_Frame(FunctionType((), self.function.type.results)))

    def step(self, instruction: Instruction) -> Effect:
        """Go past an instruction; return what it takes and leaves."""
        name = instruction.opcode.name
        if name in _OPENING:
            return self._open(instruction), ()
        if name in ("else", *_CATCHING):
            return (), self._divide(instruction)
        if name in ("end", "delegate"):
            self._close()
            return (), ()
        if name in _LEAVING:
            return self._leave(instruction), ()
        if name.startswith("br_"):
            return self._branch(instruction)
        taken, left = self._plain(instruction)
        self.stack += left
        return taken, left

    def _pop(self, count: int) -> list[Known]:
        """Take some operands off the stack; below what is there, code that is never reached may take anything."""
        available = min(count, len(self.stack) - self.frames[-1].height)
        popped = self.stack[len(self.stack) - available :]
        del self.stack[len(self.stack) - available :]
        return [None] * (count - available) + popped

    def _open(self, instruction: Instruction) -> Sequence[Known]:
        kind = self._block_type(instruction)
        condition = self._pop(1) if instruction.opcode.name == "if" else ()
        self._pop(len(kind.parameters))
        self.frames.append(_Frame(kind, instruction.opcode.name == "loop", len(self.stack)))
        self.stack += kind.parameters
        return condition

    def _block_type(self, instruction: Instruction) -> FunctionType:
        kind = instruction.immediates[0]
        if isinstance(kind, int):
            return function_type_at(self.function.contents, kind)
        return FunctionType((), (kind,) if isinstance(kind, NumberType | ReferenceType) else ())

    def _divide(self, instruction: Instruction) -> Sequence[Known]:
        frame = self.frames[-1]
        del self.stack[frame.height :]
        if instruction.opcode.name == "else":
            self.stack += frame.type.parameters
            return ()
        caught = self._tag(instruction) if instruction.opcode.name == "catch" else ()
        self.stack += caught
        return caught

    def _tag(self, instruction: Instruction) -> tuple[ValueType, ...]:
        contents, index = self.function.contents, index_of(instruction)
        imported = contents.imported(ExternKind.TAG)
        tag = imported[index].type if index < len(imported) else contents.tags[index - len(imported)]
        assert isinstance(tag, TagType)
        return function_type_at(contents, tag.function).parameters

    def _close(self) -> None:
        frame = self.frames.pop()
        del self.stack[frame.height :]
        self.stack += frame.type.results

    def _leave(self, instruction: Instruction) -> Sequence[Known]:
        found = operand_types(self.function, instruction)
        count = len(found.operands) if found else 0
        if instruction.opcode.name == "throw":
            count = len(self._tag(instruction))
        taken = self._pop(1 if instruction.opcode.name == "throw_ref" else count)
        frame = self.frames[-1]
        del self.stack[frame.height :]
        return taken

    def _branch(self, instruction: Instruction) -> Effect:
        """Go past a branch that may not be taken: what it would hand over is then what the label says it is."""
        name = instruction.opcode.name
        taken = self._pop(1)
        label = self.frames[-1 - index_of(instruction, 1 if name in _CASTING else 0)].label
        handed = label if name in ("br_if", "br_on_null") else label[:-1]
        self._pop(len(handed))
        left = self._left_by_branch(instruction, taken[0])
        self.stack += (*handed, *left)
        return taken, left

    def _left_by_branch(self, instruction: Instruction, taken: Known) -> Sequence[Known]:
        name = instruction.opcode.name
        if name == "br_on_null":
            return (_not_null(taken),)
        if name not in _CASTING:
            return ()
        source, target = cast_types(instruction)
        if name == "br_on_cast_fail":
            return (target,)
        return (ReferenceType(source.heap, source.nullable and not target.nullable),)

    def _plain(self, instruction: Instruction) -> Effect:
        found = operand_types(self.function, instruction)
        if found is not None:
            self._pop(len(found.operands))
            return found.operands, found.results
        special = _SPECIAL.get(instruction.opcode.mnemonic)
        if special is None:  # of a proposal that no engine takes part in yet: nothing is known from here on
            del self.stack[self.frames[-1].height :]
            return (None,), (None,)
        count, results = special
        taken = self._pop(count)
        return taken, results(self.function, instruction, taken)


def _not_null(kind: Known) -> Known:
    return ReferenceType(kind.heap, nullable=False) if isinstance(kind, ReferenceType) else None


def _selected(function: Function, instruction: Instruction, taken: Sequence[Known]) -> Sequence[Known]:
    return (taken[0] or taken[1],)


def _converted(heap: HeapType) -> "_Results":
    def results(function: Function, instruction: Instruction, taken: Sequence[Known]) -> Sequence[Known]:
        kind = taken[0]
        return (ReferenceType(heap, kind.nullable) if isinstance(kind, ReferenceType) else None,)

    return results


def _function_reference(function: Function, instruction: Instruction, taken: Sequence[Known]) -> Sequence[Known]:
    index = function.contents.function_type_index(index_of(instruction))
    return (ReferenceType(ConcreteHeapType(index), nullable=False),)


def _named_heap(function: Function, instruction: Instruction, taken: Sequence[Known]) -> Sequence[Known]:
    return (ReferenceType(_heap(instruction.immediates[0]), instruction.opcode.name in ("ref.null", "ref.cast/null")),)


_Results = Callable[[Function, Instruction, Sequence[Known]], Sequence[Known]]
# How many operands they take, and what they leave.
_SPECIAL: dict[str, tuple[int, _Results]] = {
    "drop": (1, lambda function, instruction, taken: ()),
    "select": (3, _selected),
    "ref.null": (0, _named_heap),
    "ref.cast": (1, _named_heap),
    "ref.func": (0, _function_reference),
    "ref.is_null": (1, lambda function, instruction, taken: (I32,)),
    "ref.test": (1, lambda function, instruction, taken: (I32,)),
    "ref.as_non_null": (1, lambda function, instruction, taken: (_not_null(taken[0]),)),
    "any.convert_extern": (1, _converted(_HEAPS["any"])),
    "extern.convert_any": (1, _converted(_HEAPS["extern"])),
    "array.copy": (5, lambda function, instruction, taken: ()),
}
