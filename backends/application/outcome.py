"""The second part of a service: what is demanded, what outside services answer, what comes out."""

from collections.abc import Iterator

from ...dsl.words import pascal_case
from ..action_plan import PlannedCreate
from ..database_calls import counting_ensures, read_before
from ..inputs import inputs_of
from ..names import member_name, plural_of_entity, python_name, service_module
from ..python_expressions import python_string
from ..python_functions import string
from .entry import INDENT, counted, database_module, rejected
from .scope import ServiceScope
from .uniqueness import uniqueness


def demanded(scope: ServiceScope) -> Iterator[str]:
    """Yield the lines that compute aggregates and judge the guards, own code's included."""
    plan = scope.plan
    read = {item.origin for item in inputs_of(read_before(plan), scope.model).aggregates}
    yield from counted(scope, [item for item in scope.aggregates if item.origin in read])
    before = ", ".join(["connection", *hook_arguments(scope)])
    hook = f"context.hooks.before_{plan.action.name}({before})"
    if plan.action.guards:
        yield f"rejection = rules.guard({', '.join(scope.keywords(plan.guard_inputs))})"
        yield f"rejection = rejection or {hook}"
    else:
        yield f"rejection = {hook}"
    yield from rejected()


def hook_arguments(scope: ServiceScope) -> list[str]:
    """Return what the hook before an action is given: its parameters, records loaded, without passwords."""
    return [f"{item.name}={scope.record(item.name)}" for item in scope.plan.parameters if not item.is_password]


def called(scope: ServiceScope) -> Iterator[str]:
    """Yield the lines that call outside services."""
    calls = scope.plan.action.calls
    for number, call in enumerate(calls, start=1):
        variable = "outcome" if len(calls) == 1 else f"outcome_{number}"
        module = service_module(call.service)
        kind = f"{pascal_case(call.operation)}Outcome"
        service = scope.model.service(call.service)
        operation = next(item for item in service.operations if item.name == call.operation)
        arguments = ", ".join(scope.text(value) for value in call.arguments)
        scope.imports |= {(f"app.gateways.{module}", kind), ("app.domain.values", "refused")}
        yield f"{variable} = context.gateways.{module}.{python_name(call.operation)}({arguments})"
        yield f"if {variable} is not {kind}.{member_name(operation.outcomes[0])}:"
        yield f"{INDENT}return refused({python_string(call.id)}, {string(call.message)}, {variable})"


def made(scope: ServiceScope) -> Iterator[str]:
    """Yield the lines that make the new and the changed records and judge them."""
    plan = scope.plan
    for item in plan.creates:
        yield f"{item.name} = rules.{item.function}({', '.join(_creation(scope, item))})"
    for item in plan.changes:
        if scope.is_optional(item.record):
            scope.asserted.add(item.record)
            yield f"assert {scope.record(item.record)} is not None"
        yield f"{item.function} = rules.{item.function}({', '.join(scope.keywords(item.inputs))})"
    if not (plan.creates or plan.changes or set(plan.action.ensures) - set(counting_ensures(plan, scope.model))):
        return
    yield f"rejection = rules.result_rejection({', '.join(_result(scope))})"
    yield from rejected()
    yield from uniqueness(scope)


def _creation(scope: ServiceScope, item: PlannedCreate) -> list[str]:
    entity = scope.model.entity(item.effect.entity)
    given = {name for name, _ in item.effect.values}
    if not entity.key.is_generated or entity.key.name in given:
        return scope.keywords(item.inputs)
    key = entity.key.name
    module = database_module(scope, plural_of_entity(entity))
    return [f"{python_name(key)}={module}.next_{key}(connection)", *scope.keywords(item.inputs)]


def _result(scope: ServiceScope) -> list[str]:
    """Return the arguments for the function that judges the result."""
    plan = scope.plan
    new = {item.name: item.name for item in plan.creates} | {item.record: item.function for item in plan.changes}
    found = [f"{name}={variable}" for name, variable in new.items()]
    counting = counting_ensures(plan, scope.model)
    ensured = inputs_of([item.condition for item in plan.action.ensures if item not in counting], scope.model)
    besides = [item for item in scope.keywords(ensured) if item.partition("=")[0] not in new]
    return [*found, *besides]
