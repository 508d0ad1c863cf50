"""Finds the parameters of database drivers in SQL, and hides them so that every product's parser reads them."""

import re
from collections.abc import Iterator
from enum import StrEnum
from re import Match

from msgspec import Struct


class Style(StrEnum):
    """How parameters are written: the first five as PEP 249 calls them."""

    QMARK = "?"
    NUMERIC = ":1"
    NAMED = ":name"
    FORMAT = "%s"
    PYFORMAT = "%(name)s"
    DOLLAR = "$1"
    DOLLAR_NAMED = "$name"
    AT_NAMED = "@name"


class Placeholder(Struct, frozen=True):
    """A parameter in SQL; `name` is its name or number, empty where it has none."""

    style: Style
    name: str
    start: int


_STYLED = (
    ("pyformat", r"%\((?P<pyformat>[^)]*)\)[sdfbt]", Style.PYFORMAT),
    ("format", r"(?P<format>%[sbtd])(?!\w)", Style.FORMAT),
    ("dollar", r"\$(?P<dollar>\d+)\b", Style.DOLLAR),
    ("numeric", r"(?<![:\w\])]):(?P<numeric>\d+)\b", Style.NUMERIC),
    ("named", r"(?<![:\w\])\"]):(?P<named>[A-Za-z_]\w*)", Style.NAMED),
    ("dollar_named", r"(?<![\w$])\$(?P<dollar_named>[A-Za-z_]\w*)(?!\w|\$)", Style.DOLLAR_NAMED),
    ("at_named", r"(?<![\w@])@(?P<at_named>[A-Za-z_]\w*)(?!\s*:?=|[\w.])", Style.AT_NAMED),
    ("qmark", r"(?<![\w?|&@'\"])\?(?P<qmark>\d*)(?![|&?\w])", Style.QMARK),
)
_QUOTED = r"(?P<skip>'(?:[^']|'')*'|\"[^\"\n]*\"|`[^`\n]*`|--[^\n]*|/\*.*?\*/|(?P<tag>\$[A-Za-z_]*\$).*?(?P=tag))"
_PLACEHOLDER = re.compile("|".join((_QUOTED, *(pattern for _, pattern, _ in _STYLED), r"(?P<percent>%%)")), re.DOTALL)
_STYLES = {group: style for group, _, style in _STYLED}
_IN_QUOTES = re.compile(r"'(?:%s|\?|%\(\w+\)s)'")


def placeholders(sql: str) -> Iterator[Placeholder]:
    """Yield the parameters in SQL, those in its strings, names and comments left out."""
    for found in _PLACEHOLDER.finditer(sql):
        group = found.lastgroup or ""
        style = _style(found)
        if style:
            name = "" if style in (Style.FORMAT,) else found[group]
            yield Placeholder(style, name, found.start())


def unnamed(sql: str) -> Iterator[tuple[int, int]]:
    """Yield where the parameters stand that only their order tells apart."""
    for found in _PLACEHOLDER.finditer(sql):
        if _style(found) is Style.FORMAT or (_style(found) is Style.QMARK and not found["qmark"]):
            yield found.start(), found.end()


def quoted_placeholders(sql: str) -> Iterator[tuple[int, int]]:
    """Yield where a parameter stands alone between quotes, which makes it a string."""
    for found in _PLACEHOLDER.finditer(sql):
        if found["skip"] and _IN_QUOTES.fullmatch(found["skip"]):
            yield found.start(), found.end()


def hide(sql: str) -> str:
    """Return SQL with each parameter made a question mark and blanks, as long as it was."""
    return _PLACEHOLDER.sub(_hidden, sql) if _has_any(sql) else sql


def _has_any(sql: str) -> bool:
    return any(sign in sql for sign in "%:$@?")


def _hidden(found: Match[str]) -> str:
    if found["percent"]:
        return "% "
    style = _style(found)
    if style is None or style is Style.AT_NAMED:
        return found.group()
    return "?".ljust(len(found.group()))


def _style(found: Match[str]) -> Style | None:
    return _STYLES.get(found.lastgroup or "")
