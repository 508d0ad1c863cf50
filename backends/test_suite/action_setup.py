"""The example situation of an action: records, inputs and the moment under which it is allowed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from functools import cached_property

from msgspec import Struct

from ...dsl.expressions import Aggregate, Expression, FieldRead, Value, Variable, children
from ...dsl.model import Action, BySystem, Create, Model
from ...dsl.value_types import Duration, ListOf, Optional, Reference, ValueType, plain
from ..action_plan import ActionPlan, plan_action
from ..inputs import expand_derived, record_name
from ..names import python_name
from .evaluation import Record, Situation
from .example_records import Examples, example_value
from .samples import SAMPLE_PASSWORD, Sample, sample_of_type
from .search import Changes, Place, candidates_for, constants_in, find_changes

AGGREGATE = "how many"  # stands for a record's variable in the places of counts and sums
WHILE_EMPTY: Mapping[str, Value] = {"count": 0, "sum": 0, "any": False, "all": True}


class RecordSource(Struct, frozen=True):
    """A record that is looked at: its variable, its entity, and, where it is reached, by what."""

    name: str
    entity: str
    source: str | None = None
    field: str | None = None


class Setup:
    """Records by their variables, plain values by their names; `situation` applies changes to them."""

    def __init__(
        self,
        examples: Examples,
        sources: Iterable[RecordSource],
        scalars: dict[str, Value],
        aggregates: Mapping[Aggregate, str],
    ) -> None:
        self.examples = examples
        self.model: Model = examples.model
        self.sources = {item.name: item for item in sources}
        self.scalars = scalars
        self.aggregates = dict(aggregates)
        self.kinds: dict[Place, ValueType] = {}

    def situation(self, changes: Changes) -> Situation:
        """Return the situation with these changes; `("", name)` changes a plain value, the rest a record."""
        records: dict[str, Record | None] = {}
        for item in self.sources.values():
            base: Record = self.examples.first[item.entity]
            source = records.get(item.source) if item.source else None
            if item.source and (source is None or source.get(item.field or "") is None):
                records[item.name] = None
                continue
            own = {name: value for (record, name), value in changes.items() if record == item.name}
            records[item.name] = {**base, **own}
        scalars = {**self.scalars, **{name: value for (record, name), value in changes.items() if not record}}
        counts = {
            origin: changes.get((AGGREGATE, name), _while_empty(origin)) for origin, name in self.aggregates.items()
        }
        return Situation(self.model, self.model.system.clock, records, scalars, counts)

    def places(self, conditions: Sequence[Expression]) -> dict[Place, Sequence[Value]]:
        """Return what conditions read and could be different, with values to try."""
        constants = constants_in(conditions)
        found: dict[Place, Sequence[Value]] = {}
        for part in (part for item in conditions for part in self.parts(item)):
            if isinstance(part, Aggregate) and part in self.aggregates:
                self._add(found, (AGGREGATE, self.aggregates[part]), part.type, constants)
            elif isinstance(part, Variable) and not isinstance(plain(part.type), Reference):
                self._add(found, ("", python_name(part.name)), part.type, constants)
            elif isinstance(part, FieldRead) and record_name(part.record) in self.sources:
                field = self.model.entity(part.entity).field(part.name)
                if not field.is_key:
                    self._add(found, (record_name(part.record), part.name), field.type, constants)
        return found

    def parts(self, condition: Expression) -> Iterable[Expression]:
        """Yield everything in a condition, derived fields expanded; what an aggregate counts is left out."""
        if isinstance(condition, Aggregate):
            yield condition
            return
        derived = expand_derived(condition, self.model) if isinstance(condition, FieldRead) else None
        yield from self.parts(derived) if derived is not None else [condition]
        for part in children(condition) if derived is None else ():
            yield from self.parts(part)

    def base(self, place: Place) -> Value:
        """Return the value at a place before any change."""
        record, name = place
        if not record:
            return self.scalars.get(name)
        if record == AGGREGATE:
            return next(_while_empty(item) for item, own in self.aggregates.items() if own == name)
        return self.examples.first[self.sources[record].entity].get(name)

    def _add(self, found: dict[Place, Sequence[Value]], place: Place, kind: ValueType, constants: list[Value]) -> None:
        self.kinds[place] = kind
        bare = plain(kind)
        if isinstance(bare, Reference):
            key = self.model.entity(bare.entity).key.name
            found.setdefault(place, [self.examples.first[bare.entity][key], None] if isinstance(kind, Optional) else [])
            return
        if isinstance(bare, ListOf):
            found.setdefault(place, self._lists(bare.entity, constants))
            return
        found.setdefault(place, candidates_for(kind, self.base(place), constants, self.model.system.clock))

    def _lists(self, entity: str, constants: list[Value]) -> list[Value]:
        """Return lists of as many records as conditions may ask for; only the first one of each is an example."""
        first = self.examples.first[entity][self.model.entity(entity).key.name]
        assert isinstance(first, str | int)
        asked = {item + step for item in constants if type(item) is int and 0 <= item < 20 for step in (0, 1)}
        others = [first + number if isinstance(first, int) else f"{first}{number}" for number in range(1, 21)]
        sizes = sorted(size for size in asked | {1} if size)
        return [tuple((first, *others)[:size]) for size in sizes]


class ActionSetup(Setup):
    """The setup of an action."""

    def __init__(self, action: Action, examples: Examples) -> None:
        self.action = action
        self.plan: ActionPlan = plan_action(action, examples.model)
        super().__init__(
            examples,
            (*_created(self.plan), *_sources(self.plan)),
            _scalars(self.plan, examples),
            _aggregates(self.plan),
        )

    @property
    def conditions(self) -> list[Expression]:
        """Return what must hold: of the moment, and of the guards."""
        due = self.action.actor.condition if isinstance(self.action.actor, BySystem) else None
        return [*([due] if due is not None else []), *(guard.condition for guard in self.action.guards)]

    @cached_property
    def allowed(self) -> Changes | None:
        """Return the changes under which the action is allowed, or None where none were found."""
        return find_changes(self.places(self.conditions), self.is_allowed)

    def is_allowed(self, changes: Changes) -> bool:
        """Tell whether everything demanded holds."""
        return self.broken_guard(changes) == "" and self.is_due(changes) is not False

    def is_due(self, changes: Changes) -> bool | None:
        """Tell whether the system would do the action; None where it never does on its own."""
        condition = self.action.actor.condition if isinstance(self.action.actor, BySystem) else None
        return None if condition is None else self.situation(changes).holds(condition)

    def broken_guard(self, changes: Changes) -> str | None:
        """Return the id of the first guard that does not hold, nothing if all do, None where unknown."""
        situation = self.situation(changes)
        for guard in self.action.guards:
            holds = situation.holds(guard.condition)
            if holds is not True:
                return None if holds is None else guard.id
        return ""


def _created(plan: ActionPlan) -> Iterable[RecordSource]:
    """Yield the records that the action creates, as others of its effects call them."""
    for item in plan.creates:
        yield RecordSource(python_name(item.effect.alias), item.effect.entity)


def _sources(plan: ActionPlan) -> Iterable[RecordSource]:
    if plan.role is not None:
        yield RecordSource("me", plan.role)
    for item in plan.parameters:
        if item.entity is not None:
            yield RecordSource(item.name, item.entity)
    for load in plan.loads:
        yield RecordSource(load.name, load.entity, load.source, load.field)


def _scalars(plan: ActionPlan, examples: Examples) -> dict[str, Value]:
    model = examples.model
    sample = Sample(1, model.system.clock, None, lambda name: None)
    found: dict[str, Value] = {}
    for item in plan.parameters:
        if item.entity is None:
            known = _filled(plan, item.parameter.name, examples)
            kind = item.parameter.type
            value = sample_of_type(kind, item.parameter.label, sample)
            found[item.name] = SAMPLE_PASSWORD if item.is_password else value if known is None else known
    return found


def _filled(plan: ActionPlan, name: str, examples: Examples) -> Value:
    """Return the value for a parameter that goes straight into a field of a new record."""
    for effect in plan.action.effects:
        if isinstance(effect, Create):
            entity = examples.model.entity(effect.entity)
            for field_name, value in effect.values:
                if isinstance(value, Variable) and value.name == name:
                    field = entity.field(field_name)
                    if field.is_key or field.is_unique:
                        return example_value(examples.model, field, entity, 3)
                    known = examples.first[effect.entity].get(field_name)
                    return known if known is not None else example_value(examples.model, field, entity, 1)
    return None


def _while_empty(aggregate: Aggregate) -> Value:
    is_length = isinstance(plain(aggregate.type), Duration) and aggregate.function == "sum"
    return timedelta() if is_length else WHILE_EMPTY[aggregate.function]


def _aggregates(plan: ActionPlan) -> dict[Aggregate, str]:
    """Return what is counted for the action, with the names that its functions know it by."""
    known = [plan.due_inputs, *(item.inputs for item in (*plan.creates, *plan.changes)), plan.guard_inputs]
    return {item.origin: item.name for inputs in known for item in inputs.aggregates}
