"""Finds the fenced blocks of a Markdown text, the ```weft ones among them."""

import re

from msgspec import Struct
from msgspec.structs import replace

from ..diagnostics import Source

FENCE = re.compile(r"(?P<indent>[ \t]*)(?P<mark>`{3,}|~{3,})[ \t]*(?P<info>[^\r\n]*)")


class Fence(Struct, frozen=True):
    """One fenced block: its content are the lines between `opened` and `closed`, counted from 1."""

    opened: int
    closed: int
    indent: str
    info: str

    @property
    def is_weft(self) -> bool:
        """Tell whether the block holds a spec."""
        return self.info.split()[:1] == ["weft"]

    @property
    def content(self) -> range:
        """Return the numbers of the lines between the marks."""
        return range(self.opened + 1, self.closed)


def read_fences(text: str) -> list[Fence]:
    """Return the fenced blocks of a text in order; one that is never closed ends with the text."""
    lines = text.split("\n")
    fences: list[Fence] = []
    opening: re.Match[str] | None = None
    opened = 0
    for number, line in enumerate(lines, 1):
        fence = FENCE.fullmatch(line.rstrip("\r"))
        if fence is None:
            continue
        if opening is None:
            if _may_open(fence):
                opening, opened = fence, number
        elif fence["mark"].startswith(opening["mark"]) and not fence["info"]:
            fences.append(Fence(opened, number, opening["indent"], opening["info"]))
            opening = None
    if opening is not None:
        fences.append(Fence(opened, len(lines) + (lines[-1] != ""), opening["indent"], opening["info"]))
    return fences


def keep_only(source: Source, kept: set[int]) -> Source:
    """Return a source of the same length and lines with all lines blanked out but those of the given numbers."""
    lines = source.text.split("\n")
    shown = [line if number in kept else re.sub(r"[^\r]", " ", line) for number, line in enumerate(lines, 1)]
    return replace(source, text="\n".join(shown))


def _may_open(fence: re.Match[str]) -> bool:
    """Tell whether a fence may open a block; one of backticks may name no backtick."""
    return fence["mark"][0] == "~" or "`" not in fence["info"]
