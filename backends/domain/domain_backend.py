"""Emits `app/domain`: values, enumerations, entities, decisions, invariants and the rules of every action."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from ...dsl.expressions import ListWith, RoundedQuotient
from ...dsl.model import Model
from ...dsl.parts import parts_of
from ...dsl.value_types import ListOf, Money
from ...templates.rendering import render
from ..account_actions import with_added_actions
from ..action_plan import plan_action
from ..backend import OutputFile
from ..database_calls import is_wide, near_invariants
from ..names import member_name, variable_of
from ..python_expressions import DIVISION, python_string
from ..python_functions import ModuleParts, docstring
from ..python_types import annotation
from .action_module import action_module
from .decision_module import decision_module
from .entity_module import entity_module
from .invariant_module import invariant_module
from .number_formats import number_formats

FOLDER = "app/domain"
FIXED = ("__init__", "actions/__init__", "checks", "values")


class DomainBackend:
    """The domain layer: pure functions over frozen records."""

    name = "domain"

    def emit(self, model: Model) -> Iterable[OutputFile]:
        """Return the files of the domain layer."""
        return list(_files(with_added_actions(model)))


def _files(model: Model) -> Iterator[OutputFile]:
    for name in FIXED:
        yield OutputFile(f"{FOLDER}/{name}.py", render(f"domain/{name}.py.jinja"))
    formats = number_formats(model.system, _money_places(model))
    yield OutputFile(f"{FOLDER}/formats.py", render("domain/formats.py.jinja", formats=formats))
    yield OutputFile(f"{FOLDER}/roles.py", _roles(model), tuple(role.id for role in model.roles))
    if model.enumerations:
        yield OutputFile(f"{FOLDER}/enums.py", _enums(model), tuple(item.id for item in model.enumerations))
    yield from _entities(model)
    yield from _decisions(model)
    yield from _invariants(model)
    yield from _actions(model)
    used = _list_functions(model)
    if used:
        yield OutputFile(f"{FOLDER}/lists.py", render("domain/lists.py.jinja", used=used))
    divisions = _divisions(model)
    if divisions:
        yield OutputFile(f"{FOLDER}/arithmetic.py", render("domain/arithmetic.py.jinja", names=divisions))


def _roles(model: Model) -> str:
    members = _members(role.name for role in model.roles)
    keys = sorted({annotation(role.key.type, model)[0] for role in model.roles}, reverse=True)
    return render("domain/roles.py.jinja", members=members, key=" | ".join(keys) or "str")


def _enums(model: Model) -> str:
    return render("domain/enums.py.jinja", enums=[(item.name, _members(item.members)) for item in model.enumerations])


def _members(names: Iterable[str]) -> list[tuple[str, str]]:
    return [(member_name(name), python_string(name)) for name in names]


def _entities(model: Model) -> Iterator[OutputFile]:
    for entity in model.entities:
        elements = [entity.id, *(field.id for field in entity.fields)]
        elements += [check.id for check in entity.checks if not is_wide(check.condition, "self", model)]
        text = render("domain/entity.py.jinja", module=entity_module(entity, model))
        yield OutputFile(f"{FOLDER}/{variable_of(entity)}.py", text, tuple(elements))


def _decisions(model: Model) -> Iterator[OutputFile]:
    if model.decisions:
        elements = [part for item in model.decisions for part in (item.id, *(row.id for row in item.rows))]
        text = _module("What the decision tables say.", decision_module(model))
        yield OutputFile(f"{FOLDER}/decisions.py", text, tuple(elements))


def _invariants(model: Model) -> Iterator[OutputFile]:
    near = list(near_invariants(model))
    if near:
        elements = tuple(dict.fromkeys(rule.id for rule, _, _ in near))
        text = _module("What must always hold, whichever action runs.", invariant_module(model))
        yield OutputFile(f"{FOLDER}/invariants.py", text, elements)


def _actions(model: Model) -> Iterator[OutputFile]:
    for action in model.actions:
        plan = plan_action(action, model)
        parts = action_module(plan, model)
        elements = (action.id, *(item.id for item in (*action.guards, *action.effects, *action.ensures)))
        text = _module(f"The rules of the action {action.name}.", parts)
        yield OutputFile(f"{FOLDER}/actions/{plan.function}.py", text, elements)


def _module(caption: str, parts: ModuleParts) -> str:
    return render("domain/module.py.jinja", caption="\n".join(docstring(caption, 0)), module=parts)


def _divisions(model: Model) -> list[str]:
    """Return the functions that divide, those that the system uses."""
    parts = parts_of(replace(model, scenarios=(), imported=()))  # the biggest of its parts, in which nothing is divided
    return sorted({DIVISION[part.rounding] for part in parts if isinstance(part, RoundedQuotient)})


def _list_functions(model: Model) -> list[str]:
    """Return the functions over lists that the actions of a system need."""
    changes = [part for part in parts_of(model.actions) if isinstance(part, ListWith)]
    used = ["without_key" if part.is_removed else "with_key" for part in changes]
    if any(isinstance(item.type, ListOf) for action in model.actions for item in action.parameters):
        used += ["distinct", "check_all_found"]
    return sorted(set(used))


def _money_places(model: Model) -> int:
    """Return how many decimal places the currency has."""
    return next((part.scale for part in parts_of(model.entities) if isinstance(part, Money)), 2)
