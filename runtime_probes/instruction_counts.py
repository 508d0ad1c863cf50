"""How often each instruction ran, as derived from how often each basic block was entered."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from .actions.count import Count
from .actions.flag import Flag
from .basic_blocks import steps
from .binary.entities import ExternKind
from .binary.instructions import Instruction
from .events.before_instruction import BeforeInstruction
from .events.block import BlockEntry
from .function import Function
from .host import Session
from .probe import Probe

# The monitors share these, so that each is put into a module once.
BLOCKS = Probe(BlockEntry(), Count(), name="blocks")
ENTERED = Probe(BlockEntry(), Flag(), name="entered blocks")
INSTRUCTIONS = Probe(BeforeInstruction(), Count(), name="instructions")


class Counted(NamedTuple):
    """An instruction and how often it ran; `times` is None where no way leads to it, as behind a `br`."""

    instruction: Instruction
    times: int | None
    begins_block: bool


class CountedFunction:
    """A function and how often its instructions ran. Its offsets are those in the payload of the code section."""

    def __init__(self, function: Function, name: str, counts: Mapping[int, int], is_exact: bool) -> None:
        """Take counts by offset: of blocks, or of all instructions where they are exact."""
        self.function = function
        self.index = function.index
        self.name = name
        self._counts = counts
        self._is_exact = is_exact

    @cached_property
    def all(self) -> list[Counted]:
        """Return all instructions, those that no way leads to included."""
        found: list[Counted] = []
        count = 0
        for instruction, begins, is_reachable in steps(self.function):
            if begins or self._is_exact:
                count = self._counts.get(instruction.offset, 0)
            found.append(Counted(instruction, count if is_reachable else None, begins))
        return found

    @cached_property
    def reachable(self) -> list[tuple[Instruction, int]]:
        """Return the instructions to which a way leads, each with how often it ran."""
        return [(each.instruction, each.times) for each in self.all if each.times is not None]

    @cached_property
    def blocks(self) -> list[list[tuple[Instruction, int]]]:
        """Return the same, block by block."""
        blocks: list[list[tuple[Instruction, int]]] = []
        for each in self.all:
            if each.begins_block:
                blocks.append([])
            if each.times is not None:
                blocks[-1].append((each.instruction, each.times))
        return blocks

    @property
    def entries(self) -> int:
        """Return how often the function was entered."""
        return self.reachable[0][1]

    def at(self, instruction: Instruction) -> tuple[int, str, str, str]:
        """Return the key of an instruction in a table: function, name, offset in the file, and opcode."""
        return self.index, self.name, hex(self.function.base + instruction.offset), instruction.opcode.mnemonic

    def succeeding(self) -> Iterator[tuple[Instruction, int, int]]:
        """Yield the instructions with how often each ran, and how often the one that stands behind it did."""
        for (instruction, count), (_, following) in zip(self.reachable, self.reachable[1:], strict=False):
            yield instruction, count, following


def counting(is_exact: bool) -> Probe:
    """Return the probe that counts blocks, or all instructions: see `counted_functions`."""
    return INSTRUCTIONS if is_exact else BLOCKS


def counted_functions(session: Session, probe: Probe) -> Iterator[CountedFunction]:
    """Yield the functions that a module defines, with how often their instructions ran.

    In: a session with `BLOCKS`, `ENTERED` (then each count is 0 or 1) or `INSTRUCTIONS`. From blocks it follows that
    what stands behind an instruction that trapped, threw or left the program ran once too often, up to its block's
    end; counts of all instructions are exact.
    """
    contents = session.instrumented.contents
    imported = len(contents.imported(ExternKind.FUNCTION))
    names, base = contents.function_names, contents.code.offset
    counts: dict[int, int] = {each.place.offset - base: each.counts[0] for each in session.counts(probe)}
    for number, body in enumerate(contents.bodies):
        index = imported + number
        function = Function(contents, index, body)
        yield CountedFunction(function, names.get(index, ""), counts, probe is INSTRUCTIONS)
