"""Pickles: the plain scenarios that a document stands for, with backgrounds put in and outlines filled in."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from .document import Background, DocString, Examples, Feature, GherkinDocument, Scenario, Step, StepType, TableRow, Tag


class PickleDocString(Struct, frozen=True):
    """A doc string with the values of its examples row filled in."""

    media_type: str
    content: str


class PickleStep(Struct, frozen=True):
    """One step to be run: `step` is where it is written, `row` the examples row that filled it in.

    The type is never Conjunction: `And` and `But` take that of the step before them.
    """

    step: Step
    row: TableRow | None
    type: StepType
    text: str
    table: tuple[tuple[str, ...], ...]
    doc_string: PickleDocString | None


class Pickle(Struct, frozen=True):
    """One scenario to be run; `examples` and `row` are None where it is not of an outline."""

    scenario: Scenario
    examples: Examples | None
    row: TableRow | None
    name: str
    language: str
    tags: tuple[Tag, ...]
    steps: tuple[PickleStep, ...]


# The names of an outline's columns, each with the value that a row gives it.
_Values = Sequence[tuple[str, str]]


def compile_pickles(document: GherkinDocument) -> list[Pickle]:
    """Return the pickles of a document in the order of the text."""
    feature = document.feature
    if feature is None:
        return []
    steps = _steps_of(feature.background)
    pickles = list(_pickles_of_all(feature.scenarios, feature.tags, steps, feature))
    for rule in feature.rules:
        inherited = feature.tags + rule.tags
        pickles += _pickles_of_all(rule.scenarios, inherited, steps + _steps_of(rule.background), feature)
    return pickles


def _steps_of(background: Background | None) -> tuple[Step, ...]:
    return background.steps if background else ()


def _pickles_of_all(
    scenarios: Iterable[Scenario], tags: tuple[Tag, ...], background: tuple[Step, ...], feature: Feature
) -> Iterator[Pickle]:
    for scenario in scenarios:
        own = tags + scenario.tags
        if not scenario.examples:
            steps = _pickle_steps(scenario, background, None, ())
            yield Pickle(scenario, None, None, scenario.name, feature.language, own, steps)
        for examples in scenario.examples:
            names = examples.header.values if examples.header else ()
            for row in examples.rows:
                # A row of the wrong length has been reported; what it lacks is left as it is.
                values = tuple(zip(names, row.values, strict=False))
                steps = _pickle_steps(scenario, background, row, values)
                name = _fill_in(scenario.name, values)
                yield Pickle(scenario, examples, row, name, feature.language, own + examples.tags, steps)


def _pickle_steps(
    scenario: Scenario, background: tuple[Step, ...], row: TableRow | None, values: _Values
) -> tuple[PickleStep, ...]:
    if not scenario.steps:
        return ()
    steps: list[PickleStep] = []
    step_type: StepType = "Unknown"
    for step in background:
        step_type = step_type if step.type == "Conjunction" else step.type
        steps.append(_pickle_step(step, step_type, None, ()))
    for step in scenario.steps:
        step_type = step_type if step.type == "Conjunction" else step.type
        steps.append(_pickle_step(step, step_type, row, values))
    return tuple(steps)


def _pickle_step(step: Step, step_type: StepType, row: TableRow | None, values: _Values) -> PickleStep:
    table = tuple([tuple([_fill_in(value, values) for value in line.values]) for line in step.table])
    doc_string = _pickle_doc_string(step.doc_string, values) if step.doc_string else None
    return PickleStep(step, row, step_type, _fill_in(step.text, values), table, doc_string)


def _pickle_doc_string(doc_string: DocString, values: _Values) -> PickleDocString:
    return PickleDocString(_fill_in(doc_string.media_type, values), _fill_in(doc_string.content, values))


def _fill_in(text: str, values: _Values) -> str:
    for name, value in values:
        text = text.replace(f"<{name}>", value)
    return text
