"""Binds the steps of all scenarios: from pickles to operations on the model."""

import re
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from ..diagnostics import Diagnostic, Source, Span
from .gherkin.pickles import Pickle, PickleStep
from .gherkin.spans import span_of
from .model import Model, Scenario, Step
from .steps.binder import Binder
from .steps.names import base_forms, third_person
from .steps.problem import MALFORMED, PARAMETERS, UNBOUND, UNKNOWN
from .steps.raw_step import Cell, RawStep

WORD = re.compile(r"[^\W\d]\w*")
SAYS = re.compile(r'\s*says\s+"\W*(\w+)')
PHASES = {"Context": "given", "Action": "when", "Outcome": "then"}


def bind_scenarios(
    model: Model, pickles: Mapping[str, tuple[Source, Pickle]], unread: frozenset[str] = frozenset()
) -> tuple[Model, list[Diagnostic]]:
    """Return the model with the steps of its scenarios bound, and what could not be bound.

    A step of a Background, or of an outline, is bound once per scenario but told of once. `unread` are names whose
    declarations have mistakes: that a step cannot use them is no news.
    """
    binder = Binder(model)
    found: dict[tuple[object, ...], Diagnostic] = {}
    for problem in binder.problems:
        found.setdefault(_key(problem), problem)
    unread |= _broken_verbs(binder.problems)
    scenarios: list[Scenario] = []
    for scenario in model.scenarios:
        source, pickle = pickles[scenario.id]
        steps, problems = binder.bind_scenario(_raw_steps(source, pickle))
        for problem in problems:
            if not _is_caused_by(unread, problem):
                found.setdefault(_key(problem), problem)
        scenarios.append(replace(scenario, steps=steps, background=_bound_background(scenario, pickle, steps)))
    return replace(model, scenarios=tuple(scenarios)), list(found.values())


def _broken_verbs(problems: Iterable[Diagnostic]) -> frozenset[str]:
    """Return the words with which phrases begin that have mistakes: steps cannot use them."""
    codes = (MALFORMED[0], PARAMETERS[0])
    lines = [problem.span.source.line(problem.span.line) for problem in problems if problem.code in codes]
    first = [match[1] for line in lines if (match := SAYS.match(line))]
    return frozenset(word for verb in first for word in (verb, *base_forms(verb)))


def _is_caused_by(unread: frozenset[str], problem: Diagnostic) -> bool:
    """Tell whether a step is not understood because of a name whose declaration has a mistake."""
    words = {word.lower() for word in WORD.findall(problem.span.text)}
    names = {name.lower() for name in unread}
    # An action that is not read leaves its verb unknown.
    verbs = {third_person(name.split("_")[0]) for name in names}
    return problem.code in (UNBOUND[0], UNKNOWN[0]) and bool(words & (names | verbs))


def _key(problem: Diagnostic) -> tuple[object, ...]:
    return (problem.code, problem.span.source.name, problem.span.start, problem.span.end, problem.message)


def _bound_background(scenario: Scenario, pickle: Pickle, steps: tuple[Step, ...]) -> int:
    """Return how many bound steps come from the Background: one written step may have become several."""
    if not scenario.background:
        return 0
    own = {step.step.line for step in pickle.steps[scenario.background :]}
    return sum(step.span.line not in own for step in steps)


def _raw_steps(source: Source, pickle: Pickle) -> list[RawStep]:
    steps: list[RawStep] = []
    phase = "given"
    for step in pickle.steps:
        phase = PHASES.get(step.type, phase)
        steps.append(_raw_step(source, step, phase))
    return steps


def _raw_step(source: Source, step: PickleStep, phase: str) -> RawStep:
    written = step.step
    start = source.offset(written.line, written.column) + len(written.keyword)
    span = Span(source, start, start + len(written.text))
    rows = tuple(
        tuple(Cell(value, span_of(source, cell)) for value, cell in zip(values, row.cells, strict=True))
        for values, row in zip(step.table, written.table, strict=True)
    )
    doc_string = step.doc_string.content if step.doc_string else None
    return RawStep(phase, step.text, span, rows, doc_string)
