"""The instructions of a function, with where basic blocks begin and which instructions no way leads to."""

from collections.abc import Iterator
from typing import NamedTuple

from .binary.blocks import block_starts
from .binary.instructions import Instruction
from .events.call import TAIL_CALLS
from .function import Function

_LEAVING = frozenset(("unreachable", "br", "br_table", "return", "throw", "throw_ref", "rethrow", *TAIL_CALLS))


class Step(NamedTuple):
    """An instruction, whether a block begins with it, and whether any way leads to it: none leads behind a `br`."""

    instruction: Instruction
    begins_block: bool
    is_reachable: bool


def steps(function: Function) -> Iterator[Step]:
    """Yield all instructions of a function."""
    starts = frozenset(block_starts(function.code, function.body, function.base))
    is_reachable = True
    for instruction in function.instructions():
        begins = instruction.offset in starts
        is_reachable |= begins
        yield Step(instruction, begins, is_reachable)
        is_reachable &= instruction.opcode.name not in _LEAVING


def block_sizes(function: Function) -> dict[int, int]:
    """Return how many instructions run in each block, by the offset of its first."""
    sizes: dict[int, int] = {}
    start = 0
    for step in steps(function):
        if step.begins_block:
            start = step.instruction.offset
        if step.is_reachable:
            sizes[start] = sizes.get(start, 0) + 1
    return sizes
