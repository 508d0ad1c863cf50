"""Code in pieces, cut at what is looked for."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, compress
from typing import NamedTuple


class Cuts(NamedTuple):
    """Bodies that follow one another, in pieces: joined, these are all from the first's locals to the last's end.

    `marks` has a 1 for each piece that what is looked for comes behind, else a 0; `ends` tells how many pieces there
    are up to the end of each body, of which the first holds the locals and what lies before these; `loops` tells which
    pieces end with a `loop`.
    """

    pieces: Sequence[bytes]
    marks: bytes | bytearray
    ends: Sequence[int]
    loops: Sequence[int] = ()

    def places(self, start: int) -> Iterator[int]:
        """Yield the offsets of the marks, where the first body has the offset `start`."""
        reached = accumulate(map(len, self.pieces), initial=start)
        next(reached)
        return compress(reached, self.marks)
