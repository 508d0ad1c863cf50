"""Turns one source into its syntax tree, with every mistake that stands in it."""

import re
from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from ..diagnostics import Diagnostic, Source, Span
from .blocks import NESTED, BlockSplitter, FeatureLines, RawBlock
from .catalog import CLAUSE_SYNTAX, MISPLACED
from .clauses import ClauseParser
from .continuations import goes_on, joined
from .descriptions import description_problems
from .gherkin.document import Feature, TextLine
from .gherkin.parser import parse_document
from .syntax_tree import (
    AlwaysClause,
    Block,
    FeatureSection,
    Header,
    Name,
    NeverClause,
    Node,
    RowClause,
    SourceFile,
)

HEADER_RULES = {
    "Enum": "enum_header",
    "Action": "action_header",
    "Decision": "action_header",
    "Query": "query_header",
    "Page": "page_header",
    "Api": "api_header",
    "Workflow": "workflow_header",
}
NEEDS = re.compile(r"\s*needs[ \t]+(.+)")
INVARIANT = re.compile(r"\s*(always|never)\b")
REQUIREMENT_ID = re.compile(r"[^\s,]+")
WORD = re.compile(r"[^\W\d]\w*")
# A node, or None for text that means nothing, and what is wrong with it.
Reading = tuple[Any, list[Diagnostic]]


class _Parsed(Struct):
    """A block that may still get states."""

    raw: RawBlock
    header: Header | None
    clauses: tuple[Node, ...]


class SourceParser:
    """Parses one source: `parts` are what it was split into, `diagnostics` gathers what is wrong with it."""

    def __init__(self, source: Source, clauses: ClauseParser) -> None:
        self.source = source
        self.diagnostics: list[Diagnostic] = []
        self.parts: list[RawBlock | FeatureLines] = []
        self._clauses = clauses
        self._unread: set[str] = set()

    def parse(self) -> SourceFile:
        """Return the tree of the whole source; what cannot be understood is left out of it."""
        self.parts = self._split()
        features = [self._feature(part) for part in self.parts if isinstance(part, FeatureLines)]
        raw = [part for part in self.parts if isinstance(part, RawBlock)]
        blocks = self._blocks([block for block in raw if block.keyword])
        for block in raw:
            self._unread.update(() if block.keyword else WORD.findall(block.header.text))
        span = Span(self.source, 0, len(self.source.text))
        return SourceFile(span, blocks, tuple(found for found in features if found), unread=frozenset(self._unread))

    def _split(self) -> list[RawBlock | FeatureLines]:
        if self.source.name.endswith(".feature"):
            return [FeatureLines(1, self.source.text.count("\n") + 1)]
        splitter = BlockSplitter(self.source)
        splitter.split()
        self.diagnostics += splitter.diagnostics
        return splitter.parts

    # definitions

    def _blocks(self, raw_blocks: list[RawBlock]) -> tuple[Block, ...]:
        blocks: list[Block] = []
        states: list[Block] = []
        owner: _Parsed | None = None
        for raw in [*raw_blocks, None]:
            if raw is not None and raw.keyword in NESTED:
                states += self._state(raw, owner)
                continue
            if owner is not None:
                blocks += self._finish(owner, tuple(states))
            states = []
            owner = None if raw is None else self._block(raw)
        return tuple(blocks)

    def _finish(self, block: _Parsed, states: tuple[Block, ...]) -> list[Block]:
        if block.header is None:
            return []
        is_damaged = len(block.clauses) < len(block.raw.clauses)
        return [Block(block.raw.line, block.raw.keyword, block.header, block.clauses, states, is_damaged)]

    def _state(self, raw: RawBlock, owner: _Parsed | None) -> list[Block]:
        if owner is None or owner.raw.keyword != "Workflow":
            hint = "put it after the `Workflow:` that it belongs to"
            self.diagnostics.append(MISPLACED.at(raw.line, f"`{raw.keyword}:` stands outside a workflow", hint))
            return []
        return self._finish(self._block(raw), ())

    def _block(self, raw: RawBlock) -> _Parsed:
        (header, header_problems), *clauses = self._readings(raw)
        self.diagnostics += header_problems
        for span, (node, problems) in zip(raw.clauses, clauses, strict=True):
            self.diagnostics += problems
            self._unread.update(() if node else WORD.findall(span.text))
        if header is None:
            self._unread.update(WORD.findall(raw.header.text))
        return _Parsed(raw, header, tuple(node for node, _ in clauses if node is not None))

    def _readings(self, raw: RawBlock) -> list[Reading]:
        """Return what was read of the header and of each clause; a line that goes on with those above is joined to it
        in the block."""
        rule = _rule_of(raw.keyword)
        spans, found = [raw.header], [self._header(raw, raw.header)]
        for line in raw.clauses:
            is_first = len(spans) == 1
            above = HEADER_RULES.get(raw.keyword, "plain_header") if is_first else rule
            reading = self._clause(raw.keyword, line)
            if reading[0] is None and goes_on((above, spans[-1]), (rule, line), self._clauses):
                whole = joined(spans[-1], line)
                spans[-1] = whole
                found[-1] = self._header(raw, whole) if is_first else self._clause(raw.keyword, whole)
            else:
                spans.append(line)
                found.append(reading)
        raw.header, *raw.clauses = spans
        return found

    def _clause(self, keyword: str, clause: Span) -> Reading:
        if clause.text.startswith("|"):
            if keyword == "Decision":
                return RowClause(clause, split_cells(clause)), []
            return None, [MISPLACED.at(clause, f"a table row cannot stand in {_article(keyword)}")]
        if keyword == "Enum":
            hint = "end the line before with a comma"
            return None, [CLAUSE_SYNTAX.at(clause, "an Enum has one line", hint)]
        return self._clauses.parse(_rule_of(keyword), clause)

    def _header(self, raw: RawBlock, span: Span) -> Reading:
        if not span.text:
            return None, [CLAUSE_SYNTAX.at(raw.line, f"`{raw.keyword}:` lacks a name")]
        return self._clauses.parse(HEADER_RULES.get(raw.keyword, "plain_header"), span)

    # requirements

    def _feature(self, lines: FeatureLines) -> FeatureSection | None:
        document, problems = parse_document(self.source, lines.first, lines.last)
        feature = document.feature
        if feature is None:
            # Without a `Feature:` every line is wrong: the first says it.
            self.diagnostics += problems[:1]
            return None
        self.diagnostics += problems
        self.diagnostics += description_problems(self.source, feature)
        start, end = self.source.offset(lines.first), self._end_of_line(lines.last)
        needs = [name for line in feature.description_lines for name in self._needs(line)]
        return FeatureSection(Span(self.source, start, end), document, tuple(needs), self._invariants(feature))

    def _end_of_line(self, number: int) -> int:
        return self.source.offset(number) + len(self.source.line(number))

    def _needs(self, line: TextLine) -> list[Name]:
        match = NEEDS.fullmatch(line.text)
        if match is None:
            return []
        base = self.source.offset(line.line) + match.start(1)
        found = REQUIREMENT_ID.finditer(match[1])
        return [Name(Span(self.source, base + item.start(), base + item.end()), item[0]) for item in found]

    def _invariants(self, feature: Feature) -> tuple[tuple[int, AlwaysClause | NeverClause], ...]:
        found: list[tuple[int, AlwaysClause | NeverClause]] = []
        for rule in feature.rules:
            for span in self._invariant_spans(rule.description_lines):
                clause, problems = self._clauses.parse("rule_clause", span)
                self.diagnostics += problems
                found += [] if clause is None else [(rule.line, clause)]
        return tuple(found)

    def _invariant_spans(self, lines: Iterable[TextLine]) -> list[Span]:
        """Return the formal clauses among the lines of a description, each with the lines that go on with it."""
        spans: list[Span] = []
        is_open = False
        for line in lines:
            text = line.text.rstrip()
            start = self.source.offset(line.line)
            span = Span(self.source, start + len(text) - len(text.lstrip()), start + len(text))
            if INVARIANT.match(text):
                spans.append(span)
                is_open = True
            elif is_open and goes_on(("rule_clause", spans[-1]), ("rule_clause", span), self._clauses):
                spans[-1] = joined(spans[-1], span)
            else:
                is_open = False
        return spans


def split_cells(row: Span) -> tuple[Span, ...]:
    """Return the trimmed cells of a table row."""
    cells: list[Span] = []
    start = row.start + 1
    for part in row.text.strip().removeprefix("|").removesuffix("|").split("|"):
        indent = len(part) - len(part.lstrip())
        cells.append(Span(row.source, start + indent, start + indent + len(part.strip())))
        start += len(part) + 1
    return tuple(cells)


def _rule_of(keyword: str) -> str:
    """Return the rule of the grammar for the clauses of a block; an Enum has none but its header."""
    return "enum_header" if keyword == "Enum" else f"{keyword.lower()}_clause"


def _article(keyword: str) -> str:
    return f"{'an' if keyword[0] in 'AEIOU' else 'a'} {keyword}"
