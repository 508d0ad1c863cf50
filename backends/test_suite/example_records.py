"""One valid record of every entity, made up at compile time; tests vary them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from functools import partial

from ...dsl.expressions import Expression, FieldRead, Value, walk
from ...dsl.model import Entity, Field, Model
from ...dsl.value_types import (
    Choice,
    Date,
    DateTime,
    Decimal,
    Int,
    ListOf,
    Money,
    Optional,
    Password,
    Reference,
    Text,
    plain,
)
from ...dsl.words import words_of
from ..database_calls import is_wide
from ..list_calls import about_self
from ..names import variable_of
from .evaluation import Record, Situation, UnknownValueError
from .literals import stored_fields
from .repairs import Repair
from .samples import SAMPLE_PASSWORD, generated_key, sample_text
from .search import Changes, candidates_for, constants_in, find_changes


class Examples:
    """The example records of a model: `first` of every entity, and a `second` that differs where it must."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.first: dict[str, Record] = {}
        self.second: dict[str, Record] = {}
        self._rules: dict[str, list[Expression]] = {}
        for entity in model.entities:
            self._make(entity, ())
        for entity in model.entities:
            self.second[entity.name] = self._second(entity)

    def situation(self, records: Mapping[str, Record | None], scalars: Mapping[str, Value]) -> Situation:
        """Return a situation at the system's clock."""
        return Situation(self.model, self.model.system.clock, records, scalars)

    def own_records(self, entity: Entity, record: Record) -> dict[str, Record | None]:
        """Return a record and the examples that it refers to, by their variables."""
        return self._reached(variable_of(entity), entity, record, 3)

    def rules(self, entity: Entity) -> list[Expression]:
        """Return what must hold of a record of an entity, over `self`; what counts other records is left out."""
        if entity.name not in self._rules:
            self._rules[entity.name] = self._found_rules(entity)
        return self._rules[entity.name]

    def _found_rules(self, entity: Entity) -> list[Expression]:
        found = [check.condition for check in entity.checks]
        for rule in self.model.rules:
            for item in rule.invariants:
                if item.entity == entity.name and not is_wide(item.condition, item.row, self.model):
                    found.append(about_self(item.condition, item.row, entity.name))
        return found

    def is_valid(self, entity: Entity, record: Record) -> bool:
        """Tell whether a record breaks no rule that can be judged now."""
        return self._count_broken(entity, record, self.rules(entity)) == 0

    def _make(self, entity: Entity, waiting: tuple[str, ...]) -> Record:
        if entity.name in self.first:
            return self.first[entity.name]
        values: dict[str, Value] = {}
        for field in stored_fields(entity):
            values[field.name] = self._value(entity, field, values, (*waiting, entity.name))
        self.first[entity.name] = self._repaired(entity, values, (*waiting, entity.name))
        return self.first[entity.name]

    def _value(self, entity: Entity, field: Field, values: Record, waiting: tuple[str, ...]) -> Value:
        kind = plain(field.type)
        if isinstance(kind, Reference):
            if isinstance(field.type, Optional) or kind.entity in waiting:
                return None
            target = self.model.entity(kind.entity)
            return self._make(target, waiting)[target.key.name]
        if isinstance(kind, ListOf):
            return ()
        if field.is_key and field.is_generated:
            return generated_key(entity, 1)
        default = field.default if field.default is not None else field.derived if field.is_stored else None
        if default is not None:
            try:
                return self.situation(self.own_records(entity, values), {}).value(default)
            except UnknownValueError:
                pass
        return None if isinstance(field.type, Optional) else example_value(self.model, field, entity, 1)

    def _repaired(self, entity: Entity, values: Record, waiting: tuple[str, ...]) -> Record:
        """Return the values with as few changes as make the record valid."""
        rules = self.rules(entity)
        constants = constants_in(rules)
        read = {part.name for rule in rules for part in walk(rule) if isinstance(part, FieldRead)}
        candidates = {
            ("", field.name): candidates_for(field.type, values[field.name], constants, self.model.system.clock)
            for field in stored_fields(entity)
            if field.name in read and not field.is_key
        }

        def is_good(changes: Changes) -> bool:
            return self.is_valid(entity, {**values, **{name: value for (_, name), value in changes.items()}})

        found = find_changes(candidates, is_good, most=2)
        if found is None:
            return self._repair(entity, waiting, ()).repaired(values)
        return {**values, **{name: value for (_, name), value in found.items()}}

    def _repair(self, entity: Entity, waiting: tuple[str, ...], kept: Collection[str]) -> Repair:
        """Return what repairs records of an entity one rule at a time; it leaves keys and the kept fields alone."""

        def key_of(name: str) -> Value:
            target = self.model.entity(name)
            return None if name in waiting else self._make(target, waiting)[target.key.name]

        fields = [field for field in stored_fields(entity) if not field.is_key and field.name not in kept]
        return Repair(self.model, self.rules(entity), fields, partial(self._count_broken, entity), key_of)

    def _count_broken(self, entity: Entity, record: Record, rules: Sequence[Expression]) -> int:
        situation = self.situation(self.own_records(entity, record), {})
        return sum(situation.holds(rule) is False for rule in rules)

    def _second(self, entity: Entity) -> Record:
        values = dict(self.first[entity.name])
        changed: list[str] = []
        grouped = {name for item in entity.uniques for name in item.fields}
        for field in stored_fields(entity):
            kind = plain(field.type)
            if field.is_key and field.is_generated:
                values[field.name] = generated_key(entity, 2)
            elif field.is_key or field.is_unique or (field.name in grouped and isinstance(kind, Text | Int)):
                values[field.name] = example_value(self.model, field, entity, 2)
                changed.append(field.name)
        return self._repair(entity, tuple(self.first), changed).repaired(values)

    def _reached(self, name: str, entity: Entity, record: Record, depth: int) -> dict[str, Record | None]:
        found: dict[str, Record | None] = {name: record}
        for field in entity.fields if depth else ():
            kind = plain(field.type)
            if isinstance(kind, Reference) and field.name in record:
                target, key = self.model.entity(kind.entity), record[field.name]
                other = self.first.get(kind.entity)
                inner = f"{name}_{field.name}"
                if key is None:
                    found[inner] = None
                elif other is not None:
                    found |= self._reached(inner, target, other, depth - 1)
        return found


def example_value(model: Model, field: Field, entity: Entity, number: int) -> Value:
    """Return a plain value for a field, the first or another one."""
    kind = plain(field.type)
    match kind:
        case Text(low=low, high=high):
            return _text(field, entity, number, low, high)
        case Int(low=low, high=high) | Decimal(low=low, high=high):
            wanted = 10 * number if field.is_key is False else number
            return max(min(wanted, high if high is not None else wanted), low if low is not None else wanted)
        case Money(scale=scale):
            return 100 * 10**scale * number
        case Choice(members=members):
            return members[min(number, len(members)) - 1]
        case Date():
            return model.system.clock.date() + timedelta(days=1)
        case DateTime():
            return model.system.clock + timedelta(days=1)
        case Password():
            return SAMPLE_PASSWORD
        case Reference():
            return None
        case _:
            return timedelta(hours=1) if type(kind).__name__ == "Duration" else False


def _text(field: Field, entity: Entity, number: int, low: int, high: int | None) -> str:
    words = words_of(entity.name)
    if field.name in entity.identifiers and "mail" in field.name.lower():
        address = f"{words.replace(' ', '-')}-{number}@example.com"
        return address if high is None or len(address) <= high else sample_text("e", number, low, high)
    if field.is_key and not entity.is_role:
        return sample_text(field.label[0].upper(), number, low, high).replace(" ", "")
    return sample_text(words.capitalize() if field.is_key else field.label, number, low, high)
