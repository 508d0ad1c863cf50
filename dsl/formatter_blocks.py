"""Lays out definition blocks: headers, clauses, states and their branches."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from ..diagnostics import Source, Span
from .blocks import HEADER, NESTED, RawBlock
from .formatter_clauses import last_word, space_clause
from .formatter_lines import STEP, Gap, Line, Role
from .formatter_tables import align
from .parser import split_cells

PROPERTY = re.compile(r"(never|always)\b")
CONTINUED = 2 * STEP


def lay_out_blocks(source: Source, blocks: Sequence[RawBlock]) -> list[Line]:
    """Return the lines of definition blocks, without the comments between them."""
    lines = [line for block in blocks for line in _block(source, block)]
    alike = {below.line.line for above, below in pairwise(blocks) if _may_stay_together(above, below)}
    for line in lines:
        if line.number in alike:
            line.gap = Gap.KEEP
    return lines


def _may_stay_together(above: RawBlock, below: RawBlock) -> bool:
    """Tell whether two blocks need no empty line between them: one-line blocks of one kind."""
    return above.keyword == below.keyword and not above.clauses and not below.clauses


def _block(source: Source, block: RawBlock) -> Iterator[Line]:
    is_nested = block.keyword in NESTED
    first, last = block.line.line, _last_line(block.header)
    header = HEADER.match(source.line(first))
    assert header is not None  # it was split off for that
    base = STEP if is_nested else 0
    text = f"{block.keyword}: {space_clause(header[2])}"
    yield Line(first, text, base, Gap.KEEP if is_nested else Gap.ONE, Role.HEADER)
    yield from _continued(source, range(first + 1, last + 1), base)
    depths = _depths(block, base + STEP)
    clauses = zip(block.clauses, depths, strict=True)
    for is_table, group in groupby(clauses, lambda pair: pair[0].text.startswith("|")):
        if is_table:
            yield from _table(source, [row for row, _ in group], base + 2 * STEP)
        else:
            yield from _clauses(source, group)


def _depths(block: RawBlock, base: int) -> Iterator[int]:
    """Yield the indentation of each clause; branches and their steps stand deeper."""
    depth = base
    for clause in block.clauses:
        word = clause.text.split(None, 1)[0]
        if block.keyword not in NESTED:
            yield base
        elif PROPERTY.match(clause.text):
            # What holds for the whole workflow may be written after its last state.
            yield base - STEP
        elif word == "branch":
            yield base + STEP
            depth = base + 2 * STEP
        else:
            depth = base if word == "join" else depth
            yield depth


def _clauses(source: Source, clauses: Iterator[tuple[Span, int]]) -> Iterator[Line]:
    for clause, indent in clauses:
        first = clause.line
        yield Line(first, space_clause(source.line(first).strip()), indent)
        yield from _continued(source, range(first + 1, _last_line(clause) + 1), indent)


def _continued(source: Source, numbers: range, base: int) -> Iterator[Line]:
    """Yield the further lines of a clause or a header that stands at `base`; a closing parenthesis stands there too.

    Empty lines and comments among them are not its own.
    """
    before = last_word(source.line(numbers.start - 1))
    for number in numbers:
        text = source.line(number).strip()
        if text and not text.startswith("#"):
            indent = base if text.startswith(")") else base + CONTINUED
            yield Line(number, space_clause(text, before), indent, Gap.NONE)
            before = last_word(text) or before


def _table(source: Source, rows: Sequence[Span], indent: int) -> Iterator[Line]:
    aligned = align([[cell.text for cell in split_cells(row)] for row in rows])
    for row, text in zip(rows, aligned, strict=True):
        comment = source.text[row.end : source.offset(row.line) + len(source.line(row.line))].strip()
        yield Line(row.line, f"{text}  {comment}".rstrip(), indent, Gap.NONE)


def _last_line(span: Span) -> int:
    return span.source.position(span.end)[0]
