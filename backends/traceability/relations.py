"""How what a specification declares hangs together: what refines, needs and uses what."""

from collections.abc import Iterable, Iterator

from ...dsl import operations as op
from ...dsl.expressions import Decide, Expression, FieldRead, walk
from ...dsl.model import (
    Action,
    BySystem,
    CallService,
    Change,
    Create,
    Delete,
    DoAction,
    Form,
    Model,
    PageButton,
    Parallel,
    QuestionBox,
    Scenario,
    Table,
    WorkflowStep,
)
from ...dsl.parts import parts_of
from .graph import Edge


def specification_edges(model: Model) -> Iterator[Edge]:
    """Yield what refines and uses what."""
    for requirement in model.requirements:
        if requirement.parent:
            yield Edge(requirement.id, "refines", requirement.parent)
        for need in requirement.needs:
            yield Edge(requirement.id, "needs", need)
    for rule in model.rules:
        yield Edge(rule.id, "refines", rule.requirement)
        for invariant in rule.invariants:
            yield Edge(rule.id, "uses", _entity_id(model, invariant.entity))
    for scenario in (*model.scenarios, *model.imported):
        yield Edge(scenario.id, "refines", scenario.rule or scenario.requirement)
        for target in sorted(_used_by(scenario, model)):
            yield Edge(scenario.id, "uses", target)
    for action in model.actions:
        for target in sorted(_used_by_action(action, model)):
            yield Edge(action.id, "uses", target)
    yield from _page_edges(model)
    for workflow in model.workflows:
        yield Edge(workflow.id, "uses", f"action:{workflow.starts_on}")
        yield Edge(workflow.id, "uses", _entity_id(model, workflow.entity))
        for target in sorted({target for state in workflow.states for target in _used_by_steps(state.steps)}):
            yield Edge(workflow.id, "uses", target)


def _used_by_steps(steps: Iterable[WorkflowStep]) -> Iterator[str]:
    """Yield the actions and services that steps of a workflow call, and the actions that would undo them."""
    for step in steps:
        match step:
            case Parallel():
                yield from _used_by_steps(inner for branch in step.branches for inner in branch.steps)
            case DoAction():
                yield f"action:{step.action}"
            case CallService():
                yield f"service:{step.service}"
            case _:
                pass
        if isinstance(step, DoAction | CallService) and step.undo is not None:
            yield f"action:{step.undo[0]}"


def _page_edges(model: Model) -> Iterator[Edge]:
    for page in model.pages:
        for part in page.parts:
            match part:
                case Form(action=str(action)) | PageButton(action=action):
                    yield Edge(page.id, "uses", f"action:{action}")
                case Table():
                    yield Edge(page.id, "uses", _entity_id(model, part.entity))
                    yield from (Edge(page.id, "uses", f"action:{button.action}") for button in part.buttons)
                case QuestionBox(entities=entities):
                    yield from (Edge(page.id, "uses", _entity_id(model, name)) for name in entities)
                case _:
                    pass


def _entity_id(model: Model, name: str) -> str:
    return model.entity(name).id


def _used_by(scenario: Scenario, model: Model) -> set[str]:
    """Return the ids of what the steps of a scenario act on or look at."""
    found: set[str] = set()
    for step in scenario.steps:
        operation = step.operation
        match operation:
            case op.Perform(action=action):
                found.add(f"action:{action}")
            case op.OpenPage(page=page) | op.ExpectPage(page=page):
                found.add(f"page:{page}")
            case op.HaveServiceAnswer(service=service) | op.ExpectServiceCalled(service=service):
                found.add(f"service:{service}")
            case op.ExpectState(workflow=workflow):
                found.add(f"workflow:{workflow}")
            case op.ExpectQuery(query=query):
                found.add(f"query:{query}")
            case _:
                pass
        found |= {_entity_id(model, name) for name in _entities_in(operation)}
    if any(isinstance(step.operation, op.PassTime) for step in scenario.steps):
        found |= {action.id for action in model.actions if _acts_alone(action) and _changed(action, model) & found}
    return found | set(_guards_met(scenario, model))


def _acts_alone(action: Action) -> bool:
    """Tell whether the system does an action on its own, as soon as its time has come."""
    return isinstance(action.actor, BySystem) and action.actor.condition is not None


def _changed(action: Action, model: Model) -> set[str]:
    effects = [effect for effect in action.effects if isinstance(effect, Create | Change | Delete)]
    return {_entity_id(model, effect.entity) for effect in effects}


def _guards_met(scenario: Scenario, model: Model) -> Iterator[str]:
    """Yield the guards whose rejection a scenario waits for."""
    operations = [step.operation for step in scenario.steps]
    actions = {operation.action for operation in operations if isinstance(operation, op.Perform)}
    messages = {operation.message for operation in operations if isinstance(operation, op.ExpectRejected)}
    for action in model.actions:
        if action.name in actions:
            yield from (guard.id for guard in action.guards if guard.message in messages)


def _entities_in(value: object) -> Iterator[str]:
    """Yield the names of the entities that an operation speaks of."""
    for part in parts_of(value):
        for name in ("entity", "role"):
            found = getattr(part, name, None)
            if isinstance(found, str):
                yield found


def _used_by_action(action: Action, model: Model) -> set[str]:
    found = {f"service:{call.service}" for call in action.calls}
    expressions: list[Expression] = [guard.condition for guard in (*action.guards, *action.ensures)]
    if isinstance(action.actor, BySystem) and action.actor.condition is not None:
        expressions.append(action.actor.condition)
    found |= _changed(action, model)
    for effect in action.effects:
        if isinstance(effect, Create):
            expressions += [value for _, value in effect.values]
        if isinstance(effect, Change):
            expressions.append(effect.value)
    for expression in expressions:
        for part in walk(expression):
            if isinstance(part, FieldRead):
                found.add(_entity_id(model, part.entity))
            if isinstance(part, Decide):
                found.add(f"decision:{part.decision}")
    return found
