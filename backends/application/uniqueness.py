"""The lines of a service that refuse values which another record has already."""

from collections.abc import Collection, Iterator

from msgspec import Struct

from ...dsl.model import Entity
from ...dsl.value_types import Optional
from ..names import field_name, plural_of_entity
from ..python_expressions import python_string
from ..python_functions import string
from .entry import INDENT, database_module
from .scope import ServiceScope


class Unique(Struct, frozen=True):
    """Fields whose values together occur once, the rule's id and what to say."""

    fields: tuple[str, ...]
    rule: str
    message: str


def uniqueness(scope: ServiceScope) -> Iterator[str]:
    """Yield the lines for all that is created or changed, save for what the parameters were judged by."""
    names = {item.parameter.name for item in scope.plan.parameters}
    for item in scope.plan.creates:
        entity = scope.model.entity(item.effect.entity)
        judged = {name for name, value in item.effect.values if getattr(value, "name", "") in names}
        judged |= {entity.key.name} if entity.key.is_generated else set()
        for unique in _uniques(entity):
            if not (len(unique.fields) == 1 and unique.fields[0] in judged):
                yield from _refusal(scope, entity, item.name, unique, is_new=True)
    for change in scope.plan.changes:
        entity = scope.model.entity(change.entity)
        written = {effect.field for effect in change.effects}
        for unique in _uniques(entity):
            if written & set(unique.fields):
                yield from _refusal(scope, entity, change.function, unique, is_new=False)


def _uniques(entity: Entity) -> Iterator[Unique]:
    key = entity.key
    if not key.is_generated:
        yield Unique((key.name,), key.id, f"{key.label} is already taken")
    for field in entity.fields:
        if field.is_unique and not field.is_key:
            yield Unique((field.name,), field.id, f"{field.label} is already taken")
    for unique in entity.uniques:
        yield Unique(unique.fields, unique.id, unique.message)


def _refusal(scope: ServiceScope, entity: Entity, record: str, unique: Unique, *, is_new: bool) -> Iterator[str]:
    module = database_module(scope, plural_of_entity(entity))
    finder = "find" if unique.fields == (entity.key.name,) else f"find_by_{'_and_'.join(unique.fields)}"
    found = f"{module}.{finder}(connection, {', '.join(f'{record}.{field_name(name)}' for name in unique.fields)})"
    filled = [f"{record}.{field_name(name)} is not None" for name in _optional(entity, unique.fields)]
    scope.imports.add(("app.domain.values", "broken"))
    refusal = f"return broken({python_string(unique.rule)}, {string(unique.message)})"
    if is_new:
        yield f"if {' and '.join([*filled, f'{found} is not None'])}:"
        yield f"{INDENT}{refusal}"
        return
    key = field_name(entity.key.name)
    condition = " and ".join(filled)
    yield f"other = {found} if {condition} else None" if filled else f"other = {found}"
    yield f"if other is not None and other.{key} != {record}.{key}:"
    yield f"{INDENT}{refusal}"


def _optional(entity: Entity, fields: Collection[str]) -> list[str]:
    return [name for name in fields if isinstance(entity.field(name).type, Optional)]
