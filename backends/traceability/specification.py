"""The part of the trace that stands in the specification: requirements, rules, scenarios and what they use."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any, cast

from ...dsl import operations as op
from ...dsl.expressions import Decide, Expression, FieldRead, walk
from ...dsl.model import (
    Action,
    BySystem,
    Change,
    Create,
    Delete,
    Element,
    Form,
    Model,
    PageButton,
    Scenario,
    Step,
    Table,
)
from ...dsl.words import label_of
from .graph import Edge, Node, place_of, text_hash


def specification_nodes(model: Model) -> Iterator[Node]:
    """Yield a node for everything that a specification declares."""
    for requirement in model.requirements:
        text = f"{requirement.title}\n{requirement.description}"
        yield Node(
            requirement.id, "requirement", requirement.title, place_of(requirement.span), text_hash(text),
            requirement.parent, requirement.description,
        )  # fmt: skip
    for rule in model.rules:
        text = "\n".join([rule.title, *(item.span.text for item in rule.invariants)])
        yield Node(rule.id, "rule", rule.title, place_of(rule.span), text_hash(text), rule.requirement)
    for scenario in (*model.scenarios, *model.imported):
        text = "\n".join(_spoken(scenario.steps))
        parent = scenario.rule or scenario.requirement
        place = place_of(scenario.span)
        yield Node(scenario.id, "scenario", scenario.title, place, text_hash(f"{scenario.title}\n{text}"), parent, text)
    yield from _declared("entity", model.entities)
    yield from _declared("service", model.services)
    yield from _declared("decision", model.decisions)
    yield from _declared("query", model.queries)
    yield from _declared("workflow", model.workflows)
    yield from _declared("page", model.pages)
    for api in model.apis:
        yield Node(api.id, "api", api.prefix, place_of(api.span), text_hash(api.span.text))
    for action in model.actions:
        yield Node(action.id, "action", label_of(action.name), place_of(action.span), text_hash(_text(action)))
        for guard in (*action.guards, *action.ensures):
            title = guard.message
            yield Node(guard.id, "guard", title, place_of(guard.span), text_hash(guard.span.text), action.id)


def _spoken(steps: Iterable[Step]) -> Iterator[str]:
    """Yield the steps as read aloud: Given, When or Then where the phase changes, else And; compound ones once."""
    phase = ""
    previous: Step | None = None
    for step in steps:
        if previous is not None and (step.text, step.span.start) == (previous.text, previous.span.start):
            continue
        yield f"{'And' if step.phase == phase else step.phase.capitalize()} {step.text}"
        phase, previous = step.phase, step


def _declared(kind: str, elements: Iterable[Any]) -> Iterator[Node]:
    for element in elements:
        yield Node(element.id, kind, element.name, place_of(element.span), text_hash(repr(element)))


def _text(action: Action) -> str:
    clauses = [action.span.text, *(item.span.text for item in (*action.guards, *action.effects, *action.ensures))]
    return "\n".join(clauses)


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


def _page_edges(model: Model) -> Iterator[Edge]:
    for page in model.pages:
        for part in page.parts:
            match part:
                case Form(action=str(action)) | PageButton(action=action):
                    yield Edge(page.id, "uses", f"action:{action}")
                case Table():
                    yield Edge(page.id, "uses", _entity_id(model, part.entity))
                    yield from (Edge(page.id, "uses", f"action:{button.action}") for button in part.buttons)
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
    return found


def _entities_in(value: object) -> Iterator[str]:
    """Yield the names of the entities that an operation speaks of."""
    if is_dataclass(value) and not isinstance(value, type):
        for item in fields(value):
            inner = getattr(value, item.name)
            if item.name in ("entity", "role") and isinstance(inner, str):
                yield inner
            else:
                yield from _entities_in(inner)
    elif isinstance(value, tuple):
        for item in cast("tuple[object, ...]", value):
            yield from _entities_in(item)


def _used_by_action(action: Action, model: Model) -> set[str]:
    found = {f"service:{call.service}" for call in action.calls}
    expressions: list[Expression] = [guard.condition for guard in (*action.guards, *action.ensures)]
    if isinstance(action.actor, BySystem) and action.actor.condition is not None:
        expressions.append(action.actor.condition)
    for effect in action.effects:
        if isinstance(effect, Create | Change | Delete):
            found.add(_entity_id(model, effect.entity))
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


def element_ids(model: Model) -> set[str]:
    """Return the ids of everything that generated code may name."""
    found: set[str] = {node.id for node in specification_nodes(model)}
    found |= {scenario.template for scenario in model.scenarios}
    entities: Iterable[Element] = model.entities
    return found | {element.id for element in entities}
