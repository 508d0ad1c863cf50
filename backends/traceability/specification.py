"""The part of the trace that stands in the specification: a node for everything that it declares."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ...dsl.model import Action, Element, Model, Scenario, Step
from ...dsl.words import label_of
from .graph import Node, place_of, text_hash

# Where something stands is no part of what it says: it moves when a line above is added.
SPAN = re.compile(r"Span\(start=\d+, end=\d+\)")


def specification_nodes(model: Model) -> Iterator[Node]:
    """Yield a node for everything that a specification declares."""
    for requirement in model.requirements:
        text = f"{requirement.title}\n{requirement.description}"
        yield Node(
            requirement.id, "requirement", requirement.title, place_of(requirement.span), text_hash(text),
            requirement.parent, requirement.description, requirement.images,
        )  # fmt: skip
    for rule in model.rules:
        text = "\n".join([rule.title, *(item.span.text for item in rule.invariants)])
        yield Node(rule.id, "rule", rule.title, place_of(rule.span), text_hash(text), rule.requirement)
    for scenario in (*model.scenarios, *model.imported):
        yield _scenario(scenario)
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
        for kind, clauses in (("guard", action.guards), ("guarantee", action.ensures)):
            for clause in clauses:
                hashed = text_hash(clause.span.text)
                yield Node(clause.id, kind, clause.message, place_of(clause.span), hashed, action.id)


def _scenario(scenario: Scenario) -> Node:
    """Return the node of a scenario; its hash knows the tables of its steps, which are not read aloud."""
    text = "\n".join(_spoken(scenario.steps))
    meant = SPAN.sub("", "\n".join(repr(step.operation) for step in scenario.steps))
    hashed = text_hash(f"{scenario.title}\n{text}\n{meant}")
    parent = scenario.rule or scenario.requirement
    return Node(scenario.id, "scenario", scenario.title, place_of(scenario.span), hashed, parent, text)


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
        said = SPAN.sub("", repr(element))
        images = getattr(element, "images", ())
        yield Node(element.id, kind, element.name, place_of(element.span), text_hash(said), images=images)


def _text(action: Action) -> str:
    clauses = [action.span.text, *(item.span.text for item in (*action.guards, *action.effects, *action.ensures))]
    return "\n".join(clauses)


def element_ids(model: Model, nodes: Iterable[Node]) -> frozenset[str]:
    """Return the ids of everything that generated code may name; `nodes` are those of the specification."""
    found = {node.id for node in nodes}
    found |= {scenario.template for scenario in model.scenarios}
    entities: Iterable[Element] = model.entities
    return frozenset(found) | {element.id for element in entities}
