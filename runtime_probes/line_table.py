"""Where in the sources code came from: stretches of code, each from one line."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import cached_property

from msgspec import Struct


class LineRow(Struct, frozen=True):
    """Code from `start` up to `end`, offsets in the module's file, came from a line (counted from 1; 0: from none)."""

    start: int
    end: int
    path: str
    line: int
    column: int = 0


class LineTable(Struct, frozen=True, dict=True):
    """All stretches, in the order of their offsets; they do not overlap."""

    rows: tuple[LineRow, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [row.start for row in self.rows]

    def at(self, offset: int) -> LineRow | None:
        """Return the stretch that an offset lies in, if it came from a line."""
        position = bisect_right(self._starts, offset) - 1
        row = self.rows[position] if position >= 0 else None
        return row if row and offset < row.end and row.line else None

    def renamed(self, rename: Callable[[str], str]) -> "LineTable":
        """Return the table with other paths."""
        names = {path: rename(path) for path in self.paths}
        return line_table(LineRow(row.start, row.end, names[row.path], row.line, row.column) for row in self.rows)

    @property
    def paths(self) -> tuple[str, ...]:
        """Return the paths of all sources, in order."""
        return tuple(sorted({row.path for row in self.rows}))


def line_table(rows: Iterable[LineRow]) -> LineTable:
    """Return the table of some rows, of which those that cover no code are left out."""
    return LineTable(tuple(sorted((row for row in rows if row.start < row.end), key=lambda row: row.start)))


def mapped_prefix(prefixes: Iterable[tuple[str, str]]) -> Callable[[str], str]:
    """Return the function that puts new beginnings in the place of old ones: the first that fits a path is taken."""
    pairs = tuple(prefixes)

    def rename(path: str) -> str:
        for old, new in pairs:
            if path.startswith(old):
                return new + path[len(old) :]
        return path

    return rename
