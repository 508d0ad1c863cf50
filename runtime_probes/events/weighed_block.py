"""A basic block is entered, and it is known how many instructions it has."""

from collections.abc import Iterator

from ..additions import Additions
from ..assembly import i32_const
from ..basic_blocks import block_sizes
from ..binary.value_types import I32
from ..event import Event, Placement, Rank, Site, Wants
from ..function import Function
from ..scratch import Scratch, Value


class WeighedBlock(Event):
    """A basic block is entered. Seen: `length`, how many instructions run from there to its end."""

    values = ("length",)

    def sites(self, function: Function) -> Iterator[Site]:
        """Yield the blocks of a function."""
        for offset, size in block_sizes(function).items():
            yield _Block(offset, size)


class _Block(Site):
    def __init__(self, offset: int, size: int) -> None:
        super().__init__(offset)
        self._size = size

    def placement(self, wants: Wants, scratch: Scratch, additions: Additions) -> Placement:
        """Return the place before the first instruction."""
        return Placement(self.offset, Rank.BLOCK, {"length": Value(I32, i32_const(self._size))})
