"""An action on a database that holds one example of every entity: what to change so that it succeeds or fails."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from ...dsl.expressions import Aggregate, Expression, FieldRead, Value, Variable, walk
from ...dsl.model import Action, Change, Create, Delete, Entity
from ...dsl.value_types import ListOf, Reference, plain
from ..action_plan import ActionPlan
from ..names import python_name
from .action_setup import AGGREGATE, ActionSetup
from .evaluation import Record, Situation, UnknownValueError
from .example_records import Examples
from .search import Changes, Place, candidates_for, constants_in, find_changes, is_within


class FilledSetup:
    """Changes name entities here: `("Train", "seats_left")` is that field of the only train."""

    def __init__(self, action: Action, examples: Examples) -> None:
        self.inner = ActionSetup(action, examples)
        self.action = action
        self.plan: ActionPlan = self.inner.plan
        self.examples = examples
        self.model = examples.model

    def situation(self, changes: Changes) -> Situation:
        """Return the situation with these changes."""
        tables = {name: [self.changed(name, changes)] for name in self.examples.first}
        created = {python_name(item.effect.alias) for item in self.plan.creates} - {"me"}
        created -= {item.name for item in self.plan.parameters}
        records: dict[str, Record | None] = {
            item.name: tables[item.entity][0]
            for item in self.inner.sources.values()
            if item.source is None and item.name not in created
        }
        own = {name: value for (entity, name), value in changes.items() if not entity}
        scalars = {**self.inner.scalars, **own}
        return Situation(self.model, self.model.system.clock, records, scalars, {}, tables)

    def changed(self, entity: str, changes: Changes) -> Record:
        """Return the example of an entity with its changes."""
        own = {name: value for (owner, name), value in changes.items() if owner == entity}
        return {**self.examples.first[entity], **own}

    @cached_property
    def places(self) -> Mapping[Place, Sequence[Value]]:
        """Return what could be different, with values to try."""
        conditions = self.inner.conditions
        constants = constants_in(conditions)
        found: dict[Place, Sequence[Value]] = {}
        for (record, name), values in self.inner.places(conditions).items():
            if record != AGGREGATE:
                found[(self.inner.sources[record].entity if record else "", name)] = self._existing(values)
        for part in (part for item in conditions for part in walk(item) if isinstance(part, Aggregate)):
            for read in walk(part):
                if isinstance(read, FieldRead) and read.record == _row(part, read):
                    field = self.model.entity(read.entity).field(read.name)
                    base = self.examples.first[read.entity].get(read.name)
                    if not field.is_key and not isinstance(plain(field.type), Reference):
                        tried = candidates_for(field.type, base, constants, self.model.system.clock)
                        found.setdefault((read.entity, read.name), tried)
        return found

    def _existing(self, values: Sequence[Value]) -> Sequence[Value]:
        """Return values without the lists of more records than there are."""
        return [value for value in values if not isinstance(value, tuple) or len(value) < 2]

    @cached_property
    def succeeding(self) -> Changes | None:
        """Return the changes under which the action surely succeeds, or None."""
        return find_changes(self.places, self.succeeds)

    def failing(self, guard: str) -> Changes | None:
        """Return the changes under which a guard is the first that does not hold, or None."""
        return find_changes(self.places, lambda changes: self.broken(changes) == guard and self.is_possible(changes))

    def broken(self, changes: Changes) -> str | None:
        """Return the id of the first guard that does not hold, nothing if all do, None where unknown."""
        situation = self.situation(changes)
        for guard in self.action.guards:
            holds = situation.holds(guard.condition)
            if holds is not True:
                return None if holds is None else guard.id
        return ""

    def is_possible(self, changes: Changes) -> bool:
        """Tell whether the changed records may exist and the inputs may be given."""
        entities = [self.model.entity(name) for name in {owner for owner, _ in changes if owner}]
        if not all(self._may_exist(entity, self.changed(entity.name, changes)) for entity in entities):
            return False
        kinds = {item.name: item.parameter.type for item in self.plan.parameters}
        return all(is_within(kinds[name], value) for (owner, name), value in changes.items() if not owner)

    def succeeds(self, changes: Changes) -> bool:
        """Tell whether the action surely succeeds."""
        if not self.is_possible(changes) or self.broken(changes) != "":
            return False
        situation = self.situation(changes)
        try:
            return all(self._is_fine(effect, situation, changes) for effect in self.action.effects) and all(
                situation.holds(item.condition) is not False for item in self.action.ensures
            )
        except UnknownValueError:
            return False

    def _is_fine(self, effect: object, situation: Situation, changes: Changes) -> bool:
        match effect:
            case Create(entity=name, values=values):
                entity = self.model.entity(name)
                made = {field: situation.value(value) for field, value in values if field in self.examples.first[name]}
                record = {**self.examples.first[name], **made}
                return self._may_exist(entity, record) and not self._is_taken(entity, record)
            case Change(entity=name):
                same = [item for item in self.action.effects if isinstance(item, Change) and item.entity == name]
                known = self.examples.first[name]
                new = {item.field: situation.value(item.value) for item in same if item.field in known}
                return self._may_exist(self.model.entity(name), {**self.changed(name, changes), **new})
            case Delete(entity=name):
                return not any(
                    plain(field.type) in (Reference(name), ListOf(name))
                    and self.changed(entity.name, changes).get(field.name)
                    for entity in self.model.entities
                    for field in entity.fields
                )
            case _:
                return True

    def _is_taken(self, entity: Entity, record: Record) -> bool:
        known = self.examples.first[entity.name]
        groups = [item.fields for item in entity.uniques]
        groups += [(item.name,) for item in entity.fields if item.is_unique or (item.is_key and not item.is_generated)]
        return any(all(record.get(name) == known.get(name) for name in group) for group in groups)

    def _may_exist(self, entity: Entity, record: Record) -> bool:
        is_fine = all(is_within(item.type, record.get(item.name)) for item in entity.fields if item.name in record)
        return is_fine and self.examples.is_valid(entity, record)

    def expected(self, changes: Changes) -> dict[tuple[str, str], Value]:
        """Return the fields of the examples that the action changes, as they will be."""
        found: dict[tuple[str, str], Value] = {}
        situation = self.situation(changes)
        for effect in self.action.effects:
            if isinstance(effect, Change) and effect.field in self.examples.first[effect.entity]:
                found[effect.entity, effect.field] = situation.value(effect.value)
        return found


def _row(aggregate: Aggregate, read: FieldRead) -> Expression | None:
    is_row = isinstance(read.record, Variable) and read.record.name == aggregate.row
    return read.record if is_row else None
