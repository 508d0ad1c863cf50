"""The code of a program, instruction by instruction, with how often each of them ran."""

from collections.abc import Iterator

from msgspec import Struct

from .binary.entities import Body
from .binary.instructions import Instruction
from .binary.nesting import CATCH, CATCH_ALL, DELEGATE, ELSE, END, OPENING
from .instruction_text import instruction_text
from .line_table import LineRow
from .program import Program
from .report import CodeCounts

_DIVIDING = frozenset((ELSE, CATCH, CATCH_ALL))
_CLOSING = frozenset((END, DELEGATE))
_NEVER_PASSED = frozenset(
    {
        *("br", "br_table", "return", "unreachable", "throw", "throw_ref", "rethrow"),
        *("return_call", "return_call_indirect", "return_call_ref"),
    }
)


class Listed(Struct, frozen=True):
    """An instruction: where in the file it lies, how deeply nested, and how often it ran.

    The count is None where no probe looked, and where nothing can run: behind a branch that is always taken.
    """

    offset: int
    depth: int
    instruction: Instruction
    count: int | None
    outcomes: tuple[int, ...] = ()


class ListedFunction(Struct, frozen=True):
    """A function: its index, its name, and its instructions."""

    program: Program
    index: int
    name: str
    instructions: tuple[Listed, ...]

    def text(self, listed: Listed) -> str:
        """Return one of the instructions as the text format spells it."""
        return instruction_text(self.program, self.index, listed.instruction)

    @property
    def origin(self) -> LineRow | None:
        """Return where in the sources the function begins, if that is known."""
        rows = (self.program.lines.at(each.offset) for each in self.instructions)
        return next((row for row in rows if row is not None), None)

    @property
    def entries(self) -> int:
        """Return how often the function was entered, as far as one can tell."""
        return self.instructions[0].count or 0 if self.instructions else 0

    @property
    def counted(self) -> int:
        """Return how many instructions a probe looked at."""
        return sum(each.count is not None for each in self.instructions)

    @property
    def hit(self) -> int:
        """Return how many instructions ran."""
        return sum(bool(each.count) for each in self.instructions)


def listing(program: Program, code: CodeCounts) -> Iterator[ListedFunction]:
    """Yield the functions that a module defines, in order. Raised: `MalformedModule`."""
    for index, body in enumerate(program.contents.bodies, program.imported):
        name = program.contents.function_name(index)
        yield ListedFunction(program, index, name, tuple(_instructions(program, index, body, code)))


def _instructions(program: Program, function: int, body: Body, code: CodeCounts) -> Iterator[Listed]:
    base = program.contents.code.offset
    depth = 1
    count: int | None = None
    for instruction in program.contents.instructions(body):
        opcode, offset = instruction.opcode, base + instruction.offset
        count = code.counts.get((function, offset), count)
        depth -= opcode.code in _CLOSING
        outcomes = code.branches.get((function, offset), ())
        yield Listed(offset, depth - (opcode.code in _DIVIDING), instruction, count, outcomes)
        depth += opcode.code in OPENING
        if opcode.name in _NEVER_PASSED:
            count = None
