"""Finds the comments of a text of SQL, which have no tokens: they stand in the gaps between tokens."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain

from sqlglot.tokenizer_core import Token

from .sql_text import SqlText
from .suppressions import Comment

_COMMENT = re.compile(r"--(?P<line>[^\n]*)|/\*(?P<block>.*?)\*/|\{#(?P<template>.*?)#\}|#(?P<hash>[^\n]*)", re.DOTALL)
_OF_INTEREST = re.compile(r"weft:|noqa", re.IGNORECASE)


def comments_of_interest(text: SqlText) -> Iterator[Comment]:
    """Yield the comments that may allow something, each with the lines and the statement it stands at."""
    if not text.verbatim or not _OF_INTEREST.search(text.content):
        return
    tokens = list(chain.from_iterable(statement.tokens for statement in text.statements))
    firsts = {statement.tokens[0].start: statement.end - text.base for statement in text.statements}
    ends = [0, *(token.end + 1 for token in tokens)]
    starts = [*(token.start for token in tokens), len(text.content)]
    for end, start in zip(ends, starts, strict=True):
        for found in _COMMENT.finditer(text.content, end, max(end, start)):
            if _OF_INTEREST.search(found.group()):
                yield _comment(text, tokens, found, start, firsts.get(start))


def _comment(text: SqlText, tokens: list[Token], found: re.Match[str], after: int, end: int | None) -> Comment:
    """Return a comment; `after` is where the next token stands, `end` where its statement ends if it begins one."""
    alone = _stands_alone(text, tokens, found.start())
    scope = line_around(text.content, found.start())
    if alone and end is not None:
        scope = (after, end)
    elif alone and after < len(text.content):
        scope = line_around(text.content, after)
    place = (found.start() + text.base, found.end() + text.base)
    line = line_around(text.content, found.start())
    body = next(group for group in found.groups() if group is not None)
    return Comment(body.strip(), *place, _moved(line, text.base), _moved(scope, text.base))


def _stands_alone(text: SqlText, tokens: list[Token], start: int) -> bool:
    """Say whether no token stands before a comment on its line."""
    line = line_around(text.content, start)[0]
    before = bisect_right(tokens, start, key=lambda token: token.start) - 1
    return (before < 0 or tokens[before].end < line) and ";" not in text.masked[line:start]


def line_around(content: str, offset: int) -> tuple[int, int]:
    """Return where the line of an offset begins and ends."""
    end = content.find("\n", offset)
    return content.rfind("\n", 0, offset) + 1, len(content) if end < 0 else end


def _moved(area: tuple[int, int], by: int) -> tuple[int, int]:
    return area[0] + by, area[1] + by
