"""Literate specs: the ```weft blocks of a Markdown file."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ..diagnostics import Source

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_FENCE = re.compile(r"[ \t]*(?P<mark>`{3,}|~{3,})[ \t]*(?P<info>[^\r\n]*)")


def has_weft_block(text: str) -> bool:
    """Say whether a Markdown text holds a ```weft block, be it empty."""
    return any(is_opening for _, _, is_opening in _lines(text))


def mask_prose(source: Source) -> Source:
    """Return a source of the same length and lines with all but its ```weft blocks blanked out."""
    return replace(source, text="".join(line if is_spec else _blank(line) for line, is_spec, _ in _lines(source.text)))


def _lines(text: str) -> Iterator[tuple[str, bool, bool]]:
    """Yield each line, whether it belongs to the spec, and whether it opens a ```weft block."""
    open_mark = ""
    is_weft = False
    for line in _LINE.findall(text):
        fence = _FENCE.fullmatch(line.rstrip("\r\n"))
        if not open_mark and fence and _is_opening(fence):
            open_mark, is_weft = fence["mark"], fence["info"].split()[:1] == ["weft"]
            yield line, False, is_weft
        elif open_mark and fence and fence["mark"].startswith(open_mark) and not fence["info"]:
            open_mark = ""
            yield line, False, False
        else:
            yield line, bool(open_mark) and is_weft, False


def _is_opening(fence: re.Match[str]) -> bool:
    """Say whether a fence may open a block; one of backticks may name no backtick."""
    return fence["mark"][0] == "~" or "`" not in fence["info"]


def _blank(line: str) -> str:
    return re.sub(r"[^\r\n]", " ", line)
