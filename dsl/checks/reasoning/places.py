"""Finds words in the text of a specification, for what the model keeps without its place."""

import re

from ....diagnostics import Span


def place_of(word: str, after: Span) -> Span:
    """Return where a word stands first at or behind the start of a span; the span itself where it does not."""
    found = re.compile(rf"(?<![\w.-]){re.escape(word)}(?![\w-])").search(after.source.text, after.start)
    return Span(after.source, found.start(), found.end()) if found else after
