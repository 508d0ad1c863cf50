"""Completes the effects of an action by what the language adds: defaults, first states, stored derived fields."""

from msgspec.structs import replace

from ..dsl.expressions import Constant, Expression, FieldRead, Variable, walk
from ..dsl.model import Action, Change, Create, Effect, Entity, Field, Model
from ..dsl.value_types import Choice, Empty, ListOf
from .inputs import map_children, record_name


def with_complete_effects(action: Action, model: Model) -> Action:
    """Return an action whose creates give every field a value that has one, and whose changes renew the stored
    derived fields that read what they change."""
    effects = [_complete_create(item, model) if isinstance(item, Create) else item for item in action.effects]
    return replace(action, effects=(*effects, *_renewals(effects, model)))


def _complete_create(create: Create, model: Model) -> Create:
    entity = model.entity(create.entity)
    values = dict(create.values)
    for field in entity.fields:
        if field.name not in values and (value := _first_value(field)) is not None:
            values[field.name] = _about_new(_in_stored_fields(value, entity), entity, values)
    for field in entity.fields:
        if field.derived is not None and field.is_stored:
            values[field.name] = _about_new(_in_stored_fields(field.derived, entity), entity, values)
    return replace(create, values=tuple(values.items()))


def _first_value(field: Field) -> Expression | None:
    """Return what a field holds in a new record that is not given a value."""
    if field.default is None and isinstance(field.type, Choice) and field.derived is None:
        return Constant(type=field.type, span=field.span, value=field.type.members[0])
    if isinstance(field.type, ListOf):
        return Constant(type=field.type, span=field.span, value=())
    return field.default


def _about_new(expression: Expression, entity: Entity, values: dict[str, Expression]) -> Expression:
    """Return an expression over `self` as one over the values of a new record."""
    if is_own_read(expression):
        assert isinstance(expression, FieldRead)
        if expression.name in values:
            return values[expression.name]
        if entity.key.name == expression.name:
            return Variable(type=entity.key.type, span=expression.span, name=expression.name)
        return Constant(type=Empty(), span=expression.span, value=None)
    return map_children(expression, lambda child: _about_new(child, entity, values))


def _renewals(effects: list[Effect], model: Model) -> list[Change]:
    """Return the changes of stored derived fields that follow from the other changes."""
    changes: dict[str, list[Change]] = {}
    for effect in effects:
        if isinstance(effect, Change):
            changes.setdefault(record_name(effect.record), []).append(effect)
    return [renewal for group in changes.values() for renewal in _renewals_of(group, model)]


def _renewals_of(group: list[Change], model: Model) -> list[Change]:
    values = {change.field: change.value for change in group}
    first = group[0]
    found: list[Change] = []
    entity = model.entity(first.entity)
    for field in entity.fields:
        derived = _in_stored_fields(field.derived, entity) if field.derived is not None and field.is_stored else None
        if derived is None or not _own_reads(derived) & set(values):
            continue
        value = _about_changed(derived, first.record, values)
        place = f"{first.id}/{field.name}"
        found.append(replace(first, id=place, span=field.span, field=field.name, value=value))
    return found


def _about_changed(expression: Expression, record: Expression, values: dict[str, Expression]) -> Expression:
    """Return an expression over `self` as one over a record with new values."""
    if isinstance(expression, FieldRead) and is_own_read(expression):
        return values.get(expression.name) or replace(expression, record=record)
    return map_children(expression, lambda child: _about_changed(child, record, values))


def _in_stored_fields(expression: Expression, entity: Entity) -> Expression:
    """Return an expression over `self` with derived fields replaced by what they are derived from."""
    if isinstance(expression, FieldRead) and is_own_read(expression):
        field = entity.field(expression.name)
        if field.derived is not None and not field.is_stored:
            return _in_stored_fields(field.derived, entity)
        return expression
    return map_children(expression, lambda child: _in_stored_fields(child, entity))


def is_own_read(expression: Expression) -> bool:
    """Tell whether an expression is a field of `self`."""
    is_read = isinstance(expression, FieldRead)
    return is_read and isinstance(expression.record, Variable) and expression.record.name == "self"


def _own_reads(expression: Expression) -> set[str]:
    return {part.name for part in walk(expression) if isinstance(part, FieldRead) and is_own_read(part)}
