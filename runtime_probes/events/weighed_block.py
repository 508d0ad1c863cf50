"""A basic block is entered, and how long it is."""

from bisect import bisect_right
from collections.abc import Iterator

from ..additions import Additions
from ..assembly import i32_const
from ..binary.blocks import block_starts
from ..binary.value_types import I32
from ..event import Event, Placement, Rank, Site, Wants
from ..function import Function
from ..scratch import Scratch, Value


class WeighedBlock(Event):
    """A basic block is entered. Seen: `length`, how many instructions it has, those that are never reached included."""

    values = ("length",)

    def sites(self, function: Function) -> Iterator[Site]:
        """Yield the blocks of a function."""
        starts = block_starts(function.code, function.body, function.base)
        lengths = [0] * len(starts)
        for instruction in function.instructions():
            lengths[bisect_right(starts, instruction.offset) - 1] += 1
        for start, length in zip(starts, lengths, strict=True):
            yield _Block(start, length)


class _Block(Site):
    def __init__(self, offset: int, length: int) -> None:
        super().__init__(offset)
        self._length = length

    def placement(self, wants: Wants, scratch: Scratch, additions: Additions) -> Placement:
        """Return the place where the block begins."""
        return Placement(self.offset, Rank.BLOCK, {"length": Value(I32, i32_const(self._length))})
