"""The tree of a Gherkin document: one immutable tuple per construct, each with its line and column.

Lines and columns count from 1 in Unicode code points, as cucumber counts them. Named tuples are used because
they are made twice as fast as frozen dataclasses, and a big file has a node for every line.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

StepType = Literal["Context", "Action", "Outcome", "Conjunction", "Unknown"]


class Comment(NamedTuple):
    """A comment; its text is the whole line with the white space before the `#`."""

    line: int
    column: int
    text: str


class Tag(NamedTuple):
    """A tag; its name holds the `@`."""

    line: int
    column: int
    name: str


class TextLine(NamedTuple):
    """One line of a description, with its white space."""

    line: int
    column: int
    text: str


class TableCell(NamedTuple):
    """A cell; its value is trimmed and its escapes are resolved."""

    line: int
    column: int
    value: str


class TableRow(NamedTuple):
    """A row of a table; the column is that of its first `|`, `columns` are those of its cells.

    Cells are kept as plain values, and made into nodes when asked for: there are more of them than of all else.
    """

    line: int
    column: int
    values: tuple[str, ...]
    columns: tuple[int, ...]

    @property
    def cells(self) -> tuple[TableCell, ...]:
        """Return the cells of the row."""
        return tuple([TableCell(self.line, *cell) for cell in zip(self.columns, self.values, strict=True)])


class DocString(NamedTuple):
    """A text between two delimiters; line and column are those of the opening one."""

    line: int
    column: int
    delimiter: str
    media_type: str
    content: str


class Step(NamedTuple):
    """A step; its keyword is as written, with the space after it where the language has one."""

    line: int
    column: int
    keyword: str
    type: StepType
    text: str
    table: tuple[TableRow, ...]
    doc_string: DocString | None


class Background(NamedTuple):
    """The steps that come before each scenario of a feature or rule."""

    line: int
    column: int
    keyword: str
    name: str
    description_lines: tuple[TextLine, ...]
    steps: tuple[Step, ...]

    @property
    def description(self) -> str:
        """Return the free text under the header."""
        return _joined(self.description_lines)


class Examples(NamedTuple):
    """One table of examples of an outline; `header` is None where there is no table."""

    line: int
    column: int
    tags: tuple[Tag, ...]
    keyword: str
    name: str
    description_lines: tuple[TextLine, ...]
    header: TableRow | None
    rows: tuple[TableRow, ...]

    @property
    def description(self) -> str:
        """Return the free text under the header."""
        return _joined(self.description_lines)


class Scenario(NamedTuple):
    """A scenario, or an outline where `examples` is not empty."""

    line: int
    column: int
    tags: tuple[Tag, ...]
    keyword: str
    name: str
    description_lines: tuple[TextLine, ...]
    steps: tuple[Step, ...]
    examples: tuple[Examples, ...]

    @property
    def description(self) -> str:
        """Return the free text under the header."""
        return _joined(self.description_lines)


class Rule(NamedTuple):
    """A rule with its scenarios."""

    line: int
    column: int
    tags: tuple[Tag, ...]
    keyword: str
    name: str
    description_lines: tuple[TextLine, ...]
    background: Background | None
    scenarios: tuple[Scenario, ...]

    @property
    def description(self) -> str:
        """Return the free text under the header."""
        return _joined(self.description_lines)


class Feature(NamedTuple):
    """A feature: its own scenarios first, then its rules; `language` is a code such as `en`."""

    line: int
    column: int
    tags: tuple[Tag, ...]
    language: str
    keyword: str
    name: str
    description_lines: tuple[TextLine, ...]
    background: Background | None
    scenarios: tuple[Scenario, ...]
    rules: tuple[Rule, ...]

    @property
    def description(self) -> str:
        """Return the free text under the header."""
        return _joined(self.description_lines)


class GherkinDocument(NamedTuple):
    """All of a file or of a region of one; `feature` is None where there is none."""

    feature: Feature | None
    comments: tuple[Comment, ...]


def _joined(lines: Iterable[TextLine]) -> str:
    return "\n".join([line.text for line in lines])
