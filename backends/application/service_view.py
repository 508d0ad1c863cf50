"""The service of one action: its imports, its signature, its lines."""

from msgspec import Struct

from ...dsl.model import Action, Anyone, BySystem, Model, OwnerOf, Roles
from ...dsl.value_types import Optional
from ...dsl.words import label_of, words_of
from ..action_plan import ActionPlan, PlannedParameter, plan_action
from ..inputs import record_name
from ..names import class_name, plural_of_entity, python_name, variable_of
from ..python_expressions import PythonPrinter
from ..python_types import annotation, import_lines
from .entry import admission, counted, database_module, given, loaded, ownership
from .outcome import called, demanded, made
from .scope import ServiceScope
from .writing import handed_back, result_variable, written


class DueView(Struct, frozen=True):
    """How the system finds out where an action is due."""

    title: str
    lines: tuple[str, ...]


class ServiceView(Struct, frozen=True):
    """All that the template of a service prints."""

    title: str
    imports: tuple[str, ...]
    due: DueView | None
    name: str
    parameters: str
    returns: str
    summary: str
    lines: tuple[str, ...]


def service_view(action: Action, model: Model) -> ServiceView:
    """Return the service of an action."""
    plan = plan_action(action, model)
    scope = ServiceScope(plan, model)
    scope.imports |= {
        ("app.services.context", "Context"),
        ("app.services.transaction", "in_transaction"),
        ("app.domain.values", "Rejection"),
        ("app.domain.actions", f"{plan.function} as rules"),
    }
    lines = tuple(_lines(scope))
    parameters = ", ".join(["", *_parameters(scope)])
    due = _due(scope) if plan.is_due_action else None
    title = f"The action {action.name}{', which the system runs by itself' if due else ''}."
    returns = _returns(scope)
    imports = tuple(import_lines(scope.imports))
    return ServiceView(title, imports, due, plan.function, parameters, returns, _summary(plan), lines)


def _lines(scope: ServiceScope) -> list[str]:
    plan = scope.plan
    actor = plan.action.actor
    behind = record_name(actor.record) if isinstance(actor, OwnerOf) else ""
    first = tuple(item for item in plan.loads if behind == item.name or behind.startswith(f"{item.name}_"))
    created = {item.name for item in plan.creates} | {item.effect.alias for item in plan.creates}
    late = tuple(item for item in plan.loads if item.source in created)
    done = {item.name for item in plan.due_inputs.records} | {item.name for item in (*first, *late)}
    lines = list(admission(scope))
    lines += _due_check(scope) if plan.is_due_action else given(scope)
    lines += loaded(scope, first)
    lines += ownership(scope)
    lines += loaded(scope, tuple(item for item in plan.loads if item.name not in done))
    lines += [*demanded(scope), *called(scope), *made(scope), *loaded(scope, late)]
    lines += [*written(scope), *handed_back(scope)]
    return ["connection = context.connection", *lines]


def _parameters(scope: ServiceScope) -> list[str]:
    plan = scope.plan
    found = ["*"] if plan.parameters else []
    for item in plan.parameters:
        hint, imports = annotation(item.parameter.type, scope.model)
        scope.imports |= imports
        default = _default(scope, item)
        found.append(f"{item.name}: {hint}{'' if default is None else f' = {default}'}")
    return found


def _default(scope: ServiceScope, item: PlannedParameter) -> str | None:
    """Return the default of a parameter, as Python."""
    if item.parameter.default is None:
        if item.listed is not None:
            return "()"
        return "None" if isinstance(item.parameter.type, Optional) else None
    printer = PythonPrinter(scope.model)
    text = printer.text(item.parameter.default)
    scope.imports |= printer.imports
    return text


def _returns(scope: ServiceScope) -> str:
    plan = scope.plan
    if plan.is_due_action:
        return "bool | Rejection"
    if result_variable(scope) is None:
        return "Rejection | None"
    entity = plan.result.effect.entity if plan.result else _session_entity(plan)
    scope.imports.add((f"app.domain.{variable_of(entity)}", class_name(entity)))
    return f"{class_name(entity)} | Rejection"


def _session_entity(plan: ActionPlan) -> str:
    created = {item.name: item.effect.entity for item in plan.creates}
    given = {item.name: item.entity or "" for item in plan.parameters}
    loads = {item.name: item.entity for item in plan.loads}
    return {"me": plan.role or "", **given, **loads, **created}[plan.session or ""]


def _summary(plan: ActionPlan) -> str:
    verb = label_of(plan.action.name)
    match plan.action.actor:
        case Anyone():
            return f"{verb}, as anyone."
        case Roles(names=names):
            return f"{verb}, as {' or '.join(names)}."
        case OwnerOf(record=record):
            return f"{verb}, as the owner of the {words_of(record_name(record)).replace('  ', ' ').strip()}."
        case BySystem(condition=condition):
            return f"{verb}, as the system{'' if condition is None else '; tell whether it was due'}."


def _due_check(scope: ServiceScope) -> list[str]:
    """Return the lines that find the record and ask whether the action is due at all."""
    plan = scope.plan
    lines: list[str] = []
    missing: list[str] = []
    for item in plan.parameters:
        if item.entity:
            module = database_module(scope, plural_of_entity(item.entity))
            lines.append(f"{item.record} = {module}.find(connection, {item.name})")
            missing.append(f"{item.record} is None")
    read = {item.name for item in plan.due_inputs.records}
    loads = tuple(item for item in plan.loads if item.name in read)
    due = f"not rules.is_due({', '.join(scope.keywords(plan.due_inputs))})"
    conditions = [*missing, f"(not context.is_system and {due})" if scope.is_done_by_workflows else due]
    found = [*loaded(scope, loads), *counted(scope, plan.due_inputs.aggregates)]
    if found and missing:
        lines += [f"if {' or '.join(missing)}:", "    return False"]
        conditions = conditions[-1:]
    lines += found
    return [*lines, f"if {' or '.join(conditions)}:", "    return False"]


def _due(scope: ServiceScope) -> DueView:
    plan = scope.plan
    name = plan.function
    verb = label_of(plan.action.name)
    if not plan.parameters:
        return DueView(f"{verb} if it is due; return how often.", (f"return 1 if {name}(context) is True else 0",))
    (item,) = plan.parameters
    entity = scope.model.entity(item.entity or "")
    module = database_module(scope, plural_of_entity(entity))
    key = python_name(entity.key.name)
    now = ", now=context.now" if plan.due_inputs.reads_now else ""
    return DueView(
        f"{verb} every {words_of(entity.name)} that is due, in key order; return how many.",
        (
            f"due = {module}.list_due_for_{plan.action.name}(context.connection{now})",
            f"return sum(1 for {key} in due if {name}(context, {item.name}={key}) is True)",
        ),
    )
