"""Puts a probe without values into functions, many at once."""

from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .action import PlainAction
from .additions import Additions
from .binary.cuts import Cuts
from .binary.leb128 import encode_each, encode_unsigned
from .event import Edit, PlainEvent
from .function import Function


class Woven(NamedTuple):
    """Functions with a probe: `code` is their entries of the code section.

    Of all sites these are the offsets, the places where they have their code, the addresses of their memory, and that
    code; `reached` tells how many sites there are up to the end of each function.
    """

    code: bytes
    reached: Sequence[int]
    offsets: "array[int]"
    places: Iterable[int]
    addresses: range
    snippets: Sequence[bytes]


class PlainWeaver:
    """Puts one probe without values where it costs least."""

    def __init__(self, event: PlainEvent, action: PlainAction, additions: Additions) -> None:
        """Take what the probe consists of, and what hands out memory."""
        self._event = event
        self._action = action
        self._additions = additions
        self._parts = action.around_address(additions.memory)

    def weave(self, functions: Sequence[Function]) -> Woven:
        """Put the probe into functions that follow one another in one code; raise `MalformedModule`."""
        start, size = functions[0].body.start, self._action.size
        cuts = self._event.cut(functions)
        offsets = array("I", cuts.places(start))
        if self._action.lasting:
            cuts = cuts._replace(pieces=self._event.cut_early(cuts))
        first = self._additions.reserve(len(offsets) * size, size) if offsets else 0
        addresses = range(first, first + len(offsets) * size, size)
        snippets = encode_each(self._parts, addresses)
        reached = _reached(cuts)
        code = _joined(cuts, _headers(functions, reached, snippets), snippets)
        return Woven(code, reached, offsets, cuts.places(start), addresses, snippets)

    def edits(self, woven: Woven) -> list[Edit]:
        """Return what was edited."""
        rank = self._event.rank
        return [Edit(place, place, rank, code) for place, code in zip(woven.places, woven.snippets, strict=True)]


def _reached(cuts: Cuts) -> list[int]:
    """Return how many sites there are up to the end of each function."""
    reached: list[int] = []
    start = count = 0
    for end in cuts.ends:
        count += cuts.marks.count(1, start, end)
        reached.append(count)
        start = end
    return reached


def _headers(functions: Sequence[Function], reached: Sequence[int], snippets: Sequence[bytes]) -> list[bytes]:
    """Return what the entry of each function begins with: its size with all snippets, and its locals."""
    lengths = list(map(len, snippets))  # they never descend
    headers: list[bytes] = []
    first = 0
    for function, last in zip(functions, reached, strict=True):
        body = function.body
        size = body.end - body.start
        if first < last:
            is_even = lengths[first] == lengths[last - 1]
            size += lengths[first] * (last - first) if is_even else sum(lengths[first:last])
        headers.append(encode_unsigned(size) + function.code[body.start : body.code])
        first = last
    return headers


def _joined(cuts: Cuts, headers: Sequence[bytes], snippets: Sequence[bytes]) -> bytes:
    """Return the pieces with a header at the begin of each function, and a snippet behind each mark."""
    woven = [b""] * (2 * len(cuts.pieces))
    woven[::2] = cuts.pieces
    following = iter(snippets)
    woven[1::2] = [next(following) if mark else b"" for mark in cuts.marks]
    for start, header in zip((0, *cuts.ends), headers, strict=False):
        woven[2 * start] = header
    return b"".join(woven)
