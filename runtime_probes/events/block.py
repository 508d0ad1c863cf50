"""A basic block is entered."""

from ..binary.blocks import block_starts
from ..event import PlainEvent
from ..function import Function


class BlockEntry(PlainEvent):
    """A basic block is entered: code that runs from its first instruction to its last, calls within aside."""

    def offsets(self, function: Function) -> list[int]:
        """Return where blocks begin."""
        return block_starts(function.code, function.body, function.base)
