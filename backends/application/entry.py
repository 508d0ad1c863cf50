"""The first part of a service: who may act, what is given, what is loaded."""

from collections.abc import Iterable, Iterator

from ...dsl.expressions import FieldRead, Me, children
from ...dsl.model import Create, OwnerOf, Roles
from ...dsl.value_types import Text, plain
from ..action_plan import ActionPlan, Load, PlannedParameter
from ..database_calls import aggregate_call
from ..inputs import AggregateInput
from ..names import field_name, member_name, plural_of_entity, variable_of
from ..python_expressions import python_string
from .scope import ServiceScope

INDENT = "    "


def admission(scope: ServiceScope) -> Iterator[str]:
    """Yield the lines that refuse who may not act."""
    action = scope.plan.action
    rule = python_string(f"{action.id}/by")
    match action.actor:
        case Roles(names=(_,)) | OwnerOf():
            role = scope.plan.role or ""
            function = f"require_{variable_of(role)}"
            scope.imports |= {("app.services.permissions", function)}
            only_people = "None if context.is_system else " if may_be_nobody(scope) else ""
            yield f"me = {only_people}{function}(context, {rule})"
            yield "if isinstance(me, Rejection):"
            yield f"{INDENT}return me"
        case Roles(names=names):
            scope.imports |= {("app.services.permissions_of_any", "rejected_person"), ("app.domain.roles", "Role")}
            roles = ", ".join(f"Role.{member_name(name)}" for name in names)
            only_people = "None if context.is_system else " if scope.is_done_by_workflows else ""
            yield f"rejection = {only_people}rejected_person(context, {rule}, {roles})"
            yield from rejected()
        case _:
            pass


def may_be_nobody(scope: ServiceScope) -> bool:
    """Tell whether the system itself does the action too, so that there may be no `me`."""
    return scope.is_done_by_workflows and not reads_me(scope)


def reads_me(scope: ServiceScope) -> bool:
    """Tell whether the effects or the demands of an action look at who acts."""
    action = scope.plan.action
    waiting = [guard.condition for guard in (*action.guards, *action.ensures)]
    waiting += [value for call in action.calls for value in call.arguments]
    waiting += [value for item in scope.plan.creates for _, value in item.effect.values]
    waiting += [
        part for item in scope.plan.changes for effect in item.effects for part in (effect.record, effect.value)
    ]
    waiting += [item.origin for item in scope.plan.deletes]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Me):
            return True
        waiting += children(part)
    return False


def rejected() -> list[str]:
    """Return the lines that hand back a rejection."""
    return ["if rejection:", f"{INDENT}return rejection"]


def given(scope: ServiceScope) -> Iterator[str]:
    """Yield the lines that clean texts, find the records and judge the parameters."""
    plan = scope.plan
    if not plan.parameters:
        return
    for item in plan.parameters:
        if isinstance(plain(item.parameter.type), Text):
            clean = f'({item.name} or "").strip() or None' if item.is_optional else f"{item.name}.strip()"
            yield f"{item.name} = {clean}"
        elif item.listed:
            scope.imports.add(("app.domain.lists", "distinct"))
            yield f"{item.name} = distinct({item.name})"
    for item in plan.parameters:
        if item.entity:
            found = f"{_module(scope, item.entity)}.find(connection, {item.name})"
            empty = f"None if {item.name} is None else " if item.is_optional else ""
            yield f"{item.record} = {empty}{found}"
        elif item.listed:
            yield f"{item.missing} = {_module(scope, item.listed)}.first_missing(connection, {item.name})"
    yield from _ownership_first(scope)
    arguments = ", ".join(argument for item in plan.parameters for argument in _judged(scope, item))
    yield f"errors = rules.parameter_errors({arguments})"
    missing = [f"{item.record} is None or " for item in plan.parameters if item.entity and not item.is_optional]
    yield f"if {''.join(missing)}errors:"
    yield f"{INDENT}return invalid({python_string(plan.action.id + '/parameters')}, errors)"
    scope.imports.add(("app.domain.values", "invalid"))


def _judged(scope: ServiceScope, item: PlannedParameter) -> Iterator[str]:
    if item.listed:
        yield f"{item.missing}={item.missing}"
        return
    yield f"{item.name}={item.name}"
    if item.entity:
        yield f"{item.record}={item.record}"
    place = unique_place(scope.plan, item, scope)
    if place is not None:
        entity, field = place
        is_key = scope.model.entity(entity).key.name == field
        finder = "find" if is_key else f"find_by_{field}"
        found = f"{_module(scope, entity)}.{finder}(connection, {item.name}) is not None"
        yield f"{item.name}_taken={f'{item.name} is not None and ' if item.is_optional else ''}{found}"


def unique_place(plan: ActionPlan, item: PlannedParameter, scope: ServiceScope) -> tuple[str, str] | None:
    """Return the entity and its key or unique field that a parameter fills in a new record, if any."""
    for effect in plan.action.effects:
        if isinstance(effect, Create):
            for name, value in effect.values:
                field = scope.model.entity(effect.entity).field(name)
                is_filled = getattr(value, "name", None) == item.parameter.name and not isinstance(value, FieldRead)
                if is_filled and (field.is_key or field.is_unique):
                    return effect.entity, name
    return None


def ownership(scope: ServiceScope) -> Iterator[str]:
    """Yield the lines that refuse who does not own a record that lies behind another one."""
    actor = scope.plan.action.actor
    if isinstance(actor, OwnerOf) and isinstance(actor.record, FieldRead):
        yield f"if {_is_not_owner(scope, actor)}:"
        yield from _forbidden(scope)


def _ownership_first(scope: ServiceScope) -> Iterator[str]:
    """Yield the lines that refuse who does not own a parameter's record, before anything is told of it."""
    actor = scope.plan.action.actor
    if isinstance(actor, OwnerOf) and not isinstance(actor.record, FieldRead):
        record = scope.record(scope.plan.owner_record or "")
        yield f"if {record} is not None and {_is_not_owner(scope, actor)}:"
        yield from _forbidden(scope)


def _is_not_owner(scope: ServiceScope, actor: OwnerOf) -> str:
    somebody = "me is not None and " if may_be_nobody(scope) else ""
    return f"{somebody}{scope.text(actor.owner)} != {scope.key_of('me', actor.role)}"


def _forbidden(scope: ServiceScope) -> Iterator[str]:
    scope.imports.add(("app.domain.values", "forbidden"))
    yield f"{INDENT}return forbidden({python_string(scope.plan.action.id + '/by')})"


def loaded(scope: ServiceScope, loads: tuple[Load, ...]) -> Iterator[str]:
    """Yield the lines that load what the records refer to."""
    for item in loads:
        source = scope.record(item.source)
        reference = f"{source}.{field_name(item.field)}"
        missing = [f"{source} is None"] if scope.is_optional(item.source) else []
        missing += [f"{reference} is None"] if item.is_optional else []
        empty = f"None if {' or '.join(missing)} else " if missing else ""
        yield f"{item.name} = {empty}{_module(scope, item.entity)}.get(connection, {reference})"


def _module(scope: ServiceScope, entity: str) -> str:
    return database_module(scope, plural_of_entity(entity))


def database_module(scope: ServiceScope, module: str) -> str:
    """Return the module of a table, imported; a parameter of the same name keeps its own."""
    names = {item.name for item in scope.plan.parameters} | {scope.plan.function}
    names |= {item.name for item in (*scope.plan.loads, *scope.plan.creates)}
    alias = f"{module}_table" if module in names else module
    scope.imports.add(("app.database", module if alias == module else f"{module} as {alias}"))
    return alias


def counted(scope: ServiceScope, aggregates: Iterable[AggregateInput]) -> Iterator[str]:
    """Yield the lines that ask the database for counts and sums."""
    for item in aggregates:
        call = aggregate_call(item, scope.plan.action.name, scope.model)
        arguments = ", ".join(["connection", *scope.bound(call.parameters)])
        yield f"{item.name} = {database_module(scope, call.module)}.{call.function}({arguments})"
