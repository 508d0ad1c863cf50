"""Code, cut at the instructions that are asked for: what lies between them is swallowed by one regular expression."""

import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from .cursor import Cursor
from .instructions import read_instruction
from .opcodes import BY_NAME, OPCODES
from .patterns import instruction_pattern

# Python before 3.11.5 loses its place where a possessive repetition gives up within an alternative (gh-106052); a
# greedy one does the same, but remembers each step.
REPEATED = rb"*" if sys.version_info < (3, 11, 5) else rb"*+"

Piece = tuple[bytes, bytes]  # what was swallowed, and the instruction after it


class Scanner:
    """Finds the instructions with some opcodes, at some tens of megabytes a second.

    The places that it finds are right in code that is well formed. In code that is not, it may raise `MalformedModule`,
    or find places that mean nothing: it looks at no more than it must to find where instructions begin.
    """

    def __init__(self, names: Iterable[str]) -> None:
        """Take the names of the opcodes that are looked for, as in the table of opcodes."""
        self._wanted = frozenset(BY_NAME[name] for name in names)
        wanted = instruction_pattern(opcode for opcode in OPCODES if opcode in self._wanted)
        others = instruction_pattern(opcode for opcode in OPCODES if opcode not in self._wanted)
        # Where neither matches, the rest is passed over at once, so that the search ends and shows where that was.
        self._find = re.compile(rb"((?:%s)%s)(?:(%s)|(?s:.)*+)" % (others, REPEATED, wanted)).findall

    def pieces(self, code: bytes, start: int, end: int, base: int = 0) -> list[Piece]:
        """Cut the code from `start` to `end` before and after each instruction that is looked for.

        Out: pairs of what lies before such an instruction and of the instruction; joined, they are the code. The last
        pair has an empty instruction where the code goes on after it. Raised: `MalformedModule`; `base` is where in the
        file the code's first byte lies.
        """
        found = self._find(code, start, end)
        if len(found) > 1 and found[-2][1]:  # the last that was looked for is the last of all, as `end` mostly is
            return found[:-1]
        return self._cut(found, code, start, end, base)

    def _cut(self, found: list[Piece], code: bytes, start: int, end: int, base: int) -> list[Piece]:
        """Return the pieces where some instructions are not matched: those are read one by one."""
        pieces: list[Piece] = []
        position = mark = start  # what is not yet part of a piece begins at the mark
        while position < end:
            found.pop()  # the empty match at the end
            rest = b"" if found[-1][1] else found.pop()[0]
            if found:
                reached = position + sum(map(len, chain.from_iterable(found)))
                found[0] = (code[mark:position] + found[0][0], found[0][1])
                pieces += found
                position = mark = reached
            position += len(rest)
            if position < end:
                cursor = Cursor(code, position, end, base)
                if read_instruction(cursor).opcode in self._wanted:
                    pieces.append((code[mark:position], code[position : cursor.position]))
                    mark = cursor.position
                position = cursor.position
                found = self._find(code, position, end)
        return [*pieces, (code[mark:end], b"")] if mark < end else pieces

    def places(self, code: bytes, start: int, end: int, base: int = 0) -> Iterator[tuple[int, int]]:
        """Yield where each instruction that is looked for begins and ends."""
        position = start
        for swallowed, instruction in self.pieces(code, start, end, base):
            offset = position + len(swallowed)
            position = offset + len(instruction)
            if instruction:
                yield offset, position


@cache
def scanner(*names: str) -> Scanner:
    """Return the scanner for some opcodes; it is made once."""
    return Scanner(names)
