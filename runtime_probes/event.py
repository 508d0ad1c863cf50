"""The contract of an event: where in a function it may happen, and which values can be seen there."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from itertools import pairwise
from typing import ClassVar, NamedTuple

from .additions import Additions
from .binary.cuts import Cuts
from .function import Function
from .scratch import Scratch, Target, Value


class Rank(IntEnum):
    """What comes first of the code that is inserted at one offset."""

    OPENING = 0  # of a block around the whole body
    AFTER = 1  # the instruction that ends here
    BLOCK = 2  # a basic block begins here
    BEFORE = 3  # the instruction that begins here
    ASIDE = 4  # the same, where operands are only kept for later
    TAKEN = 5  # after the instruction that begins here, where it will go on elsewhere
    INSTEAD = 6
    ELSE = 7  # of an `if` that has none and ends here
    OTHERWISE = 8  # within that
    CLOSING = 9  # of a block around the whole body
    LEAVING = 10  # the function, by its end
    LANDING = 11  # of exceptions
    THROWING = 12  # an exception that is not caught
    RETHROWING = 13


class Edit(NamedTuple):
    """Code that takes the place of the bytes from `start` to `end`; an insertion has start == end."""

    start: int
    end: int
    rank: Rank
    code: bytes


class Wants(NamedTuple):
    """What an action asks of a site: the names of values, and whether it puts others in the place of some."""

    values: frozenset[str] = frozenset()
    replacing: bool = False


class Placement(NamedTuple):
    """Where the code of an action goes: between `capture` and `restore`, which leave the stack as it was.

    `elsewhere` is code that must stand at other offsets for the values to be there. With a `condition`, which pushes a
    number, the event only happens where that is not 0. `targets` are what `restore` puts back, and an action may
    replace. What lies before `until` is left out; `otherwise` does the same as that while the site is switched off.
    """

    offset: int
    rank: Rank
    values: Mapping[str, Value] = {}
    capture: bytes = b""
    restore: bytes = b""
    elsewhere: tuple[Edit, ...] = ()
    condition: bytes = b""
    targets: tuple[Target, ...] = ()
    until: int = 0
    otherwise: bytes = b""


class Site(ABC):
    """One place in a function where an event may happen: an offset in the payload of the code section.

    `width` is how many outcomes there are, where an action can see a value called `outcome`; `note` says what the
    offset alone does not.
    """

    def __init__(self, offset: int, width: int = 1, note: str = "") -> None:
        """Take the offset of the instruction that the site is at."""
        self.offset = offset
        self.width = width
        self.note = note

    @abstractmethod
    def placement(self, wants: Wants, scratch: Scratch, additions: Additions) -> Placement:
        """Return where the action goes, and the values that it can see: at least those it wants, if they are there."""


class Event(ABC):
    """A kind of thing that happens in a module.

    `values` names what an action can see when it does. An event `of_imports` also looks at imported functions: at the
    functions that are added to call them. One that `keeps_tail_calls` needs these on the stack until a tail call of the
    import is over, too; a chain of such calls then takes stack where it took none.
    """

    values: ClassVar[tuple[str, ...]] = ()
    of_imports: bool = False
    keeps_tail_calls: bool = False

    @abstractmethod
    def sites(self, function: Function) -> Iterator[Site]:
        """Yield the sites of one function, in the order of their offsets."""


class PlainEvent(Event):
    """An event without values: its sites are offsets only, so that there can be millions of them."""

    rank: ClassVar[Rank] = Rank.BLOCK

    @abstractmethod
    def offsets(self, function: Function) -> list[int]:
        """Return the offsets at which it happens in one function, in order and each once."""

    def cut(self, functions: Sequence[Function]) -> Cuts:
        """Return functions that follow one another in one code, cut at these offsets."""
        pieces: list[bytes] = []
        marks, ends = bytearray(), list[int]()
        code, reached = functions[0].code, functions[0].body.start
        for function in functions:
            offsets = self.offsets(function)
            bounds = (reached, function.body.code, *offsets, function.body.end)
            pieces += [code[start:end] for start, end in pairwise(bounds)]
            marks += b"\0" + b"\1" * len(offsets) + b"\0"
            ends.append(len(pieces))
            reached = function.body.end
        return Cuts(pieces, marks, ends)

    def cut_early(self, cuts: Cuts) -> Sequence[bytes]:
        """Return the pieces cut at places that lead to the same only, and are passed before it happens the first time.

        What is passed less often is better.
        """
        return cuts.pieces

    def sites(self, function: Function) -> Iterator[Site]:
        """Yield the same as sites."""
        for offset in self.offsets(function):
            yield PlainSite(offset, self.rank)


class PlainSite(Site):
    """A site without values."""

    def __init__(self, offset: int, rank: Rank) -> None:
        """Take the offset, and what the code that is put there comes before."""
        super().__init__(offset)
        self.rank = rank

    def placement(self, wants: Wants, scratch: Scratch, additions: Additions) -> Placement:
        """Return the place; nothing is captured."""
        return Placement(self.offset, self.rank)
