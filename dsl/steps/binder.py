"""Binds the steps of scenarios to operations on a model, with findings for those that mean nothing."""

from collections.abc import Iterator, Sequence
from copy import copy

from msgspec import Struct

from ...diagnostics import Diagnostic
from ..gherkin.scanner import language_at
from ..model import Model, Step
from ..operations import Operation
from .ambiguity import find_ambiguities
from .captured import Captured
from .cast import Cast
from .declarations import ambiguous_phrase, phrase_problems
from .matcher import Pattern
from .problem import BAD_VALUE, TABLE, Problem
from .raw_step import RawStep
from .sentences import Candidate, Sentences
from .tables import read_table
from .vocabulary import Vocabulary


class _Bound(Struct, frozen=True):
    """The operations of a step, or what is wrong with it."""

    operations: tuple[Operation, ...] = ()
    problems: tuple[Problem, ...] = ()


class Binder:
    """Knows all sentences to which a model gives a meaning. `problems` are those of the model's own phrases."""

    problems: tuple[Diagnostic, ...]

    def __init__(self, model: Model) -> None:
        """Take a model; its scenarios are not looked at."""
        self._vocabulary = Vocabulary(model)
        self._sentences = Sentences(self._vocabulary)
        self.problems = (*phrase_problems(model), *self._ambiguities(model))

    def bind_scenario(self, steps: Sequence[RawStep]) -> tuple[tuple[Step, ...], list[Diagnostic]]:
        """Return the bound steps of one scenario, those of its Background first, and the findings.

        A step that does several things becomes several steps with the same text; one that cannot be bound
        keeps no operation.
        """
        cast = Cast(self._vocabulary)
        bound: list[Step] = []
        findings: list[Diagnostic] = []
        told: set[Problem] = set()
        for step in steps:
            result = self._bind(step, cast)
            findings.extend(problem.diagnostic(step) for problem in result.problems if problem not in told)
            told.update(problem for problem in result.problems if problem.is_told_once)
            for operation in result.operations or (None,):
                bound.append(Step(phase=step.phase, text=step.text, operation=operation, span=step.span))
        return tuple(bound), findings

    def _bind(self, step: RawStep, cast: Cast) -> _Bound:
        """Take the first meaning without a problem; else report the form with the most fixed words."""
        wrong: list[tuple[int, _Bound]] = []
        for candidate in self._sentences.candidates(step.phase, step.text, cast):
            problem = candidate.problem
            bound = _Bound(problems=(problem,)) if problem else self._build(step, candidate, cast)
            if not bound.problems:
                _learn(cast, candidate, bound.operations)
                return bound
            if not bound.problems[0].is_weak:
                wrong.append((candidate.reading.pattern.weight, bound))
        cast.introduce(step.text)
        if wrong:
            return max(wrong, key=lambda item: item[0])[1]
        return _Bound(problems=(self._unbound(step, cast),))

    def _unbound(self, step: RawStep, cast: Cast) -> Problem:
        language = language_at(step.span.source, step.span.start)
        return self._sentences.unbound(step.phase, step.text, cast, language)

    def _build(self, step: RawStep, candidate: Candidate, cast: Cast) -> _Bound:
        form = candidate.reading.pattern.form
        captured = copy(candidate.reading.captured)
        problems = _misplaced(step, has_table=form.has_table)
        if candidate.subject:
            captured.person = candidate.subject.person
            captured.identifier = cast.identifier(captured.person) if captured.person else ""
            if form.needs_person and captured.person is None:
                message = "this needs a person who is known by name"
                end = len(step.text[: candidate.subject.rest.start].rstrip())
                problems.append(Problem(BAD_VALUE, message, "", 0, end))
        if form.has_table:
            captured.rows, found = read_table(self._vocabulary, captured.entity, step)
            problems.extend(found)
        return _Bound(problems=tuple(problems)) if problems else _built(step, candidate.reading.pattern, captured)

    def _ambiguities(self, model: Model) -> Iterator[Diagnostic]:
        for ambiguity in find_ambiguities(self._sentences.patterns, model.roles):
            first, second = ambiguity.first.form, ambiguity.second.form
            both = [phase for phase in first.phases if phase in second.phases]
            is_sure = bool(first.action and second.action)
            is_own = bool(first.action or second.action)
            if both and is_own and (is_sure or self._has_two_meanings(both[0], ambiguity.sentence)):
                yield ambiguous_phrase(model, ambiguity)

    def _has_two_meanings(self, phase: str, sentence: str) -> bool:
        candidates = self._sentences.candidates(phase, sentence, Cast(self._vocabulary))
        return sum(candidate.reading.problem is None for candidate in candidates) > 1


def _built(step: RawStep, pattern: Pattern, captured: Captured) -> _Bound:
    built = pattern.form.build(captured)
    if isinstance(built, Problem):
        whole = Problem(built.kind, built.message, built.hint, 0, len(step.text))
        return _Bound(problems=(whole,))
    return _Bound((built,) if isinstance(built, Operation) else built)


def _misplaced(step: RawStep, *, has_table: bool) -> list[Problem]:
    """Return the problem of a table or a text under a step that has no use for it."""
    if step.rows and not has_table:
        return [Problem(TABLE, "this step takes no table", "", 0, len(step.text))]
    if step.doc_string is not None:
        return [Problem(TABLE, "this step takes no text below it", "", 0, len(step.text))]
    return []


def _learn(cast: Cast, candidate: Candidate, operations: tuple[Operation, ...]) -> None:
    if candidate.subject:
        cast.note(candidate.subject.person)
    for operation in operations:
        cast.learn(operation)
