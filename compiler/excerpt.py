"""Show the source line of a span with a caret line under it."""

import unicodedata

from msgspec import Struct

from ..diagnostics import Span

TAB = 4
WIDTH = 100
_GAP = "…"


class Excerpt(Struct, frozen=True):
    """A source line as it is shown, and the marks that stand under its span."""

    number: int
    text: str
    marks: str


def excerpt_of(span: Span, width: int = WIDTH) -> Excerpt:
    """Return the first line of a span: tabs spread out, wide characters counted, a long line cut down to `width`."""
    number, column = span.source.position(span.start)
    line = span.source.line(number)
    start = min(column - 1, len(line))
    end = max(start, min(start + span.end - span.start, len(line)))
    cells = _cells(line)
    left = sum(columns for _, columns in cells[:start])
    marked = max(1, sum(columns for _, columns in cells[start:end]))
    total = sum(columns for _, columns in cells)
    if total <= width:
        return Excerpt(number, "".join(shown for shown, _ in cells), " " * left + "^" * marked)
    return _clipped(number, cells, start, marked, width)


def _cells(line: str) -> list[tuple[str, int]]:
    """Return how each character is shown and how many columns of a terminal it takes."""
    cells: list[tuple[str, int]] = []
    column = 0
    for char in line:
        if char == "\t":
            width = TAB - column % TAB
            cells.append((" " * width, width))
        else:
            cells.append((_shown(char), _width(char)))
        column += cells[-1][1]
    return cells


def _shown(char: str) -> str:
    """Return a character as it may go to a terminal: none that would steer it."""
    category = unicodedata.category(char)
    if category == "Cc":
        return "\N{REPLACEMENT CHARACTER}"
    return "" if category == "Cf" else char


def _width(char: str) -> int:
    """Return how many columns a character takes."""
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _clipped(number: int, cells: list[tuple[str, int]], start: int, marked: int, width: int) -> Excerpt:
    """Cut a long line down to a window around the span, with a mark where text was left out."""
    first, last = _window([columns for _, columns in cells], start, marked, width - 2 * len(_GAP))
    before, after = (_GAP if first else ""), (_GAP if last < len(cells) else "")
    text = before + "".join(shown for shown, _ in cells[first:last]) + after
    left = len(before) + sum(columns for _, columns in cells[first:start])
    room = sum(columns for _, columns in cells[start:last])
    return Excerpt(number, text, " " * left + "^" * max(1, min(marked, room)))


def _window(widths: list[int], start: int, marked: int, room: int) -> tuple[int, int]:
    """Return the first and the last character (exclusive) of what fits into the room around a span."""
    lead = max(0, (room - marked) // 2)
    first = start
    while first and lead >= widths[first - 1]:
        first -= 1
        lead -= widths[first]
    last = first
    while last < len(widths) and room >= widths[last]:
        room -= widths[last]
        last += 1
    while first and last == len(widths) and room >= widths[first - 1]:
        first -= 1
        room -= widths[first]
    return first, last
