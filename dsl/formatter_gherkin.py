"""Lays out Gherkin: headers, descriptions, steps, tables and doc strings."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from ..diagnostics import Source
from .formatter_lines import STEP, Gap, Line, Role
from .formatter_tables import align_gherkin_rows
from .gherkin.document import Background, DocString, Examples, Feature, Rule, Scenario, Step, TableRow, Tag, TextLine
from .gherkin.languages import english, find_language
from .gherkin.tags import COMMENT_AFTER_TAGS

BLANK = " \t"


def lay_out_gherkin(source: Source, feature: Feature | None, first: int, last: int) -> list[Line]:
    """Return the lines of a feature that covers the lines from `first` to `last`; there may be comments alone."""
    layout = GherkinLayout(source, feature.language if feature else "en")
    if feature:
        layout.add_feature(feature)
    found = {line.number: line for line in layout.lines}
    for number in range(first, last + 1):
        text = source.line(number).strip()
        if text and number not in found:
            # The tree has a place for all else.
            found[number] = Line(number, text, role=Role.COMMENT)
    return [found[number] for number in sorted(found)]


class GherkinLayout:
    """Gathers the `lines` of the nodes of one feature."""

    def __init__(self, source: Source, language: str) -> None:
        self.lines: list[Line] = []
        self._source = source
        self._language = find_language(language) or english()

    def add_feature(self, feature: Feature) -> None:
        """Add a feature and all below it."""
        self._header(feature, feature.tags, 0, Gap.ONE)
        self._background(feature.background, STEP)
        self._scenarios(feature.scenarios, STEP)
        for rule in feature.rules:
            self._header(rule, rule.tags, STEP, Gap.ONE)
            self._background(rule.background, 2 * STEP)
            self._scenarios(rule.scenarios, 2 * STEP)

    def _background(self, background: Background | None, indent: int) -> None:
        if background:
            self._header(background, (), indent, Gap.ONE)
            self._steps(background.steps, indent + STEP)

    def _scenarios(self, scenarios: Iterable[Scenario], indent: int) -> None:
        for scenario in scenarios:
            self._header(scenario, scenario.tags, indent, Gap.ONE)
            self._steps(scenario.steps, indent + STEP)
            for examples in scenario.examples:
                self._examples(examples, indent + STEP)

    def _examples(self, examples: Examples, indent: int) -> None:
        self._header(examples, examples.tags, indent, Gap.KEEP)
        if examples.header:
            self._table((examples.header, *examples.rows), indent + STEP)

    def _header(
        self,
        node: Feature | Rule | Background | Scenario | Examples,
        tags: Sequence[Tag],
        indent: int,
        gap: Gap,
    ) -> None:
        for line, names in groupby(tags, lambda tag: tag.line):
            parts = COMMENT_AFTER_TAGS.split(self._source.line(line), maxsplit=1)
            comment = f" #{parts[1].rstrip()}" if len(parts) > 1 else ""
            self.lines.append(Line(line, " ".join(tag.name for tag in names) + comment, indent, gap, Role.HEADER))
            gap = Gap.NONE
        text = f"{node.keyword}: {node.name}".rstrip()
        self.lines.append(Line(node.line, text, indent, gap, Role.HEADER))
        self._description(node.description_lines, indent + STEP)

    def _description(self, lines: Sequence[TextLine], indent: int) -> None:
        for line in lines:
            text = line.text.strip(BLANK)
            if text.strip():
                depth = len(line.text[: len(line.text) - len(line.text.lstrip(BLANK))].expandtabs(2 * STEP))
                self.lines.append(Line(line.line, text.rstrip(), indent, role=Role.TEXT, depth=depth))

    def _steps(self, steps: Iterable[Step], indent: int) -> None:
        for step in steps:
            self.lines.append(Line(step.line, self._step_text(step), indent))
            self._table(step.table, indent + STEP)
            if step.doc_string:
                self._doc_string(step.doc_string, indent + STEP)

    def _step_text(self, step: Step) -> str:
        """Return a step with one space after its keyword, unless that made it another keyword."""
        text = f"{step.keyword}{step.text}"
        match = self._language.pattern.match(text)
        if match and match.end() == len(step.keyword):
            return text
        return self._source.line(step.line)[step.column - 1 :].rstrip()

    def _table(self, rows: Sequence[TableRow], indent: int) -> None:
        texts = [self._source.line(row.line)[row.column - 1 :].rstrip() for row in rows]
        for row, text in zip(rows, align_gherkin_rows(texts), strict=True):
            self.lines.append(Line(row.line, text, indent, Gap.NONE))

    def _doc_string(self, text: DocString, indent: int) -> None:
        self.lines.append(Line(text.line, f"{text.delimiter}{text.media_type}", indent, Gap.NONE))
        number = text.line + 1
        while not (line := self._source.line(number)).lstrip().startswith(text.delimiter):
            self.lines.append(Line(number, _content(line, text.column - 1), indent, Gap.NONE, Role.VERBATIM))
            number += 1
        self.lines.append(Line(number, line.strip(), indent, Gap.NONE))


def _content(line: str, indent: int) -> str:
    """Return a line of a doc string as its reader gets it: without the indentation of the delimiter."""
    text = line.lstrip()
    return (text if len(line) - len(text) < indent else line[indent:]).rstrip("\r")
