"""Which functions of the database layer the services call: their names, their arguments, their SQL.

The database backend prints these functions, the application backend calls them; both read this plan, so that
their names agree. Arguments are expressions of the action; a reference is passed as its key.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ..dsl.expressions import Aggregate, And, Expression, FieldRead, Now, UntilTime, Variable, walk
from ..dsl.model import Action, BySystem, Change, Check, Create, Delete, Entity, Guard, Invariant, Model, Rule
from ..dsl.parts import field_names
from ..dsl.value_types import Bool, Empty, ListOf, Optional, ValueType, plain
from .action_plan import ActionPlan, PlannedChange, is_password
from .inputs import AggregateInput, inputs_of
from .names import plural_of_entity, python_name, sql_name, table_name
from .narrowing import optional_variables, presumed
from .sql_expressions import NotInSql, SqlPrinter

ROW = "changed row"  # no name that a specification can write


class ChangeCall(Struct, frozen=True):
    """An UPDATE of one record: `trains.change_by_book(connection, number=…, seats=…, now=…)`.

    `sets` pairs columns with SQL, `conditions` are what must still hold, `parameters` are bound besides the
    `key`. Of `computed` fields the new value itself is bound, as `new_<field>`: SQL cannot compute it. Of
    `hashed` fields the hash is bound, as `<field>_hash`. The `lists` are written besides, as `new_<field>` too.
    """

    module: str
    function: str
    statement: str
    key: str
    sets: tuple[tuple[str, str], ...]
    conditions: tuple[str, ...]
    parameters: tuple[tuple[str, Expression], ...]
    computed: tuple[str, ...]
    hashed: tuple[str, ...]
    lists: tuple[str, ...]


class AggregateCall(Struct, frozen=True):
    """A count or sum: `loans.count_of_loans_for_lend(connection, reader=…)`; `sql` is its subquery."""

    module: str
    function: str
    sql: str
    parameters: tuple[tuple[str, Expression], ...]


def change_call(plan: ActionPlan, change: PlannedChange, model: Model) -> ChangeCall:
    """Return the UPDATE for a record that an action changes."""
    entity = model.entity(change.entity)
    siblings = [item for item in plan.changes if item.entity == change.entity]
    about = f"_{change.record}" if len(siblings) > 1 else ""
    key = python_name(entity.key.name)
    printer = _row_printer(entity, model)
    sets: list[tuple[str, str]] = []
    computed: list[str] = []
    hashed: list[str] = []
    lists = [item.field for item in change.effects if isinstance(entity.field(item.field).type, ListOf)]
    for effect in change.effects:
        if effect.field in lists:
            continue
        if is_password(entity, effect.field):
            hashed.append(effect.field)
            sets.append((f"{effect.field}_hash", f":{effect.field}_hash"))
            continue
        text = _set_text(effect, change.origin, printer)
        if text is None:
            computed.append(effect.field)
        sets.append((sql_name(effect.field), text or f":new_{effect.field}"))
    # Where only lists change, the record is written as it is, which locks it and tries the conditions.
    own = sql_name(entity.key.name)
    sets = sets or [(own, own)]
    conditions = tuple(_conditions(plan, change.origin, printer))
    return ChangeCall(
        module=plural_of_entity(entity),
        function=f"change{about}_by_{plan.action.name}",
        statement=f"change_{change.record if about else python_name(entity.name)}_by_{plan.action.name}",
        key=key,
        sets=tuple(sets),
        conditions=conditions,
        parameters=tuple((name, value) for name, value in printer.parameters.items() if name != key),
        computed=tuple(computed),
        hashed=tuple(hashed),
        lists=tuple(lists),
    )


def aggregate_call(item: AggregateInput, action: str, model: Model) -> AggregateCall:
    """Return the query for an aggregate that an action (or another reader called `action`) needs beforehand."""
    printer = SqlPrinter(model, ROW, "")
    sql = printer.text(item.origin)
    name = f"{item.name}_for_{action}"
    return AggregateCall(plural_of_entity(item.origin.entity), name, sql, tuple(printer.parameters.items()))


def bound_type(value: Expression, plan: ActionPlan, model: Model) -> ValueType:
    """Return the type of a bound value: optional where an action may bind it before it knows what it reads."""
    kind = value.type
    if isinstance(kind, Bool | Optional | Empty) or not presumed(value, model, optional_variables(plan)):
        return kind
    return Optional(kind)


def read_before(plan: ActionPlan) -> list[Expression]:
    """Return what an action computes before it writes."""
    action = plan.action
    read = [guard.condition for guard in action.guards]
    read += [value for call in action.calls for value in call.arguments]
    read += [value for item in plan.creates for _, value in item.effect.values]
    return [*read, *(effect.value for item in plan.changes for effect in item.effects)]


def counting_ensures(plan: ActionPlan, model: Model) -> tuple[Guard, ...]:
    """Return what is ensured of more than the result itself, which is asked once all is written."""
    return tuple(item for item in plan.action.ensures if inputs_of([item.condition], model).aggregates)


def action_aggregates(plan: ActionPlan, model: Model) -> tuple[AggregateInput, ...]:
    """Return the aggregates that an action reads before and after it writes, each with a name of its own."""
    ensured = [item.condition for item in counting_ensures(plan, model)]
    return inputs_of([*read_before(plan), *ensured], model).aggregates


def asked_aggregates(plan: ActionPlan, model: Model) -> tuple[AggregateInput, ...]:
    """Return all aggregates of an action that the database has a function for: those that it reads when
    it runs, and those that tell whether it is due."""
    known = action_aggregates(plan, model)
    names = {item.name for item in known}
    return (*known, *(item for item in plan.due_inputs.aggregates if item.name not in names))


def is_wide(condition: Expression, row: str, model: Model) -> bool:
    """Tell whether a rule about a record looks at more than the record's own fields, so that the database
    must be asked once all is written."""
    for part in walk(condition):
        if isinstance(part, Aggregate | Now | UntilTime):
            return True
        if isinstance(part, FieldRead) and _looks_further(part, row, model):
            return True
    return False


def _looks_further(read: FieldRead, row: str, model: Model) -> bool:
    if not (isinstance(read.record, Variable) and read.record.name == row):
        return True
    field = model.entity(read.entity).field(read.name)
    return field.derived is not None and not field.is_stored and is_wide(field.derived, "self", model)


def reads_time(condition: Expression, model: Model) -> bool:
    """Tell whether a condition depends on the present moment."""
    return inputs_of([condition], model).reads_now


def wide_invariants(model: Model) -> Iterator[tuple[Rule, Invariant, str]]:
    """Yield the invariants that the database checks, each with the function that says whether it is broken:
    `<plural of its entity>.breaks_<slug of the rule>(connection)`, with `now=…` where it reads the time."""
    for rule in model.rules:
        wide = [item for item in rule.invariants if is_wide(item.condition, item.row, model)]
        for number, item in enumerate(wide, start=1):
            suffix = f"_{number}" if len(wide) > 1 else ""
            yield rule, item, f"breaks_{python_name(rule.title)}{suffix}"


def wide_checks(entity: Entity, model: Model) -> Iterator[tuple[Check, str]]:
    """Yield the checks of an entity that look beyond its own record, each with the function of the database
    layer that says whether it is broken: `breaks_check_1(connection)`."""
    for number, check in enumerate(entity.checks, start=1):
        if is_wide(check.condition, "self", model):
            yield check, f"breaks_check_{number}"


def near_invariants(model: Model) -> Iterator[tuple[Rule, Invariant, str]]:
    """Yield the invariants that read nothing but their record, each with its function in the domain."""
    for rule in model.rules:
        near = [item for item in rule.invariants if not is_wide(item.condition, item.row, model)]
        for number, item in enumerate(near, start=1):
            suffix = f"_{number}" if len(near) > 1 else ""
            yield rule, item, f"{python_name(rule.title)}{suffix}"


def is_touched(entity: str, condition: Expression, action: Action, model: Model) -> bool:
    """Tell whether what an action writes can break a condition on every record of an entity."""
    read = _fields_read(entity, condition, model)
    entities = {name for name, _ in read}
    for effect in action.effects:
        if isinstance(effect, Create | Delete) and effect.entity in entities:
            return True
        if isinstance(effect, Change) and (effect.entity, effect.field) in read:
            return True
    return reads_time(condition, model)


def _fields_read(entity: str, condition: Expression, model: Model) -> set[tuple[str, str]]:
    """Return the fields that a condition reads, each with its entity; no field for what is only counted."""
    found = {(entity, "")}
    waiting = [condition]
    while waiting:
        for part in walk(waiting.pop()):
            if isinstance(part, Aggregate):
                found.add((part.entity, ""))
            if isinstance(part, FieldRead):
                found.add((part.entity, part.name))
                derived = model.entity(part.entity).field(part.name).derived
                waiting += [derived] if derived is not None else []
    return found


def _set_text(effect: Change, origin: Expression, printer: SqlPrinter) -> str | None:
    """Return a new value as SQL, or None where only Python can compute it."""
    known = dict(printer.parameters)
    try:
        value = _about_row(effect.value, origin)
        return None if any(isinstance(part, Aggregate) for part in walk(value)) else printer.text(value)
    except NotInSql:
        printer.parameters.clear()
        printer.parameters.update(known)
        return None


def _conditions(plan: ActionPlan, origin: Expression, printer: SqlPrinter) -> Iterator[str]:
    """Yield what the action demands of the record itself, so that nobody else can have changed that."""
    for guard in _demands(plan):
        condition = _about_row(guard, origin)
        parts = list(walk(condition))
        if not any(isinstance(part, Variable) and part.name == ROW for part in parts) or _reads_other_list(parts):
            continue
        known = dict(printer.parameters)
        try:
            if not any(isinstance(part, Aggregate) for part in parts):
                text = printer.text(condition)
                yield f"({text})" if " OR " in text else text
        except NotInSql:
            printer.parameters.clear()
            printer.parameters.update(known)


def _reads_other_list(parts: Iterable[Expression]) -> bool:
    """Tell whether the list of another record is read, which the same action may have written by then."""
    lists = [part for part in parts if isinstance(part, FieldRead) and isinstance(part.type, ListOf)]
    return any(not (isinstance(part.record, Variable) and part.record.name == ROW) for part in lists)


def _demands(plan: ActionPlan) -> Iterator[Expression]:
    """Yield the conditions of an action, taken apart at `and`."""
    actor = plan.action.actor
    due = [actor.condition] if isinstance(actor, BySystem) and actor.condition is not None else []
    for condition in (*due, *(guard.condition for guard in plan.action.guards)):
        yield from condition.operands if isinstance(condition, And) else (condition,)


def _about_row(expression: Expression, origin: Expression) -> Expression:
    """Return an expression with the record that is changed replaced by the row."""
    if expression == origin:
        return Variable(type=plain(origin.type), span=origin.span, name=ROW)
    changes: dict[str, Any] = {}
    for name in field_names(type(expression)) or ():
        value = getattr(expression, name)
        if isinstance(value, Expression):
            changes[name] = _about_row(value, origin)
        elif isinstance(value, tuple) and value and isinstance(value[0], Expression):
            changes[name] = tuple(_about_row(item, origin) for item in value)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    return replace(expression, **changes)


def _row_printer(entity: Entity, model: Model) -> SqlPrinter:
    return SqlPrinter(model, ROW, "", can_join=False, outer_table=table_name(entity))
