"""The characters that a node of the tree covers in its source."""

import re
from typing import Final, Protocol

from ...diagnostics import Source, Span
from .document import TableCell, Tag

CELL_TEXT: Final = re.compile(r"(?:[^|\\\n]|\\.?)*+")


class Placed(Protocol):
    """A node that knows its line and column."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


def span_of(source: Source, node: Placed) -> Span:
    """Return the span of a tag or a cell, and of any other node that of its first line."""
    start = source.offset(node.line, node.column)
    match node:
        case Tag(name=name):
            return Span(source, start, start + len(name))
        case TableCell():
            match = CELL_TEXT.match(source.text, start)
            return Span(source, start, start + len(match[0].rstrip() if match else node.value))
        case _:
            return Span(source, start, start + len(source.line(node.line)[node.column - 1 :].rstrip()))
