"""What of a specification becomes a function: the element it is, and what it works out."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from ...diagnostics import Span
from ...dsl.expressions import Decide, Expression, Variable
from ...dsl.model import Action, BySystem, Entity, Guard, Model, SetData, Workflow
from ...dsl.value_types import Reference, ValueType


class Rule(Struct, frozen=True):
    """One expression of the specification; `declared` are the types of the variables it may read."""

    id: str
    expression: Expression
    span: Span
    declared: Mapping[str, ValueType]


def rules_of(model: Model) -> Iterator[Rule]:
    """Yield all that is no decision and no derived field: checks, what actions and workflows ask, invariants."""
    for entity in model.entities:
        yield from _checks(entity)
    for action in model.actions:
        yield from _of_action(action)
    for workflow in model.workflows:
        yield from _of_workflow(workflow)
    for rule in model.rules:
        for item in rule.invariants:
            yield Rule(item.id, item.condition, item.span, {item.row: Reference(item.entity)})


def expressions_of(model: Model) -> dict[str, Rule]:
    """Return all that becomes a function, by its id: a decision as the question for its result."""
    found = {rule.id: rule for rule in rules_of(model)}
    for entity in model.entities:
        for field in entity.fields:
            if field.derived is not None:
                found[field.id] = Rule(field.id, field.derived, field.span, {})
    for decision in model.decisions:
        given = tuple(Variable(type=item.type, span=decision.span, name=item.name) for item in decision.parameters)
        asked = Decide(type=decision.returns, span=decision.span, decision=decision.name, arguments=given)
        declared = {item.name: item.type for item in decision.parameters}
        found[decision.id] = Rule(decision.id, asked, decision.span, declared)
    return found


def _checks(entity: Entity) -> Iterator[Rule]:
    for check in entity.checks:
        yield Rule(check.id, check.condition, check.span, {})


def _of_action(action: Action) -> Iterator[Rule]:
    declared = {item.name: item.type for item in action.parameters}
    if isinstance(action.actor, BySystem) and action.actor.condition is not None:
        condition = action.actor.condition
        yield Rule(f"{action.id}/when", condition, condition.span, declared)
    guards: tuple[Guard, ...] = (*action.guards, *action.ensures)
    for guard in guards:
        yield Rule(guard.id, guard.condition, guard.span, declared)


def _of_workflow(workflow: Workflow) -> Iterator[Rule]:
    declared: dict[str, ValueType] = {item.name: item.type for item in workflow.data}
    for state in workflow.states:
        for step in state.steps:
            if isinstance(step, SetData):
                yield Rule(step.id, step.value, step.span, declared)
        for way in state.transitions:
            if way.condition is not None:
                yield Rule(way.id, way.condition, way.span, declared)
    for check in workflow.never:
        yield Rule(check.id, check.condition, check.span, declared)
