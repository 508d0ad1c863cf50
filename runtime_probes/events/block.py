"""A basic block is entered."""

from collections.abc import Sequence

from ..binary.blocks import before_loops, block_starts, cut_at_blocks
from ..binary.cuts import Cuts
from ..event import PlainEvent
from ..function import Function


class BlockEntry(PlainEvent):
    """A basic block is entered: code that runs from its first instruction to its last, calls within aside."""

    def offsets(self, function: Function) -> list[int]:
        """Return where blocks begin."""
        return block_starts(function.code, function.body, function.base)

    def cut(self, functions: Sequence[Function]) -> Cuts:
        """Return functions cut at the same places."""
        first = functions[0]
        return cut_at_blocks(first.code, [function.body for function in functions], first.base)

    def cut_early(self, cuts: Cuts) -> Sequence[bytes]:
        """Return the pieces, those within a loop cut before it: nothing in between can fail."""
        return before_loops(cuts)
