"""A function is left, in whatever way code can see."""

from collections.abc import Iterator

from ..additions import Additions
from ..assembly import END, RETURN, THROW_REF
from ..binary.entities import ExternKind
from ..binary.leb128 import encode_signed
from ..binary.value_types import FunctionType
from ..binary.writing.types import encode_value_type
from ..event import Edit, Event, Placement, Rank, Site, Wants
from ..function import Function
from ..scratch import Scratch
from .unwound import Unwound

_TAIL_CALLS = ("return_call", "return_call_indirect", "return_call_ref")
_BLOCK_OF_EXCEPTION = b"\x02\x69"
_CATCH_ALL_AT_OUTER = b"\x01\x03\x00"


class FunctionExit(Event):
    """A function returns, calls another in its place, or is left by an exception; the note of the site says which.

    Seen when it returns: `result0` and so on. A trap and the end of the process leave functions without any code:
    `unwound` keeps a stack of functions, so that the host can tell those, with the note `unwound` and without values.
    """

    def __init__(self, *, unwound: bool = False) -> None:
        """Take whether the host is to tell of functions that are left without any code."""
        self.unwound = unwound

    def sites(self, function: Function) -> Iterator[Site]:
        """Yield the ways out of a function."""
        for instruction in function.instructions("return", *_TAIL_CALLS):
            name = instruction.opcode.name
            yield _Return(function, instruction.offset, Rank.BEFORE, name)
        yield _Return(function, function.body.end - 1, Rank.LEAVING, "end")
        if _may_throw(function):
            yield _Throw(function)
        if self.unwound:
            yield Unwound(function)


def _may_throw(function: Function) -> bool:
    return function.contents.count(ExternKind.TAG) > 0


class _Return(Site):
    def __init__(self, function: Function, offset: int, rank: Rank, note: str) -> None:
        super().__init__(offset, note=note)
        self._function = function
        self._rank = rank

    def placement(self, wants: Wants, scratch: Scratch, additions: Additions) -> Placement:
        """Return the place before the way out, and the results."""
        is_asked = bool(wants.values) and self.note not in _TAIL_CALLS
        saved = scratch.saved(self._function.type.results if is_asked else ())
        values = {f"result{index}": value for index, value in enumerate(saved.values)}
        around = _wrapping(self._function, additions) if self._rank is Rank.LEAVING else ()
        return Placement(self.offset, self._rank, values, saved.capture, saved.restore, around)


class _Throw(Site):
    def __init__(self, function: Function) -> None:
        super().__init__(function.body.end - 1, note="throw")
        self._function = function

    def placement(self, wants: Wants, scratch: Scratch, additions: Additions) -> Placement:
        """Return the place where every exception that is not caught passes."""
        return Placement(self.offset, Rank.THROWING, elsewhere=_wrapping(self._function, additions))


def _wrapping(function: Function, additions: Additions) -> tuple[Edit, ...]:
    """Return the edits that put a block around a body, so that branches out of it pass its end.

    The block catches all exceptions where there can be any.
    """
    block_type = _block_type(function, additions)
    start, last = function.body.code, function.body.end - 1
    if not _may_throw(function):
        return Edit(start, start, Rank.OPENING, b"\x02" + block_type), Edit(last, last, Rank.CLOSING, END)
    opening = _BLOCK_OF_EXCEPTION + b"\x1f" + block_type + _CATCH_ALL_AT_OUTER
    return (
        Edit(start, start, Rank.OPENING, opening),
        Edit(last, last, Rank.CLOSING, END),
        Edit(last, last, Rank.LANDING, RETURN + END),
        Edit(last, last, Rank.RETHROWING, THROW_REF),
    )


def _block_type(function: Function, additions: Additions) -> bytes:
    results = function.type.results
    if len(results) > 1:
        return encode_signed(additions.type(FunctionType((), results)))
    return encode_value_type(results[0]) if results else b"\x40"
