"""Functions that change a record for an action, under the conditions that the action demands of it."""

from ...dsl.model import Action, BySystem
from ...dsl.value_types import ValueType
from ..action_plan import ActionPlan, plan_action
from ..database_calls import ChangeCall, bound_type, change_call
from ..names import sql_name, table_name
from .fields import bound_name
from .list_functions import writer
from .pieces import TableParts, dictionary, values_of
from .sql_layout import LINE, where, wrap


def add_changes(parts: TableParts) -> None:
    """Add a function for every action that changes records of this table."""
    for action in parts.model.actions:
        plan = plan_action(action, parts.model)
        for change in plan.changes:
            if change.entity == parts.entity.name:
                _add_change(parts, plan, change_call(plan, change, parts.model))
                parts.elements += [effect.id for effect in change.effects]


def _add_change(parts: TableParts, plan: ActionPlan, call: ChangeCall) -> None:
    key = f"{sql_name(parts.key.name)} = :{bound_name(parts.key)}"
    sql = "\n".join([f"UPDATE {table_name(parts.entity)}", *_set(call), *_where([key, *call.conditions])])
    parts.statements.append((call.statement, sql))
    fields = {item.name: item for item in parts.entity.fields}
    given = {bound_name(parts.key): (call.key, parts.key.type)}
    parameters = [parts.annotated(call.key, parts.key.type)]
    for name, value in call.parameters:
        given[name] = (name, _declared(plan, name) or bound_type(value, plan, parts.model))
        parameters.append(parts.annotated(*given[name]))
    for name in call.computed:
        given[f"new_{name}"] = (f"new_{name}", fields[name].type)
        parameters.append(parts.annotated(f"new_{name}", fields[name].type))
    values = values_of(sql, given, parts)
    for name in call.hashed:
        values[f"{name}_hash"] = f"{name}_hash"
        parameters.append(f"{name}_hash: str")
    body = [f'connection.change(_SQL["{call.statement}"], {dictionary(values)})']
    for name in call.lists:
        parameters.append(parts.annotated(f"new_{name}", fields[name].type))
        body.append(f"{writer(fields[name])}(connection, {call.key}, new_{name})")
    parts.add(call.function, parameters, "None", _doc(plan.action, call), body, keywords=True)


def _declared(plan: ActionPlan, name: str) -> ValueType | None:
    """Return the type with which a parameter of the action is declared; a test may have narrowed its use."""
    return next((item.parameter.type for item in plan.parameters if item.name == name), None)


def _set(call: ChangeCall) -> list[str]:
    pairs = [f"{column} = {value}" for column, value in call.sets]
    one = f"SET {', '.join(pairs)}"
    if len(one) <= LINE:
        return [one]
    return ["SET", *(line for pair in pairs[:-1] for line in wrap(f"    {pair},")), *wrap(f"    {pairs[-1]}")]


def _where(conditions: list[str]) -> list[str]:
    return [line for item in where(conditions) for line in wrap(item)]


def _doc(action: Action, call: ChangeCall) -> str:
    if not call.conditions:
        return f"Change what the action {action.name} changes."
    is_due = isinstance(action.actor, BySystem) and action.actor.condition is not None
    until = "it is still due" if is_due else "its requirements still hold"
    return f"Change what the action {action.name} changes, if {until}."
