"""How often a function went from which basic block to which, as derived from how often its instructions ran."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from .binary.immediates import Immediate
from .binary.instructions import Instruction
from .binary.nesting import ELSE, END, IF, LOOP, OPENING
from .branching import CONDITIONAL
from .events.call import TAIL_CALLS
from .instruction_counts import CountedFunction
from .operand_types import index_of

_RETURNING = frozenset(("return", *TAIL_CALLS))


class Edge(NamedTuple):
    """A way from the block that begins at an offset to another, or out of the function where `end` is None."""

    start: int
    end: int | None
    kind: str
    times: int


class _Opened(NamedTuple):
    """An open block: whether it is a loop, where branches to it go on, and where its `else` leads from an `if`."""

    is_loop: bool
    landing: int | None
    other: int | None


def edges(function: CountedFunction, chosen: Mapping[int, tuple[int, ...]]) -> Iterator[Edge]:
    """Yield the ways of a function, in the order of the instructions that they leave; exceptions are left out.

    In: the function, and how often the targets of each `br_table` were chosen, by the offset of that.
    """
    blocks = _blocks(function)
    opened = [_Opened(False, None, None)]
    start = 0
    all_steps = function.all
    for number, (instruction, count, begins) in enumerate(all_steps):
        start = instruction.offset if begins else start
        if instruction.opcode.code in OPENING:
            opened.append(blocks[instruction.offset])
        if count is not None:
            following = all_steps[number + 1].times or 0 if number + 1 < len(all_steps) else 0
            for end, kind, taken in _ways(instruction, count, following, opened, chosen):
                yield Edge(start, end, kind, taken)
        if instruction.opcode.code == END:
            opened.pop()


def _blocks(function: CountedFunction) -> dict[int, _Opened]:
    """Return the blocks of a function by where they are opened."""
    found: dict[int, _Opened] = {}
    opening: list[Instruction] = []
    others: dict[int, int] = {}
    for instruction, _, _ in function.all[:-1]:
        if instruction.opcode.code in OPENING:
            opening.append(instruction)
        elif instruction.opcode.code == ELSE:
            others[opening[-1].offset] = instruction.end
        elif instruction.opcode.code == END:
            opener = opening.pop()
            is_loop = opener.opcode.code == LOOP
            landing = opener.end if is_loop else instruction.end
            found[opener.offset] = _Opened(is_loop, landing, others.get(opener.offset, instruction.end))
    return found


def _ways(
    instruction: Instruction, count: int, following: int, opened: list[_Opened], chosen: Mapping[int, tuple[int, ...]]
) -> Iterator[tuple[int | None, str, int]]:
    """Yield where one goes on behind an instruction that ends a block, how, and how often."""
    name, code, inner = instruction.opcode.name, instruction.opcode.code, opened[-1]
    if name in CONDITIONAL:
        label = index_of(instruction, instruction.opcode.immediates.index(Immediate.LABEL))
        yield opened[-1 - label].landing, name, count - following
        yield instruction.end, "next", following
    elif code == IF:
        yield instruction.end, "then", following
        yield inner.other, "else", count - following
    elif name == "br":
        yield opened[-1 - index_of(instruction)].landing, name, count
    elif name == "br_table":
        yield from _targets(instruction, opened, chosen)
    elif name in _RETURNING:
        yield None, name, count
    elif code == LOOP:
        yield inner.landing, "loop", count
    elif code == ELSE or (code == END and not inner.is_loop):
        yield inner.landing, "end", count


def _targets(
    instruction: Instruction, opened: list[_Opened], chosen: Mapping[int, tuple[int, ...]]
) -> Iterator[tuple[int | None, str, int]]:
    """Yield where a `br_table` leads."""
    labels = instruction.immediates[0]
    assert isinstance(labels, tuple)
    for number, label in enumerate(labels):
        assert isinstance(label, int)
        kind = "default" if number == len(labels) - 1 else f"br_table {number}"
        yield opened[-1 - label].landing, kind, chosen[instruction.offset][number]
