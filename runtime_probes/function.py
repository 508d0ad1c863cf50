"""One function of a module as events look at it: its type, its locals, and where its instructions lie."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from .assembly import END, call, local_get, return_call
from .binary.contents import Contents
from .binary.cursor import Cursor
from .binary.entities import Body, ExternKind, Locals
from .binary.instructions import Instruction, body_instructions, read_instruction
from .binary.reading.code import read_locals
from .binary.scanning import scanner
from .binary.value_types import FunctionType, ValueType
from .binary.writing.instructions import encode

NOWHERE: Mapping[int, int] = {}


class Function:
    """A function that a module defines. Offsets are those in the payload of its code section.

    An imported function may be looked at as one that only calls it: see `calling`.
    """

    def __init__(
        self,
        contents: Contents,
        index: int,
        body: Body,
        redirections: Mapping[int, int] = NOWHERE,
        tail_redirections: Mapping[int, int] = NOWHERE,
        code: bytes = b"",
    ) -> None:
        """Take the module, the index among all functions, imported ones included, and where the body lies.

        `redirections` are functions that are to be called in the place of others, `tail_redirections` those for tail
        calls; `code` is what the body lies in where that is not the code section.
        """
        self.contents = contents
        self.index = index
        self.body = body
        self.is_import = bool(code)
        self.redirections = redirections
        self.tail_redirections = tail_redirections
        self.code = code or contents.code.payload

    @property
    def base(self) -> int:
        """Return where in the module the code section's payload begins."""
        return 0 if self.is_import else self.contents.code.offset

    @property
    def type(self) -> FunctionType:
        """Return what the function takes and gives."""
        return self.contents.function_type(self.index)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Return what the function is called: in the section of names, in imports, and in exports."""
        named = self.contents.names.functions.get(self.index)
        imported = self.contents.imported(ExternKind.FUNCTION)[self.index : self.index + 1]
        exported = (each.name for each in self.contents.exports if _is_export(each.kind, each.index, self.index))
        return (*([named] if named else ()), *(f"{each.module}.{each.name}" for each in imported), *exported)

    @cached_property
    def _local_groups(self) -> tuple[Locals, ...]:
        """Return how many locals of which type follow one another, parameters first."""
        declared = read_locals(self.code, self.body, self.base)
        return (*(Locals(1, parameter) for parameter in self.type.parameters), *declared)

    @property
    def local_count(self) -> int:
        """Return how many locals there are, parameters included."""
        return sum(group.count for group in self._local_groups)

    def local_type(self, index: int) -> ValueType:
        """Return the type of a local, or a parameter."""
        for group in self._local_groups:
            if index < group.count:
                return group.type
            index -= group.count
        raise IndexError(f"function {self.index} has no such local")

    def places(self, *names: str) -> Iterator[tuple[int, int]]:
        """Yield where each instruction with one of these opcodes begins and ends."""
        return scanner(*names).places(self.code, self.body.code, self.body.end, self.base)

    def instructions(self, *names: str) -> Iterator[Instruction]:
        """Yield the instructions with one of these opcodes, or all of them where none is named."""
        if not names:
            yield from body_instructions(self.code, self.body, self.base)
        for start, end in self.places(*names) if names else ():
            yield read_instruction(Cursor(self.code, start, end, self.base))

    def spelled(self, instruction: Instruction) -> bytes:
        """Return the bytes of an instruction, which calls what it is to call."""
        target = self._target(instruction)
        if target is None:
            return self.code[instruction.offset : instruction.end]
        return encode(instruction.opcode, target)

    def _target(self, instruction: Instruction) -> int | None:
        """Return the function that is to be called in the place of the one that an instruction names."""
        if instruction.opcode.name not in REDIRECTED:
            return None
        index = instruction.immediates[0]
        assert isinstance(index, int)
        if instruction.opcode.name == "ref.func" and not has_known_type(self.contents, index):
            return None
        found = self.redirections.get(index)
        return self.tail_redirections.get(index, found) if instruction.opcode.name == "return_call" else found


REDIRECTED = ("call", "return_call", "ref.func")


def has_known_type(contents: Contents, function: int) -> bool:
    """Say whether a function has the type that it is imported with; if not, it may have one that extends that."""
    return contents.types[contents.function_type_index(function)].final


def calling(contents: Contents, index: int, *, is_tail: bool = False) -> Function:
    """Return a function that hands its arguments to an imported one, and what that gives to its own caller."""
    parameters = range(len(contents.function_type(index).parameters))
    called = return_call(index) if is_tail else call(index)
    code = b"\0" + b"".join(map(local_get, parameters)) + called + END
    return Function(contents, index, Body(0, 1, len(code)), code=code)


def _is_export(kind: ExternKind, index: int, function: int) -> bool:
    return kind is ExternKind.FUNCTION and index == function
