"""Lines that know where they belong: their indentation and the gaps between them are settled here."""

from collections.abc import Sequence
from enum import Enum
from itertools import groupby, pairwise

from msgspec import Struct

STEP = 2


class Gap(Enum):
    """How many empty lines stand above a line."""

    NONE = "none"
    KEEP = "one if there was one"
    ONE = "one"


class Role(Enum):
    """What a line is, as far as its neighbours care."""

    HEADER = "header"
    PLAIN = "plain"
    COMMENT = "comment"
    TEXT = "text"  # of a description
    VERBATIM = "verbatim"  # inside a doc string


class Line(Struct):
    """One line of the source, laid out: `number` is where it stood, `indent` counts spaces.

    `depth` is how far the line was indented, which counts where the lines of a text stand against each other.
    """

    number: int
    text: str
    indent: int = 0
    gap: Gap = Gap.KEEP
    role: Role = Role.PLAIN
    depth: int = 0


def print_lines(lines: Sequence[Line], margin: str = "") -> list[str]:
    """Return the texts of lines in their order, with the empty lines between them; `margin` is put before each."""
    _indent_texts(lines)
    _indent_comments(lines)
    _settle_gaps(lines)
    shift = min((line.indent for line in lines), default=0)
    printed: list[str] = []
    for line in lines:
        if printed and line.gap is Gap.ONE:
            printed.append("")
        printed.append(f"{margin}{' ' * (line.indent - shift)}{line.text}" if line.text else "")
    return printed


def _indent_texts(lines: Sequence[Line]) -> None:
    """Keep how deep the lines of one description stand against each other."""
    code = [line for line in lines if line.role is not Role.COMMENT]
    for role, group in groupby(code, lambda line: line.role):
        texts = list(group)
        margin = min(line.depth for line in texts)
        for line in texts if role is Role.TEXT else ():
            line.indent += line.depth - margin


def _indent_comments(lines: Sequence[Line]) -> None:
    """Put a comment under the indentation of what follows, or of what comes before where nothing follows."""
    code = [line.indent for line in lines if line.role is not Role.COMMENT]
    indent = code[-1] if code else 0
    for line in reversed(lines):
        if line.role is Role.COMMENT:
            line.indent = indent
        indent = line.indent


def _settle_gaps(lines: Sequence[Line]) -> None:
    """Decide each gap; a comment that stands on a line goes with it."""
    pairs = list(pairwise(lines))
    for above, below in reversed(pairs):
        if above.role is Role.COMMENT and below.gap is Gap.NONE:
            above.gap = Gap.NONE
        elif above.role is Role.COMMENT and below.gap is Gap.ONE and below.number == above.number + 1:
            above.gap, below.gap = Gap.ONE, Gap.NONE
    for above, below in pairs:
        if below.gap is Gap.KEEP:
            is_first = above.role is Role.HEADER and below.indent > above.indent
            below.gap = Gap.ONE if below.number > above.number + 1 and not is_first else Gap.NONE
