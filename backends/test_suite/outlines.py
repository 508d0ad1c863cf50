"""Turns the code of one scenario, or of all rows of an outline, into one test."""

import re
from collections.abc import Sequence

from msgspec import Struct

from ...dsl.model import Scenario
from ..names import python_name
from .script import HOLE, OWN_NAMES

TEXT = re.compile(r'"(?:\\.|[^"\\\n])*"')
COMMENT = re.compile(r"^\s*#.*$", re.M)
PLACEHOLDER = re.compile(r"<([^<>]+)>")


class StepCode(Struct, frozen=True):
    """A step: its text as written, and its code, in which literals are marked."""

    comment: str
    lines: tuple[str, ...]

    @property
    def skeleton(self) -> tuple[str, ...]:
        """Return the code without its literals."""
        return tuple(HOLE.sub("\ue000", line) for line in self.lines)


class Hole(Struct, frozen=True):
    """A literal in the code of a row: how its parameter could be called, its annotation, its text."""

    hint: str
    annotation: str
    value: str
    text: str


class ParameterColumn(Struct, frozen=True):
    """A parameter of a test: its name, its annotation, and its text for each row."""

    name: str
    annotation: str
    texts: tuple[str, ...]


class Merged(Struct, frozen=True):
    """The code of all rows of an outline as one: the steps, and what differs between the rows."""

    steps: tuple[StepCode, ...]
    parameters: tuple[ParameterColumn, ...]


def code_of(text: str) -> str:
    """Return code without the contents of its texts and without comments."""
    return COMMENT.sub("", TEXT.sub('""', text))


def merge_rows(scenarios: Sequence[Scenario], rows: Sequence[Sequence[StepCode]]) -> Merged | None:
    """Return the one code of several rows, or None where they differ by more than their literals."""
    if len(rows) == 1:
        alone = (StepCode(step.comment, tuple(HOLE.sub(r"\2", line) for line in step.lines)) for step in rows[0])
        return Merged(tuple(alone), ())
    skeletons = {tuple((step.comment, step.skeleton) for step in row) for row in rows}
    if len(skeletons) > 1:
        return None
    columns: dict[tuple[str, ...], ParameterColumn] = {}
    code = code_of("\n".join(HOLE.sub("", line) for step in rows[0] for line in step.lines))
    taken = set(re.findall(r"(?<![\w.])\w+(?=[.(]| = )", code))
    steps: list[StepCode] = []
    for number, step in enumerate(rows[0]):
        told = [_told(scenario, step.comment) for scenario in scenarios]
        lines = [
            _filled([row[number].lines[index] for row in rows], told, columns, taken)
            for index in range(len(step.lines))
        ]
        steps.append(StepCode(step.comment, tuple(lines)))
    return Merged(tuple(steps), tuple(columns.values()))


def _filled(
    lines: Sequence[str],
    told: Sequence[dict[str, str]],
    columns: dict[tuple[str, ...], ParameterColumn],
    taken: set[str],
) -> str:
    """Return a line with its marked literals, and with parameters where the rows differ."""
    found = [[_hole(match) for match in HOLE.finditer(line)] for line in lines]
    parts = iter(zip(*found, strict=True))

    def fill(match: re.Match[str]) -> str:
        holes = next(parts)
        texts = tuple(hole.text for hole in holes)
        if len(set(texts)) == 1:
            return match[2]
        if texts not in columns:
            name = _free(_name(holes, told), taken)
            kinds = " | ".join(dict.fromkeys(hole.annotation for hole in holes))
            columns[texts] = ParameterColumn(name, kinds, texts)
        return columns[texts].name

    return HOLE.sub(fill, lines[0])


def _hole(match: re.Match[str]) -> Hole:
    hint, annotation, value = match[1].split("|HOLE|")
    return Hole(hint, annotation, value, match[2])


def _name(holes: tuple[Hole, ...], told: Sequence[dict[str, str]]) -> str:
    """Return the name of the outline's column that a literal comes from, else what the literal is for."""
    values = [hole.value for hole in holes]
    names = list(told[0])
    for name in names:
        if [row.get(name) for row in told] == values:
            return name
    return names[0] if len(names) == 1 else holes[0].hint


def _free(wish: str, taken: set[str]) -> str:
    name = python_name(wish)
    while name in taken | OWN_NAMES:
        name += "_"
    taken.add(name)
    return name


def _told(scenario: Scenario, comment: str) -> dict[str, str]:
    """Return what stands in a row for each placeholder of a step."""
    if not PLACEHOLDER.search(comment):
        return {}
    for step in scenario.steps:
        if comment_of(scenario, step.span.start) != comment:
            continue
        names = PLACEHOLDER.findall(step.span.text)
        pattern = "(.*)".join(re.escape(part) for part in re.split(r"<[^<>]+>", step.span.text))
        match = re.fullmatch(pattern, step.text)
        if match:
            return dict(zip(names, match.groups(), strict=True))
    return {}


def comment_of(scenario: Scenario, start: int) -> str:
    """Return the line of a step as it was written, keyword and placeholders included."""
    span = next(step.span for step in scenario.steps if step.span.start == start)
    return span.source.line(span.line).strip().removeprefix("* ")
