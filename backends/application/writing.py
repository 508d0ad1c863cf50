"""The last part of a service: what is written, what must hold afterwards, what is handed back."""

from collections.abc import Iterator

from ...dsl.model import Entity, Field
from ...dsl.value_types import ListOf, Reference, plain
from ...dsl.words import words_of
from ..action_plan import PlannedChange, PlannedCreate, PlannedDelete, is_password
from ..database_calls import change_call, counting_ensures, is_touched, reads_time, wide_checks, wide_invariants
from ..inputs import inputs_of
from ..names import field_name, plural_of_entity, python_name
from ..python_expressions import python_string
from ..python_functions import string
from .entry import INDENT, counted, database_module
from .scope import ServiceScope
from .starts import workflow_lines


def written(scope: ServiceScope) -> Iterator[str]:
    """Yield the lines that write, and those that ask the database whether all its rules hold."""
    for item in scope.plan.creates:
        yield _insert(scope, item)
    for change in scope.plan.changes:
        yield _change(scope, change)
    for deleted in _referring_first(scope):
        yield from _delete(scope, deleted)
    yield from _ensured(scope)
    yield from _wide_rules(scope)
    yield from workflow_lines(scope)


def handed_back(scope: ServiceScope) -> Iterator[str]:
    """Yield the lines that run the hook after the action and return its value."""
    result = result_variable(scope)
    arguments = ", ".join(["connection", *hook_subject(scope)])
    hook = f"context.hooks.after_{scope.plan.action.name}({arguments})"
    yield f"return {hook}{f' or {result}' if result else ''}"


def result_variable(scope: ServiceScope) -> str | None:
    """Return the variable of the record that the action hands back: its value, else who is signed in."""
    if scope.plan.is_due_action:
        return "True"
    if scope.plan.result is not None:
        return scope.plan.result.name
    return None if scope.plan.session is None else scope.record(scope.plan.session)


def hook_subject(scope: ServiceScope) -> list[str]:
    """Return the record that the hook after an action is given, in a list; none where there is none."""
    plan = scope.plan
    if plan.result is not None:
        return [plan.result.name]
    found = [item.name for item in plan.creates] + [item.function for item in plan.changes]
    return (found + [scope.record(item.record) for item in plan.deletes])[:1]


def _insert(scope: ServiceScope, item: PlannedCreate) -> str:
    entity = scope.model.entity(item.effect.entity)
    values = dict(item.effect.values)
    arguments = ["connection", item.name]
    for field in entity.fields:
        if is_password(entity, field.name):
            value = scope.text(values[field.name]) if field.name in values else '""'
            arguments.append(f"{field.name}_hash=context.passwords.hash({value})")
    return f"{database_module(scope, plural_of_entity(entity))}.insert({', '.join(arguments)})"


def _change(scope: ServiceScope, change: PlannedChange) -> str:
    call = change_call(scope.plan, change, scope.model)
    values = {effect.field: effect.value for effect in change.effects}
    arguments = ["connection", f"{call.key}={scope.key_of(change.record, change.entity)}"]
    arguments += scope.bound(call.parameters)
    arguments += [f"new_{name}={change.function}.{field_name(name)}" for name in (*call.computed, *call.lists)]
    arguments += [f"{name}_hash=context.passwords.hash({scope.text(values[name])})" for name in call.hashed]
    return f"{database_module(scope, call.module)}.{call.function}({', '.join(arguments)})"


def _delete(scope: ServiceScope, item: PlannedDelete) -> Iterator[str]:
    key = scope.key_of(item.record, item.entity)
    if scope.is_optional(item.record):
        scope.asserted.add(item.record)
        yield f"assert {scope.record(item.record)} is not None"
    for entity in scope.model.entities:
        for field in entity.fields:
            if plain(field.type) in (Reference(item.entity), ListOf(item.entity)) and field.derived is None:
                users = database_module(scope, plural_of_entity(entity))
                message = f"The {words_of(item.entity)} {{{key}}} is still used by a {words_of(entity.name)}"
                scope.imports.add(("app.domain.values", "broken"))
                itself = f" > {_names_itself(scope, item, field, key)}" if entity.name == item.entity else ""
                yield f"if {users}.count(connection, {python_name(field.name)}={key}){itself}:"
                yield f"{INDENT}return broken({python_string(field.id)}, f{python_string(message)})"
    yield f"{database_module(scope, plural_of_entity(item.entity))}.delete(connection, {key})"


def _names_itself(scope: ServiceScope, item: PlannedDelete, field: Field, key: str) -> str:
    """Return the condition that a record refers to itself, which does not keep it from going."""
    value = f"{scope.record(item.record)}.{field_name(field.name)}"
    return f"({key} in {value})" if isinstance(field.type, ListOf) else f"({value} == {key})"


def _referring_first(scope: ServiceScope) -> list[PlannedDelete]:
    """Return what is deleted, a record before those that it refers to."""
    deleted = list(scope.plan.deletes)
    return sorted(deleted, key=lambda item: -_distance(scope.model.entity(item.entity), scope, 0))


def _distance(entity: Entity, scope: ServiceScope, depth: int) -> int:
    """Return how many references lead on from an entity through what is deleted."""
    targets = {item.entity for item in scope.plan.deletes} - {entity.name}
    kinds = [plain(field.type) for field in entity.fields]
    further = [kind.entity for kind in kinds if isinstance(kind, Reference | ListOf) and kind.entity in targets]
    if depth > len(targets):
        return depth
    return max((_distance(scope.model.entity(name), scope, depth + 1) for name in further), default=depth)


def _ensured(scope: ServiceScope) -> Iterator[str]:
    ensured = counting_ensures(scope.plan, scope.model)
    read = {item.origin for item in inputs_of([item.condition for item in ensured], scope.model).aggregates}
    yield from counted(scope, [item for item in scope.aggregates if item.origin in read])
    for item in ensured:
        scope.imports.add(("app.domain.values", "broken"))
        yield f"if {scope.negated_result(item.condition)}:"
        yield f"{INDENT}return broken({python_string(item.id)}, {string(item.message)})"


def _wide_rules(scope: ServiceScope) -> Iterator[str]:
    action, model = scope.plan.action, scope.model
    for entity in model.entities:
        for check, function in wide_checks(entity, model):
            if is_touched(entity.name, check.condition, action, model):
                reads_now = reads_time(check.condition, model)
                yield from _broken(scope, entity.name, function, check.id, check.message, reads_now)
    for rule, invariant, function in wide_invariants(model):
        if is_touched(invariant.entity, invariant.condition, action, model):
            reads_now = reads_time(invariant.condition, model)
            yield from _broken(scope, invariant.entity, function, rule.id, rule.title, reads_now)


def _broken(scope: ServiceScope, entity: str, function: str, rule: str, message: str, reads_now: bool) -> Iterator[str]:
    module = database_module(scope, plural_of_entity(entity))
    scope.imports.add(("app.domain.values", "broken"))
    yield f"if {module}.{function}(connection{', now=context.now' if reads_now else ''}):"
    yield f"{INDENT}return broken({python_string(rule)}, {string(message)})"
