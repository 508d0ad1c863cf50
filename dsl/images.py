"""Finds the images that Markdown links, and the page or the feature that each of them shows."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from ..diagnostics import Source, Span
from .fences import keep_only, read_fences
from .syntax_tree import Block, FeatureSection, SourceFile

# Code and comments come first, so that what they hold is no image.
IMAGE = re.compile(
    r"""`[^`\n]*` | <!--.*?-->
      | !\[(?P<alt>[^\]\n]*)\]\([ ]*(?:<(?P<bracketed>[^>\n]+)>|(?P<path>[^\s)]+))(?:[ ]+["'][^)\n]*)?[ ]*\)""",
    re.VERBOSE | re.DOTALL,
)
HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|\r?$)", re.MULTILINE)


class LinkedImage(Struct, frozen=True):
    """An image as it is linked: `path` is as written, `span` covers the whole link."""

    path: str
    alt: str
    span: Span


def linked_images(source: Source) -> list[LinkedImage]:
    """Return the images that a Markdown text links outside its fenced blocks, in order."""
    return list(images_in(_prose(source).text, source, 0))


def images_in(text: str, source: Source, start: int) -> Iterator[LinkedImage]:
    """Yield the images linked in a piece of Markdown that stands at an offset of a source."""
    for found in IMAGE.finditer(text):
        if path := found["path"] or found["bracketed"]:
            yield LinkedImage(path, found["alt"], Span(source, start + found.start(), start + found.end()))


def owner_of(image: LinkedImage, file: SourceFile) -> Block | FeatureSection | None:
    """Return the page or the feature that an image shows.

    It is the nearest one defined before the image under the same heading, else the next one after it.
    """
    owners = _possible_owners(file)
    starts = [owner.span.start for owner in owners]
    following = bisect_right(starts, image.span.start)
    if following and starts[following - 1] >= _heading_before(image.span):
        return owners[following - 1]
    return owners[following] if following < len(owners) else None


def _possible_owners(file: SourceFile) -> Sequence[Block | FeatureSection]:
    pages = [block for block in file.blocks if block.keyword == "Page"]
    return sorted([*pages, *file.features], key=lambda owner: owner.span.start)


def _heading_before(span: Span) -> int:
    """Return the offset of the heading under which a span stands, or 0."""
    headings = [found.start() for found in HEADING.finditer(_prose(span.source).text, 0, span.start)]
    return headings[-1] if headings else 0


def _prose(source: Source) -> Source:
    """Return a source with its fenced blocks blanked out."""
    fenced = {number for fence in read_fences(source.text) for number in range(fence.opened, fence.closed + 1)}
    return keep_only(source, set(range(1, source.text.count("\n") + 2)) - fenced)
