"""What is wrong, and where: sources, spans and diagnostics, shared by every phase."""

from bisect import bisect_right
from enum import StrEnum
from functools import cached_property
from typing import cast

from msgspec import Struct
from msgspec.structs import astuple


class WeftError(Exception):
    """A failure of Weft or of the machine, as against a mistake in the user's input."""


class Severity(StrEnum):
    """How much a finding matters; only errors stop a build."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Source(Struct, frozen=True, dict=True):
    """A named text; the only place that turns offsets into lines and columns.

    What `has_lines` not, such as a table of a database, is a place by its name alone.
    """

    name: str
    text: str
    has_lines: bool = True

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        starts.extend(i + 1 for i, char in enumerate(self.text) if char == "\n")
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset, both counted from 1."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def offset(self, line: int, column: int = 1) -> int:
        """Return the offset of a line and a column, both counted from 1."""
        return self._line_starts[line - 1] + column - 1

    def line(self, number: int) -> str:
        """Return the text of a line counted from 1, without its line end."""
        start = self._line_starts[number - 1]
        end = self._line_starts[number] if number < len(self._line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


class Span(Struct, frozen=True):
    """The characters [start, end) of one source."""

    source: Source
    start: int
    end: int

    def __repr__(self) -> str:
        """Print the offsets: the source would be its whole text."""
        return f"Span(start={self.start}, end={self.end})"

    @property
    def text(self) -> str:
        """Return the characters the span covers."""
        return self.source.text[self.start : self.end]

    @property
    def line(self) -> int:
        """Return the line of the first character, counted from 1."""
        return self.source.position(self.start)[0]

    @property
    def place(self) -> str:
        """Return `name:line:column` of the first character; the name alone where there are no lines."""
        if not self.source.has_lines:
            return self.source.name
        line, column = self.source.position(self.start)
        return f"{self.source.name}:{line}:{column}"


class Placed(Struct, frozen=True, eq=False):
    """A value that was read from somewhere; where makes no difference to what it equals or prints."""

    span: Span

    def __eq__(self, other: object) -> bool:
        """Tell whether two values are the same but for their places."""
        return self is other or (type(self) is type(other) and astuple(self)[1:] == astuple(cast("Placed", other))[1:])

    def __ne__(self, other: object) -> bool:
        """Tell whether two values differ in more than their places; a struct would compare those, too."""
        return not self == other

    def __hash__(self) -> int:
        """Return a hash that the place has no part in."""
        return hash(astuple(self)[1:])

    def __repr__(self) -> str:
        """Print everything but the place."""
        fields = (f"{name}={getattr(self, name)!r}" for name in self.__struct_fields__[1:])
        return f"{type(self).__name__}({', '.join(fields)})"


class Related(Struct, frozen=True):
    """A second place that a diagnostic speaks of, with what is to be seen there."""

    message: str
    span: Span


class Diagnostic(Struct, frozen=True):
    """One finding: a value that is collected, never raised, so that a run reports them all.

    `code` is the machine's name (`DSL001`), `name` the person's (`unknown-name`).
    """

    code: str
    name: str
    message: str
    span: Span
    hint: str = ""
    severity: Severity = Severity.ERROR
    related: tuple[Related, ...] = ()

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order diagnostics by place, then by code."""
        return (self.span.source.name, self.span.start, self.span.end, self.code, self.message)
