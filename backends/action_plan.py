"""How an action runs in the generated system: what it loads, which functions decide, what it writes.

The domain backend prints the functions, the application backend calls them, the tests check them; all three
read this plan, so that their names agree.
"""

from collections.abc import Iterable

from msgspec import Struct

from ..dsl.expressions import Expression, FieldRead, Me, Variable
from ..dsl.model import (
    Action,
    BySystem,
    Change,
    Create,
    Delete,
    Entity,
    Invariant,
    Model,
    OwnerOf,
    Parameter,
    Roles,
    StartSession,
)
from ..dsl.value_types import ListOf, Optional, Password, Reference, plain
from .complete_effects import with_complete_effects
from .inputs import (
    Inputs,
    RecordInput,
    compared_records,
    entity_of,
    inputs_of,
    may_be_missing,
    read_directly,
    record_name,
)
from .names import python_name
from .once_per_model import once_per_model


class PlannedParameter(Struct, frozen=True):
    """A parameter. A record's key is passed as `name` and its loaded record is called `record`; in the
    domain functions the record itself is called `name`. `listed` is the entity of the records in a list."""

    name: str
    parameter: Parameter
    entity: str | None
    is_optional: bool
    is_password: bool
    listed: str | None = None

    @property
    def record(self) -> str:
        """Return the variable of the loaded record in the service."""
        return f"{self.name}_record"

    @property
    def missing(self) -> str:
        """Return the variable that holds the first key of a list that names no record, if any."""
        return f"{self.name}_missing"


class Load(Struct, frozen=True):
    """A record that is reached through a reference of another: `booking_train` by `booking`.`train`."""

    name: str
    entity: str
    source: str
    field: str
    is_optional: bool


class PlannedCreate(Struct, frozen=True):
    """A record to create, by the domain function `created_<name>`."""

    name: str
    effect: Create
    inputs: Inputs

    @property
    def function(self) -> str:
        """Return the domain function that makes the record."""
        return f"created_{self.name}"


class PlannedChange(Struct, frozen=True):
    """A record to change, by the domain function `changed_<record>`; all changes of one record together."""

    record: str
    entity: str
    origin: Expression
    effects: tuple[Change, ...]
    inputs: Inputs

    @property
    def function(self) -> str:
        """Return the domain function that makes the changed record; its result is called the same."""
        return f"changed_{self.record}"


class PlannedDelete(Struct, frozen=True):
    """A record to delete."""

    record: str
    entity: str
    origin: Expression


class ActionPlan(Struct, frozen=True):
    """All that the backends need to know of an action."""

    action: Action
    function: str
    role: str | None
    owner_record: str | None
    parameters: tuple[PlannedParameter, ...]
    loads: tuple[Load, ...]
    guard_inputs: Inputs
    due_inputs: Inputs
    creates: tuple[PlannedCreate, ...]
    changes: tuple[PlannedChange, ...]
    deletes: tuple[PlannedDelete, ...]
    session: str | None
    result: PlannedCreate | None
    invariants: tuple[Invariant, ...]

    @property
    def is_due_action(self) -> bool:
        """Tell whether the system does the action on its own."""
        return isinstance(self.action.actor, BySystem) and self.action.actor.condition is not None


@once_per_model
def plan_action(action: Action, model: Model) -> ActionPlan:
    """Return the plan of an action; its effects are completed by what the language adds."""
    action = with_complete_effects(action, model)
    parameters = tuple(_parameter(item) for item in action.parameters)
    due = action.actor.condition if isinstance(action.actor, BySystem) else None
    guards = inputs_of([guard.condition for guard in action.guards], model)
    creates = _creates(action, parameters, model)
    changes = _changes(action, model)
    everything = inputs_of(_all_expressions(action), model)
    return ActionPlan(
        action=action,
        function=python_name(action.name),
        role=_role(action),
        owner_record=record_name(action.actor.record) if isinstance(action.actor, OwnerOf) else None,
        parameters=parameters,
        loads=_loads((*everything.records, *_reached(action, model)), model),
        guard_inputs=guards,
        due_inputs=inputs_of([due] if due is not None else [], model),
        creates=creates,
        changes=changes,
        deletes=tuple(
            PlannedDelete(record_name(effect.record), effect.entity, effect.record)
            for effect in action.effects
            if isinstance(effect, Delete)
        ),
        session=_session(action),
        result=next((item for item in creates if item.effect.entity == action.returns), None),
        invariants=_invariants(action, model),
    )


def _parameter(parameter: Parameter) -> PlannedParameter:
    kind = plain(parameter.type)
    return PlannedParameter(
        name=python_name(parameter.name),
        parameter=parameter,
        entity=kind.entity if isinstance(kind, Reference) else None,
        is_optional=isinstance(parameter.type, Optional),
        is_password=isinstance(kind, Password),
        listed=kind.entity if isinstance(kind, ListOf) else None,
    )


def _role(action: Action) -> str | None:
    """Return the role of `me`, where there is exactly one."""
    match action.actor:
        case Roles(names=(role,)):
            return role
        case OwnerOf(role=role):
            return role
        case _:
            return None


def _all_expressions(action: Action) -> list[Expression]:
    found: list[Expression] = []
    match action.actor:
        case OwnerOf(record=record):
            found.append(record)
        case BySystem(condition=condition) if condition is not None:
            found.append(condition)
        case _:
            pass
    found += [guard.condition for guard in (*action.guards, *action.ensures)]
    found += [value for call in action.calls for value in call.arguments]
    for effect in action.effects:
        match effect:
            case Create(values=values):
                found += [value for _, value in values]
            case Change(record=record, value=value):
                found += [record, value]
            case Delete(record=record):
                found.append(record)
            case StartSession():
                pass
    return found


def _reached(action: Action, model: Model) -> list[RecordInput]:
    """Return the records that are changed, deleted, looked at for their owner, or compared with what is counted."""
    records = [effect.record for effect in action.effects if isinstance(effect, Change | Delete)]
    records += [action.actor.record] if isinstance(action.actor, OwnerOf) else []
    records += compared_records(_all_expressions(action))
    return [_itself(record, model) for record in records]


def _itself(record: Expression, model: Model) -> RecordInput:
    return RecordInput(record_name(record), entity_of(record), record, may_be_missing(record, model))


def _loads(records: Iterable[RecordInput], model: Model) -> tuple[Load, ...]:
    """Return what is to be loaded through references, each after what it is reached by."""
    found: dict[str, Load] = {}

    def add(record: Expression, is_optional: bool) -> None:
        if not isinstance(record, FieldRead):
            return
        add(record.record, is_optional)
        kind = plain(record.type)
        assert isinstance(kind, Reference)
        name = record_name(record)
        declared = model.entity(record.entity).field(record.name).type
        found.setdefault(
            name,
            Load(name, kind.entity, record_name(record.record), record.name, isinstance(declared, Optional)),
        )

    for item in records:
        add(item.origin, item.is_optional)
    return tuple(found.values())


def _creates(action: Action, parameters: tuple[PlannedParameter, ...], model: Model) -> tuple[PlannedCreate, ...]:
    taken = {parameter.name for parameter in parameters}
    found: list[PlannedCreate] = []
    for effect in action.effects:
        if isinstance(effect, Create):
            name = python_name(effect.alias)
            name = f"new_{name}" if name in taken else name
            taken.add(name)
            values = [value for field, value in effect.values if not is_password(model.entity(effect.entity), field)]
            found.append(PlannedCreate(name, effect, inputs_of(values, model)))
    return tuple(found)


def is_password(entity: Entity, field: str) -> bool:
    """Tell whether a field is a credential, which records never hold."""
    return isinstance(plain(entity.field(field).type), Password)


def _changes(action: Action, model: Model) -> tuple[PlannedChange, ...]:
    grouped: dict[str, list[Change]] = {}
    for effect in action.effects:
        if isinstance(effect, Change):
            grouped.setdefault(record_name(effect.record), []).append(effect)
    found: list[PlannedChange] = []
    for record, effects in grouped.items():
        first = effects[0]
        own = inputs_of((first.record,), model).joined(Inputs(records=(_itself(first.record, model),)))
        values = [effect.value for effect in effects if not is_password(model.entity(effect.entity), effect.field)]
        inputs = own.joined(inputs_of(values, model))
        read = {record}.union(*(read_directly(effect.value, model) for effect in effects))
        kept = tuple(item for item in inputs.records if item.name in read or item not in own.records)
        inputs = Inputs(kept, inputs.scalars, inputs.aggregates, inputs.reads_now)
        found.append(PlannedChange(record, first.entity, first.record, tuple(effects), inputs))
    return tuple(found)


def _session(action: Action) -> str | None:
    for effect in action.effects:
        if isinstance(effect, StartSession) and isinstance(effect.person, Variable | Me | FieldRead):
            return record_name(effect.person)
    return None


def _invariants(action: Action, model: Model) -> tuple[Invariant, ...]:
    """Return the invariants of the entities whose records the action creates or changes."""
    touched = {effect.entity for effect in action.effects if isinstance(effect, Create | Change)}
    return tuple(item for rule in model.rules for item in rule.invariants if item.entity in touched)
