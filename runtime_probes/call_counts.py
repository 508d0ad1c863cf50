"""How often calls through tables and references reached which functions."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from .actions.count_pairs import CountPairs
from .binary.contents import Contents
from .binary.entities import ExternKind
from .events.indirect_call import IndirectCall
from .host import Session
from .pair_readings import pairs
from .probe import Probe

OUTSIDE = -1  # stands for what is no function of the module

# The monitors share it, so that it is put into a module once.
INDIRECT_CALLS = Probe(IndirectCall(), CountPairs("caller", "callee"), name="indirect calls")


class IndirectCalls(NamedTuple):
    """How often an instruction at an offset in the file, in a function, called a function."""

    caller: int
    offset: int
    callee: int
    times: int


def indirect_calls(session: Session) -> Iterator[IndirectCalls]:
    """Yield the calls through tables and references, in the order of their places and callees.

    Functions that are not the module's own are told as `OUTSIDE`; so are callers where there was no room for more.
    """
    containing = _Bodies(session.instrumented.contents)
    found = ((key >> 32, key & 0xFFFFFFFF, count) for _, (key, count) in pairs(session, INDIRECT_CALLS.action))
    for offset, callee, count in sorted(found):
        if count:
            known = OUTSIDE if callee == 0xFFFFFFFF or not offset else callee
            yield IndirectCalls(containing.function(offset), offset, known, count)


class _Bodies:
    def __init__(self, contents: Contents) -> None:
        self._imported = len(contents.imported(ExternKind.FUNCTION))
        self._starts = [contents.code.offset + body.start for body in contents.bodies]

    def function(self, offset: int) -> int:
        """Return the function that an instruction lies in."""
        return self._imported + bisect_right(self._starts, offset) - 1 if offset else OUTSIDE
