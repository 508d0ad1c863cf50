"""The front door: the text of a Gherkin document in, its tree and every mistake in it out."""

from collections.abc import Set
from typing import Final

from ...diagnostics import Diagnostic, Source
from .document import Background, Examples, Feature, GherkinDocument, Rule, Scenario, TableRow, Tag, TextLine
from .problems import SyntaxProblem, diagnose
from .scanner import ScannedLines, scan
from .steps import parse_steps
from .tables import check_cell_count, parse_rows
from .tags import parse_tags

AFTER_FEATURE: Final = frozenset({"background", "tags", "scenario", "rule", "end"})
AFTER_BACKGROUND: Final = frozenset({"tags", "scenario", "rule", "end"})
AFTER_SCENARIO: Final = frozenset({"tags", "examples", "scenario", "rule", "end"})


def parse_document(
    source: Source, start_line: int = 1, end_line: int | None = None
) -> tuple[GherkinDocument, list[Diagnostic]]:
    """Parse a text, or only its lines from `start_line` to `end_line`, both of which belong to the region.

    Positions in the tree and in the diagnostics are those of the whole text. There is always a tree, of what could
    be understood; it is the tree of the text only where there are no diagnostics.
    """
    document, problems = parse_lines(source, start_line, end_line)
    return document, [diagnose(problem, source) for problem in problems]


def parse_lines(
    source: Source, start_line: int = 1, end_line: int | None = None
) -> tuple[GherkinDocument, list[SyntaxProblem]]:
    """Do as `parse_document`, with each mistake at the line and column where cucumber sees it."""
    lines = scan(source, start_line, end_line)
    if isinstance(lines, SyntaxProblem):
        return GherkinDocument(None, ()), [lines]
    feature = _parse_feature(lines)
    lines.problems.sort(key=lambda problem: (problem.line, problem.column))
    return GherkinDocument(feature, tuple(lines.comments)), lines.problems


def _parse_feature(lines: ScannedLines) -> Feature | None:
    while lines.kind not in {"language", "tags", "feature", "end"}:
        lines.skip({"language", "tags", "feature", "end"})
    if lines.kind in {"language", "tags"}:
        lines.index += lines.kind == "language"
        parse_tags(lines, {"feature"})
    if lines.kind == "end":
        return None
    line, column, tags, keyword, name = _parse_header(lines)
    description = _parse_description(lines, AFTER_FEATURE)
    background = _parse_background(lines)
    scenarios = _parse_scenarios(lines)
    rules: list[Rule] = []
    while lines.kind == "rule":
        rules.append(_parse_rule(lines))
    code = lines.language.code
    return Feature(line, column, tags, code, keyword, name, description, background, scenarios, tuple(rules))


def _parse_rule(lines: ScannedLines) -> Rule:
    header = _parse_header(lines)
    description = _parse_description(lines, AFTER_FEATURE)
    background = _parse_background(lines)
    return Rule(*header, description, background, _parse_scenarios(lines))


def _parse_background(lines: ScannedLines) -> Background | None:
    if lines.kind != "background":
        return None
    line, column, _, keyword, name = _parse_header(lines)
    description = _parse_description(lines, AFTER_BACKGROUND | {"step"})
    return Background(line, column, keyword, name, description, parse_steps(lines, AFTER_BACKGROUND))


def _parse_scenarios(lines: ScannedLines) -> tuple[Scenario, ...]:
    scenarios: list[Scenario] = []
    if lines.kind == "tags":
        parse_tags(lines, {"scenario", "rule"})
    while lines.kind == "scenario":
        header = _parse_header(lines)
        description = _parse_description(lines, AFTER_SCENARIO | {"step"})
        steps = parse_steps(lines, AFTER_SCENARIO)
        scenarios.append(Scenario(*header, description, steps, _parse_examples(lines)))
    return tuple(scenarios)


def _parse_examples(lines: ScannedLines) -> tuple[Examples, ...]:
    """Return the examples from here on; tags that are not for examples then wait for the next header."""
    examples: list[Examples] = []
    while True:
        if lines.kind == "tags":
            parse_tags(lines, {"examples", "scenario", "rule"})
        if lines.kind != "examples":
            return tuple(examples)
        header = _parse_header(lines)
        description = _parse_description(lines, AFTER_SCENARIO | {"row"})
        rows = _parse_example_rows(lines)
        examples.append(Examples(*header, description, rows[0] if rows else None, tuple(rows[1:])))


def _parse_example_rows(lines: ScannedLines) -> list[TableRow]:
    rows: list[TableRow] = []
    while lines.kind not in AFTER_SCENARIO:
        if lines.kind == "row":
            rows += parse_rows(lines)
        else:
            lines.skip(AFTER_SCENARIO | {"row"})
    check_cell_count(rows, lines)
    return rows


def _parse_header(lines: ScannedLines) -> tuple[int, int, tuple[Tag, ...], str, str]:
    """Return line, column, tags, keyword and name of the header reached, and step over it."""
    keyword, name = lines.split_keyword()
    header = lines.line, lines.column, lines.take_tags(), keyword[:-1], name
    lines.index += 1
    return header


def _parse_description(lines: ScannedLines, followers: Set[str]) -> tuple[TextLine, ...]:
    texts: list[TextLine] = []
    has_begun = False
    while (kind := lines.kind) not in followers:
        if kind == "comment":
            has_begun = True
            lines.skip(followers)
            continue
        if has_begun or kind != "empty":
            has_begun = True
            texts.append(TextLine(lines.line, 1, lines.lines[lines.index].rstrip("\r")))
        lines.index += 1
    while texts and not texts[-1].text.strip():
        texts.pop()
    return tuple(texts)
