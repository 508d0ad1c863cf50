"""Line tables from a source map, revision 3 (ECMA-426): columns of its one line are offsets in the file."""

import posixpath
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from .binary.cursor import Cursor
from .binary.module import Module, SectionId
from .debug_lines import UnreadableDebugInfo
from .line_table import LineRow, LineTable, line_table

_DIGITS = {char: at for at, char in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")}
_CONTINUES = 0x20


class _Map(msgspec.Struct):
    version: int
    mappings: str
    sources: list[str | None] = []
    source_root: str | None = msgspec.field(name="sourceRoot", default=None)
    texts: list[str | None] | None = msgspec.field(name="sourcesContent", default=None)


def source_map_url(module: Module) -> str | None:
    """Return where the module says that its source map lies; None if it does not say."""
    found = module.customs("sourceMappingURL")
    return Cursor(found[0].payload, found[0].content_at, base=found[0].offset).name() if found else None


def source_map_lines(module: Module, text: str) -> tuple[LineTable, dict[str, str]]:
    """Return the line table that a source map holds, and the sources that lie in it by their paths.

    In: the module, and the map's text. Raised: `UnreadableDebugInfo`.
    """
    try:
        read = msgspec.json.decode(text, type=_Map)
        if read.version != 3:
            raise ValueError(f"revision {read.version} is not known")
        paths = [posixpath.join(read.source_root or "", path or "") for path in read.sources]
        table = line_table(_rows(read.mappings, paths, module))
    except (ValueError, IndexError, KeyError) as error:
        raise UnreadableDebugInfo(f"the source map cannot be read: {error}") from error
    texts = zip(paths, read.texts or (), strict=False)
    return table, {path: content for path, content in texts if content is not None}


def _rows(mappings: str, paths: list[str], module: Module) -> Iterator[LineRow]:
    code = module.section(SectionId.CODE)
    end = code.offset + len(code.payload) if code else 0
    points = [*_points(mappings), (end, None, 0, 0)]
    for (start, source, line, column), (following, *_) in pairwise(points):
        if source is not None:
            yield LineRow(start, following, paths[source], line + 1, column + 1)


def _points(mappings: str) -> Iterator[tuple[int, int | None, int, int]]:
    """Yield an offset, the number of a source, a line and a column; each is told as the difference from the last."""
    offset = source = line = column = 0
    for segment in mappings.partition(";")[0].split(","):
        numbers = list(_numbers(segment))
        if not numbers:
            continue
        offset += numbers[0]
        if len(numbers) < 4:
            yield offset, None, 0, 0
            continue
        source, line, column = source + numbers[1], line + numbers[2], column + numbers[3]
        yield offset, source, line, column


def _numbers(segment: str) -> Iterator[int]:
    """Yield the numbers of a segment: five bits to a digit, the lowest first, the sign in the lowest of all."""
    value = shift = 0
    for digit in segment:
        bits = _DIGITS[digit]
        value |= (bits & ~_CONTINUES) << shift
        shift += 5
        if not bits & _CONTINUES:
            yield -(value >> 1) if value & 1 else value >> 1
            value = shift = 0
