"""What is wrong, and where: sources, spans and diagnostics, shared by every phase."""

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class WeftError(Exception):
    """A failure of Weft or of the machine, as against a mistake in the user's input."""


class Severity(StrEnum):
    """How much a finding matters; only errors stop a build."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True)
class Source:
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


@dataclass(frozen=True, slots=True)
class Span:
    """The characters [start, end) of one source."""

    source: Source = field(repr=False, compare=False)
    start: int
    end: int

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


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that a diagnostic speaks of, with what is to be seen there."""

    message: str
    span: Span


@dataclass(frozen=True, slots=True)
class Diagnostic:
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
