"""Reads string literals of Python character by character, so that each character of their value has its place."""

import re
from collections.abc import Iterator

from msgspec import Struct

_BETWEEN = re.compile(r"(?:\s|#[^\r\n]*|\\\r?\n)*")
_OPENING = re.compile(r"(?P<prefix>[rRbBuUfFtT]{0,2})(?P<quote>\"\"\"|'''|\"|')")
_PLAIN = re.compile(r"[^\\{}\r\"']+")
_ESCAPE = re.compile(r"\\(?:\r\n|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\}|.)", re.DOTALL)
_SHORT = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


class Run(Struct, frozen=True):
    """Characters of a value, and where they stand in the source: [start, end). A hole of an f-string has no value."""

    value: str | None
    start: int
    end: int


class NotALiteral(ValueError):
    """What stands in the source is not what was said."""


def read_literals(text: str, start: int, end: int) -> tuple[Run, ...]:
    """Return what the literals that stand side by side in [start, end) say; raises NotALiteral."""
    found: list[Run] = []
    while start < end:
        opening = _OPENING.match(text, start)
        if opening is None or "b" in opening["prefix"].lower():
            raise NotALiteral(text[start : start + 20])
        start = _read(text, opening, found)
        start = _skip(text, start)
    return _joined(found)


def _read(text: str, opening: re.Match[str], found: list[Run]) -> int:
    """Add what one literal says and return where it ends."""
    quote, prefix = opening["quote"], opening["prefix"].lower()
    at = opening.end()
    while not text.startswith(quote, at):
        if at >= len(text):
            raise NotALiteral(text[opening.start() : opening.start() + 20])
        run = _next(text, at, is_raw="r" in prefix, has_holes="f" in prefix or "t" in prefix)
        found.append(run)
        at = run.end
    return at + len(quote)


def _next(text: str, at: int, *, is_raw: bool, has_holes: bool) -> Run:
    plain = _PLAIN.match(text, at)
    if plain:
        return Run(plain.group(), at, plain.end())
    char = text[at]
    if has_holes and char in "{}":
        doubled = text.startswith(char * 2, at)
        return Run(char, at, at + 2) if doubled else Run(None, at, _end_of_hole(text, at))
    if char == "\\":
        return _escape(text, at, is_raw=is_raw)
    if char == "\r":
        return Run("\n", at, at + 2 if text.startswith("\r\n", at) else at + 1)
    return Run(char, at, at + 1)


def _escape(text: str, at: int, *, is_raw: bool) -> Run:
    found = _ESCAPE.match(text, at)
    if found is None:
        raise NotALiteral(text[at : at + 20])
    if is_raw:  # the backslash stays, and what stands behind it does not end the literal
        next_ = text[at + 1]
        return Run("\\" + next_, at, at + 2) if next_ not in "\r{}" else Run("\\", at, at + 1)
    body = found.group()[1:]
    if body in {"{", "}"}:
        return Run("\\", at, at + 1)
    return Run(_meant(body), at, found.end())


def _meant(body: str) -> str:
    """Return what an escape stands for, given without its backslash."""
    if body in {"\n", "\r\n", "\r"}:
        return ""
    if body[0] in "01234567":
        return chr(int(body, 8))
    if body[0] in "xuU" and len(body) > 1:
        return chr(int(body[1:], 16))
    if body[0] == "N" and len(body) > 1:
        import unicodedata  # seldom needed

        return unicodedata.lookup(body[2:-1])
    return _SHORT.get(body, body if body in "\\'\"" else "\\" + body)


def _end_of_hole(text: str, at: int) -> int:
    """Return where a hole of an f-string ends; brackets and strings in it may hold braces."""
    depth = 0
    while at < len(text):
        char = text[at]
        opening = _OPENING.match(text, at) if char in "\"'" else None
        if opening:
            at = _end_of_inner(text, opening)
            continue
        depth += (char in "{[(") - (char in "}])")
        at += 1
        if depth == 0:
            return at
    raise NotALiteral(text[at - 20 : at])


def _end_of_inner(text: str, opening: re.Match[str]) -> int:
    inside: list[Run] = []
    return _read(text, opening, inside)


def _skip(text: str, at: int) -> int:
    found = _BETWEEN.match(text, at)
    return found.end() if found else at


def _joined(runs: list[Run]) -> tuple[Run, ...]:
    """Return the runs with those put together that stand one for one and side by side."""
    return tuple(_merge(runs))


def _merge(runs: list[Run]) -> Iterator[Run]:
    waiting: Run | None = None
    for run in runs:
        if waiting and _is_exact(waiting) and _is_exact(run) and waiting.end == run.start:
            waiting = Run((waiting.value or "") + (run.value or ""), waiting.start, run.end)
            continue
        if waiting:
            yield waiting
        waiting = run
    if waiting:
        yield waiting


def _is_exact(run: Run) -> bool:
    return run.value is not None and len(run.value) == run.end - run.start
