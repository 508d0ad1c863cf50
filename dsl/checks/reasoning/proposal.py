"""Proposes scenarios: writes them, then binds and runs them, and keeps those that show what they should."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice

from msgspec.structs import replace

from ....diagnostics import Source, Span
from ...expressions import Expression, FieldRead, Value, Variable, substitute
from ...interpreter.interpreter import Interpreter
from ...interpreter.outcomes import Accepted, Outcome, Rejected
from ...interpreter.run import run_scenario
from ...interpreter.stage import Performed
from ...interpreter.thresholds import Threshold
from ...model import Action, BySystem, Model, OwnerOf, Roles, Scenario
from ...steps.binder import Binder
from ...steps.raw_step import RawStep
from ...value_types import Reference, plain
from .conditions import is_input_or_stored, subjects_of
from .proposed_text import sentence_of, written
from .record_sketch import RecordSketch
from .satisfiability import TooManyCasesError, assignments, negated
from .situation import Actor, NotWorkedOutError, Situation, path_of

MOST_TRIES = 12


class Proposals:
    """Writes scenarios for the actions of a model. Nothing is returned that does not bind, run and show its point."""

    def __init__(self, model: Model) -> None:
        self._model = model
        derived = frozenset(
            (entity.name, item.name) for entity in model.entities for item in entity.fields if item.derived
        )
        self._keeps_bounds = is_input_or_stored(derived)

    def rejection(self, action: Action, guard: int) -> str | None:
        """Return a scenario in which a condition of an action (counted from 0) rejects it."""
        conditions = [item.condition for item in action.guards[:guard]]
        rule = action.guards[guard]
        return self._scenario(action, [*conditions, negated(rule.condition)], rule.message, rule.id)

    def success(self, action: Action) -> str | None:
        """Return a scenario in which an action succeeds."""
        return self._scenario(action, [guard.condition for guard in action.guards], None, None)

    def at_threshold(self, action: Action, guard: int, threshold: Threshold, value: Value) -> str | None:
        """Return a scenario in which what a condition compares has a value, and that comparison decides."""
        limit = replace(threshold.limit, value=value)
        equal = replace(threshold.comparison, left=threshold.subject, operator="=", right=limit)
        rule = action.guards[guard]
        before = [item.condition for item in action.guards[:guard]]
        all_hold = [equal, *(item.condition for item in action.guards), negated(threshold.flipped)]
        only_this_fails = [equal, *before, negated(rule.condition), threshold.flipped]
        accepted = self._scenario(action, all_hold, None, None)
        return accepted or self._scenario(action, only_this_fails, rule.message, rule.id)

    def _scenario(
        self, action: Action, conditions: list[Expression], message: str | None, rule: str | None
    ) -> str | None:
        if isinstance(action.actor, BySystem):
            return None
        for steps in self._candidates(action, conditions, message):
            outcome = self._outcome(steps)
            is_shown = (
                isinstance(outcome, Rejected) and outcome.rule_id == rule if rule else isinstance(outcome, Accepted)
            )
            if is_shown:
                return written(message or f"{action.name} succeeds", steps)
        return None

    def _candidates(self, action: Action, conditions: list[Expression], message: str | None) -> Iterator[list[RawStep]]:
        actor = _actor(action)
        wanted = [*conditions, *self._checks(action)]
        subjects = subjects_of(wanted)
        try:
            for case in islice(assignments(wanted, self._keeps_bounds), MOST_TRIES):
                situation = Situation(self._model.system.clock, actor)
                try:
                    situation.arrange(subjects, case)
                    yield self._steps(action, actor, situation, message)
                except (NotWorkedOutError, OverflowError):
                    continue
        except TooManyCasesError:
            return

    def _checks(self, action: Action) -> Iterator[Expression]:
        """Yield what always holds for the records that an action is done to."""
        for parameter in action.parameters:
            kind = plain(parameter.type)
            if isinstance(kind, Reference):
                record = Variable(type=kind, span=action.span, name=parameter.name)
                yield from self._checks_of(record, kind.entity, 2)

    def _checks_of(self, record: Expression, name: str, depth: int) -> Iterator[Expression]:
        entity = self._model.entity(name)
        for check in entity.checks:
            yield substitute(check.condition, {"self": record})
        for item in entity.fields:
            if isinstance(item.type, Reference) and item.derived is None and depth:
                read = FieldRead(type=item.type, span=item.span, record=record, entity=name, name=item.name)
                yield from self._checks_of(read, item.type.entity, depth - 1)

    def _steps(self, action: Action, actor: Actor, situation: Situation, message: str | None) -> list[RawStep]:
        sketch = RecordSketch(self._model, situation, actor)
        sketch.people_and_records(action)
        who = "Ann" if actor.role is not None else "somebody"
        done = sentence_of(action, situation, sketch.names)
        then = "the action is accepted" if message is None else f'the action is rejected with "{message}"'
        texts = [*(("given", text) for text in sketch.steps), ("when", f"{who} {done}"), ("then", then)]
        return [_raw(phase, text) for phase, text in texts]

    @cached_property
    def _binder(self) -> Binder:
        return Binder(self._model)

    @cached_property
    def _interpreter(self) -> Interpreter:
        return Interpreter(self._model)

    def _outcome(self, steps: Sequence[RawStep]) -> Outcome | None:
        """Return how the action of a scenario ends; None where the scenario cannot be understood or fails."""
        bound, problems = self._binder.bind_scenario(steps)
        if problems:
            return None
        system = self._model.system
        scenario = Scenario(
            id="",
            span=system.span,
            title="",
            template="",
            tags=(),
            requirement="",
            rule=None,
            background=0,
            steps=bound,
        )
        result = run_scenario(self._interpreter, scenario)
        done = [entry.outcome for entry in result.trace if isinstance(entry, Performed)]
        return done[-1] if done and not result.failures else None


def _actor(action: Action) -> Actor:
    match action.actor:
        case Roles(names=(name, *_)):
            return Actor(name)
        case OwnerOf(role=role, owner=owner):
            return Actor(role, path_of(owner, Actor(role)))
        case _:
            return Actor(None)


def _raw(phase: str, text: str) -> RawStep:
    return RawStep(phase, text, Span(Source("proposal", text), 0, len(text)))
