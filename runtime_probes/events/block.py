"""A basic block is entered."""

from ..binary.blocks import block_starts, blocks, cut_at_blocks
from ..event import PlainEvent
from ..function import Function


class BlockEntry(PlainEvent):
    """A basic block is entered: code that runs from its first instruction to its last, calls within aside."""

    def offsets(self, function: Function) -> list[int]:
        """Return where blocks begin."""
        return block_starts(function.code, function.body, function.base)

    def cut(self, function: Function) -> list[bytes]:
        """Return the same body in pieces."""
        code, body = function.code, function.body
        return [code[body.start : body.code], *cut_at_blocks(code, body, function.base)]

    def first_offsets(self, function: Function) -> tuple[list[int], list[int]]:
        """Return the same, and for blocks that a `loop` opens the place before that: nothing in between can fail."""
        starts, loops = blocks(function.code, function.body, function.base)
        return starts, [loops.get(start, start) for start in starts]
