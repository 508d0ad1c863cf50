"""Splits a quoted text at its `{…}` holes."""

import re
from collections.abc import Iterator

from ...diagnostics import Span
from ..syntax_tree import Text

HOLE = re.compile(r"\{([^{}]*)\}")
CHARACTER = re.compile(r"\\.|[\s\S]")


def split_at_holes(text: Text) -> Iterator[str | Span]:
    """Yield, in order, what stands between the holes as it reads, and where the inside of each hole stands."""
    source, inside, end = text.span.source, text.span.start + 1, text.span.end - 1
    # An escaped character is two in the source.
    places = [inside + match.start() for match in CHARACTER.finditer(text.span.text[1:-1])] + [end]
    start = 0
    for match in HOLE.finditer(text.value):
        if match.start() > start:
            yield text.value[start : match.start()]
        yield Span(source, places[match.start(1)], places[match.end(1)])
        start = match.end()
    if start < len(text.value):
        yield text.value[start:]
