"""Literate specs: the ```weft blocks of a Markdown file, and the images that its prose links."""

from msgspec.structs import replace

from ..diagnostics import Diagnostic, Source
from .clauses import ClauseParser
from .fences import keep_only, read_fences
from .images import linked_images, owner_of
from .parser import SourceParser
from .syntax_tree import SourceFile


def has_weft_block(text: str) -> bool:
    """Say whether a Markdown text holds a ```weft block, be it empty."""
    return any(fence.is_weft for fence in read_fences(text))


def mask_prose(source: Source) -> Source:
    """Return a source of the same length and lines with all but its ```weft blocks blanked out."""
    fences = [fence for fence in read_fences(source.text) if fence.is_weft]
    return keep_only(source, {number for fence in fences for number in fence.content})


def parse_literate(source: Source, clauses: ClauseParser) -> tuple[SourceFile, list[Diagnostic]]:
    """Return the tree of a Markdown text, in which pages and features know the images that show them."""
    parser = SourceParser(mask_prose(source), clauses)
    file = parser.parse()
    images: dict[int, list[str]] = {}
    for image in linked_images(source):
        owner = owner_of(image, file)
        if owner is not None:
            images.setdefault(owner.span.start, []).append(image.path)
    blocks = tuple(replace(block, images=tuple(images.get(block.span.start, ()))) for block in file.blocks)
    features = tuple(replace(part, images=tuple(images.get(part.span.start, ()))) for part in file.features)
    return replace(file, blocks=blocks, features=features), parser.diagnostics
