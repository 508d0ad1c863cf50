"""Turns one source into its syntax tree, with every mistake that stands in it."""

import re
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ..diagnostics import Diagnostic, Source, Span
from .blocks import NESTED, BlockSplitter, FeatureLines, RawBlock
from .catalog import CLAUSE_SYNTAX, MISPLACED
from .clauses import ClauseParser
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


class _Parsed(Struct):
    """A block that may still get states."""

    raw: RawBlock
    header: Header | None
    clauses: tuple[Node, ...]


class SourceParser:
    """Parses one source; `diagnostics` gathers what is wrong with it."""

    def __init__(self, source: Source, clauses: ClauseParser) -> None:
        self.source = source
        self.diagnostics: list[Diagnostic] = []
        self._clauses = clauses
        self._unread: set[str] = set()

    def parse(self) -> SourceFile:
        """Return the tree of the whole source; what cannot be understood is left out of it."""
        parts = self._parts()
        features = [self._feature(part) for part in parts if isinstance(part, FeatureLines)]
        raw = [part for part in parts if isinstance(part, RawBlock)]
        blocks = self._blocks([block for block in raw if block.keyword])
        for block in raw:
            self._unread.update(() if block.keyword else WORD.findall(block.header.text))
        span = Span(self.source, 0, len(self.source.text))
        return SourceFile(span, blocks, tuple(found for found in features if found), unread=frozenset(self._unread))

    def _parts(self) -> list[RawBlock | FeatureLines]:
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
        rule = HEADER_RULES.get(raw.keyword, "plain_header")
        header = self._one(rule, raw.header, raw)
        clauses = self._all_clauses(raw)
        return _Parsed(raw, header, tuple(clause for clause in clauses if clause is not None))

    def _all_clauses(self, raw: RawBlock) -> list[Node | None]:
        """Return a node for each clause; of one that was cut in two by a line end, the rest is not told of."""
        found: list[Node | None] = []
        rest_of: Diagnostic | None = None
        for clause in raw.clauses:
            before = len(self.diagnostics)
            found.append(self._clause(raw.keyword, clause))
            new = self.diagnostics[before:]
            if rest_of and new and new[0].span.start == clause.start:
                hint = "write it on one line with the next"
                self.diagnostics[before - 1 :] = [replace(rest_of, hint=hint)]
            rest_of = next((problem for problem in new if problem.span.start == clause.end), None)
        return found

    def _clause(self, keyword: str, clause: Span) -> Node | None:
        if clause.text.startswith("|"):
            if keyword == "Decision":
                return RowClause(clause, split_cells(clause))
            self.diagnostics.append(MISPLACED.at(clause, f"a table row cannot stand in {_article(keyword)}"))
            return None
        if keyword == "Enum":
            self.diagnostics.append(
                CLAUSE_SYNTAX.at(clause, "an Enum has one line", "end the line before with a comma")
            )
            return None
        return self._one(f"{keyword.lower()}_clause", clause)

    def _one(self, rule: str, span: Span, raw: RawBlock | None = None) -> Any:
        if raw is not None and not span.text:
            self.diagnostics.append(CLAUSE_SYNTAX.at(raw.line, f"`{raw.keyword}:` lacks a name"))
            return None
        node, problems = self._clauses.parse(rule, span)
        self.diagnostics += problems
        if node is None:
            self._unread.update(WORD.findall(span.text))
        return node

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
            for line in rule.description_lines:
                if INVARIANT.match(line.text):
                    found += [(rule.line, clause) for clause in self._invariant(line)]
        return tuple(found)

    def _invariant(self, line: TextLine) -> list[AlwaysClause | NeverClause]:
        text = line.text.rstrip()
        start = self.source.offset(line.line)
        indent = len(text) - len(text.lstrip())
        clause, problems = self._clauses.parse("rule_clause", Span(self.source, start + indent, start + len(text)))
        self.diagnostics += problems
        return [] if clause is None else [clause]


def split_cells(row: Span) -> tuple[Span, ...]:
    """Return the trimmed cells of a table row."""
    cells: list[Span] = []
    start = row.start + 1
    for part in row.text.strip().removeprefix("|").removesuffix("|").split("|"):
        indent = len(part) - len(part.lstrip())
        cells.append(Span(row.source, start + indent, start + indent + len(part.strip())))
        start += len(part) + 1
    return tuple(cells)


def _article(keyword: str) -> str:
    return f"{'an' if keyword[0] in 'AEIOU' else 'a'} {keyword}"
