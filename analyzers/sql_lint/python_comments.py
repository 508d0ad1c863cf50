"""Finds the comments of Python that may allow a finding: `# noqa: SQL167`, `# weft: allow NAME (reason)`."""

import io
import re
import tokenize
from bisect import bisect_right
from collections.abc import Iterator

from .known_rules import codes
from .python_sql import PythonModule
from .suppressions import Comment

_OF_INTEREST = re.compile(r"#[^\n]*?\b(?:weft:|noqa)", re.IGNORECASE)
_ALLOW = re.compile(r"weft:.*", re.IGNORECASE)
_NOQA = re.compile(r"noqa\b(?:\s*:\s*(?P<names>[\w-]+(?:\s*,\s*[\w-]+)*))?", re.IGNORECASE)
_OURS = re.compile(r"SQL\d", re.IGNORECASE)


def python_comments(module: PythonModule) -> Iterator[Comment]:
    """Yield the comments that may allow something, each about the strings and calls that touch its line.

    A comment that stands alone is about those on the next line.
    """
    text = module.source.text
    if not _OF_INTEREST.search(text):
        return
    areas = sorted(_areas(module))
    starts = [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", text)), len(text)]
    for row, column, written in _written(text):
        body = _body(written)
        if not body:
            continue
        start = starts[row - 1] + column
        is_alone = not text[starts[row - 1] : start].strip()
        number = min(row - 1 + is_alone, len(starts) - 2)
        area = _around((starts[number], starts[number + 1]), areas, starts)
        yield Comment(body, start, start + len(written), area, area)


def _written(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the comments with their line, counted from 1, and column."""
    try:
        for token in tokenize.generate_tokens(io.StringIO(text, newline="").readline):
            if token.type == tokenize.COMMENT and _OF_INTEREST.search(token.string):
                yield *token.start, token.string
    except (tokenize.TokenError, SyntaxError):
        return


def _body(written: str) -> str:
    """Return what a comment says to us; empty where it speaks to others. Other linters know names that we do not."""
    allowed, tolerated = _ALLOW.search(written), _NOQA.search(written)
    if allowed:
        return allowed.group()
    if tolerated is None or tolerated["names"] is None:
        return "noqa" if tolerated else ""
    names = [name.strip() for name in tolerated["names"].split(",")]
    ours = [name for name in names if name.lower() in codes() or _OURS.match(name)]
    return f"noqa: {', '.join(ours)}" if ours else ""


def _areas(module: PythonModule) -> Iterator[tuple[int, int]]:
    for query in module.queries:
        yield module.composer.place(query.node)
        if query.call:
            yield module.composer.place(query.call)
    yield from (module.composer.place(call) for call in module.calls if call in module.run_by)


def _around(line: tuple[int, int], areas: list[tuple[int, int]], starts: list[int]) -> tuple[int, int]:
    """Return a line, made longer by the strings and calls that begin or end on it."""
    first, last = line
    for start, end in areas:
        if first <= start < last or first < end <= last:
            line = (min(line[0], start), max(line[1], end))
    return _line_start(line[0], starts), line[1]


def _line_start(offset: int, starts: list[int]) -> int:
    return starts[bisect_right(starts, offset) - 1]
