"""A piece of a step's text that knows where it stands."""

import re
from collections.abc import Iterator

from msgspec import Struct

from .patterns import QUOTED
from .problem import Problem

_JOINT = re.compile(rf"{QUOTED}|(?P<joint>\s+and\s+|,\s+(?:and\s+)?)")

_COMMA = re.compile(rf"{QUOTED}|(?P<joint>\s*,\s*)")


class Piece(Struct, frozen=True):
    """Characters of a step that begin at `start`."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Return where the piece ends."""
        return self.start + len(self.text)

    def cut(self, start: int, end: int | None = None) -> "Piece":
        """Return the characters [start, end) of the piece without white space around them."""
        part = self.text[start:end]
        return Piece(part.strip(), self.start + start + len(part) - len(part.lstrip()))

    def split(self, at: str = "") -> Iterator["Piece"]:
        """Yield what stands between `and` and commas outside quotes, or only between commas."""
        start = 0
        for match in (_COMMA if at == "," else _JOINT).finditer(self.text):
            if match["joint"]:
                yield self.cut(start, match.start())
                start = match.end()
        yield self.cut(start)

    def problem(self, kind: tuple[str, str], message: str, hint: str = "", *, is_weak: bool = False) -> Problem:
        """Return a problem with exactly this piece."""
        return Problem(kind, message, hint, self.start, self.end, is_weak=is_weak)
