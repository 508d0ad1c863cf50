"""Splits a text into definition blocks and Gherkin sections, line by line and without a grammar."""

import re
from collections.abc import Iterator

from msgspec import Struct, field

from ..diagnostics import Diagnostic, Source, Span
from .catalog import MISPLACED, UNKNOWN_BLOCK, nearest

KEYWORDS = (
    "System", "Role", "Enum", "Entity", "Service", "Action", "Decision", "Query", "Page", "Api", "Workflow",
    "State", "End",
)  # fmt: skip
NESTED = ("State", "End")
GHERKIN_PARTS = ("Rule", "Background", "Scenario", "Example", "Scenario Outline", "Scenario Template", "Examples")

HEADER = re.compile(rf"[ \t]*({'|'.join(KEYWORDS)})[ \t]*:[ \t]*(.*)")
FEATURE = re.compile(r"[ \t]*Feature[ \t]*:")
LOOKS_LIKE_HEADER = re.compile(r"[ \t]*([A-Z][A-Za-z]*(?: [A-Z][a-z]+)?)[ \t]*:")
BLANK = re.compile(r"[ \t]*(#.*)?$")
TAGS = re.compile(r"[ \t]*@")
DOC_STRING = re.compile(r"[ \t]*(\"\"\"|```)")
TRAILING_COMMENT = re.compile(r"[ \t]+#[^\"|]*$")


class RawBlock(Struct):
    """A header and the clauses below it, still text."""

    keyword: str
    header: Span
    line: Span
    clauses: list[Span] = field(default_factory=list[Span])


class FeatureLines(Struct):
    """The lines [first, last] of a Gherkin feature, counted from 1."""

    first: int
    last: int


class _Line(Struct):
    number: int
    start: int
    text: str


def _lines(source: Source) -> Iterator[_Line]:
    start = 0
    for number, line in enumerate(source.text.split("\n"), 1):
        # A byte order mark is no part of the first line, and takes a column all the same.
        yield _Line(number, start, line.rstrip("\r").replace("\ufeff", " ", number == 1))
        start += len(line) + 1


class BlockSplitter:
    """Reads the lines of one source and gathers `parts` in their order, and `diagnostics`."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.parts: list[RawBlock | FeatureLines] = []
        self.diagnostics: list[Diagnostic] = []
        self._delimiter = ""
        self._tags_from: int | None = None
        self._continues = False

    def split(self) -> None:
        """Read the whole source."""
        for line in _lines(self.source):
            if not self._delimiter and self._starts_block(line):
                continue
            current = self.parts[-1] if self.parts else None
            if isinstance(current, FeatureLines):
                self._read_gherkin(line, current)
            else:
                self._read_clause(line, current)

    def _starts_block(self, line: _Line) -> bool:
        if FEATURE.match(line.text):
            self._close_before_tags()
            self.parts.append(FeatureLines(self._tags_from or line.number, line.number))
            self._tags_from = None
            return True
        match = HEADER.match(line.text)
        if match is None:
            return False
        self._open_block(match[1], line, match.start(1), match.start(2))
        return True

    def _open_block(self, keyword: str, line: _Line, column: int, header_column: int) -> None:
        """Begin a block whose keyword and header stand at columns of a line."""
        header = line.text[header_column:].rstrip()
        header = header[: m.start()] if (m := TRAILING_COMMENT.search(header)) else header
        start = line.start + header_column
        self.parts.append(RawBlock(keyword, Span(self.source, start, start + len(header)), self._span(line, column)))
        self._continues = header.endswith(",")

    def _close_before_tags(self) -> None:
        """End a feature before the tags of the next one."""
        last = self.parts[-1] if self.parts else None
        if isinstance(last, FeatureLines) and self._tags_from:
            last.last = self._tags_from - 1

    def _read_gherkin(self, line: _Line, feature: FeatureLines) -> None:
        found = DOC_STRING.match(line.text)
        if found and not self._delimiter:
            self._delimiter = found[1]
        elif found and self._delimiter == found[1]:
            self._delimiter = ""
        feature.last = line.number
        # Tags that end up right before the next Feature belong to it.
        if TAGS.match(line.text) and not self._delimiter:
            self._tags_from = self._tags_from or line.number
        elif not BLANK.match(line.text):
            self._tags_from = None

    def _read_clause(self, line: _Line, block: RawBlock | None) -> None:
        if BLANK.match(line.text):
            return
        if TAGS.match(line.text):
            self._tags_from = self._tags_from or line.number
            return
        indent = len(line.text) - len(line.text.lstrip())
        if self._is_stray(line, block, indent) or block is None:
            return
        text = line.text.rstrip()
        comment = TRAILING_COMMENT.search(text)
        end = line.start + (comment.start() if comment else len(text))
        if self._continues:
            self._extend(block, end)
        else:
            block.clauses.append(Span(self.source, line.start + indent, end))
        self._continues = self.source.text[end - 1] == ","

    def _extend(self, block: RawBlock, end: int) -> None:
        if block.clauses:
            block.clauses[-1] = Span(self.source, block.clauses[-1].start, end)
        else:
            block.header = Span(self.source, block.header.start, end)

    def _is_stray(self, line: _Line, block: RawBlock | None, indent: int) -> bool:
        """Report a line that belongs to no block, or that misspells a block's keyword."""
        header = LOOKS_LIKE_HEADER.match(line.text)
        if header and header[1] in GHERKIN_PARTS:
            hint = "put it under a `Feature:`"
            self.diagnostics.append(
                MISPLACED.at(self._span(line, indent), f"`{header[1]}:` stands outside a Feature", hint)
            )
            self.parts.append(RawBlock("", Span(self.source, line.start, line.start), self._span(line, indent)))
            return True
        if header and (hint := nearest(header[1], (*KEYWORDS, "Feature"))):
            span = Span(self.source, line.start + header.start(1), line.start + header.end(1))
            self.diagnostics.append(UNKNOWN_BLOCK.at(span, f"there is no block `{header[1]}:`", hint))
            meant = next((keyword for keyword in KEYWORDS if f"`{keyword}`" in hint), None)
            if meant:
                # Read as what it was meant to be, so that the rest of the text is not misunderstood too.
                after = line.text.index(":") + 1
                blanks = len(line.text) - after - len(line.text[after:].lstrip(" \t"))
                self._open_block(meant, line, header.start(1), after + blanks)
                return True
            self.parts.append(RawBlock("", Span(self.source, span.end, line.start + len(line.text)), span))
            return True
        if block is None:
            hint = f"start with a block: {', '.join(KEYWORDS[:-2])} or Feature"
            self.diagnostics.append(MISPLACED.at(self._span(line, indent), "this line belongs to no block", hint))
            self.parts.append(RawBlock("", Span(self.source, line.start, line.start), self._span(line, indent)))
            return True
        return False

    def _span(self, line: _Line, column: int) -> Span:
        return Span(self.source, line.start + column, line.start + len(line.text.rstrip()))
