"""What an action does to the records: every value is read from the state before, then all is written."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec import Struct, field

from ...diagnostics import Span
from ..expressions import Expression, FieldRead, Value, Variable, walk
from ..model import Change, Create, Delete, Effect, Entity, Field, StartSession
from ..value_types import Choice, ListOf, Reference, plain
from .expressions import Evaluator, Frame
from .formatting import words
from .index import Index
from .outcomes import EvaluationError, Key, Person, Rejected, StoppedError
from .state import State, Values
from .validation import clean

Place = tuple[str, Key]  # an entity and a key


class Writes(Struct):
    """What is going to happen: new records, changed fields, ended records, a session."""

    created: dict[Place, Values] = field(default_factory=dict[Place, Values])
    changed: dict[Place, dict[str, Value]] = field(default_factory=dict[Place, dict[str, Value]])
    deleted: list[Place] = field(default_factory=list[Place])
    origins: dict[tuple[str, Key, str], Span] = field(default_factory=dict[tuple[str, Key, str], Span])
    session: Person | None = None

    @property
    def touched(self) -> list[Place]:
        """Return the records that exist afterwards and may now break a rule."""
        return [place for place in (*self.created, *self.changed) if place not in self.deleted]


class Effects:
    """Carries out the effects of actions and of final states."""

    def __init__(self, index: Index, evaluator: Evaluator) -> None:
        self._index = index
        self._evaluator = evaluator
        self._reads = {
            (entity.name, item.name): _own_fields(item.derived)
            for entity in index.model.entities
            for item in entity.fields
            if item.derived is not None and item.is_stored
        }

    def apply(self, state: State, frame: Frame, effects: Iterable[Effect]) -> Writes:
        """Carry out effects; the frame learns the keys of created records by their aliases."""
        writes = Writes()
        for effect in sorted(effects, key=lambda effect: not isinstance(effect, Create)):
            self._plan(state, frame, effect, writes)
        self._write(state, writes)
        return writes

    def insert(self, state: State, entity: Entity, values: Mapping[str, Value], me: Key | None = None) -> Writes:
        """Make one record from values by field; other fields take their default or stay empty."""
        writes = Writes()
        frame = Frame(state.records, state.now, me, {})
        record = self._complete(state, entity, dict(values), frame, entity.span)
        writes.created[entity.name, _key(entity, record)] = record
        self._write(state, writes)
        return writes

    def update(self, state: State, place: Place, values: Mapping[str, Value]) -> Writes:
        """Set fields of an existing record."""
        writes = Writes(changed={place: dict(values)})
        self._write(state, writes)
        return writes

    def _plan(self, state: State, frame: Frame, effect: Effect, writes: Writes) -> None:
        value = self._evaluator.value
        match effect:
            case Create():
                self._create(state, frame, effect, writes)
            case Change():
                place = self._place(frame, effect.entity, effect.record)
                kind = self._index.entities[effect.entity].field(effect.field).type
                writes.changed.setdefault(place, {})[effect.field] = clean(value(effect.value, frame), kind)
                writes.origins[(*place, effect.field)] = effect.span
            case Delete():
                place = self._place(frame, effect.entity, effect.record)
                if place not in writes.deleted:
                    writes.deleted.append(place)
            case StartSession():
                kind = plain(effect.person.type)
                role = kind.entity if isinstance(kind, Reference) else ""
                writes.session = Person(role, value(effect.person, frame))

    def _create(self, state: State, frame: Frame, effect: Create, writes: Writes) -> None:
        entity = self._index.entities[effect.entity]
        values = {
            name: clean(self._evaluator.value(expression, frame), entity.field(name).type)
            for name, expression in effect.values
        }
        record = self._complete(state, entity, values, frame, effect.span)
        key = _key(entity, record)
        if (entity.name, key) in writes.created:
            raise StoppedError(_taken(entity, effect.span))
        writes.created[entity.name, key] = record
        frame.variables[effect.alias] = key
        for name in record:
            writes.origins[entity.name, key, name] = effect.span

    def _place(self, frame: Frame, entity: str, record: Expression) -> Place:
        key = self._evaluator.value(record, frame)
        if key not in frame.records[entity]:
            raise EvaluationError(f'there is no {words(entity)} "{key}"', record.span)
        return entity, key

    def _complete(
        self, state: State, entity: Entity, values: dict[str, Value], frame: Frame, span: Span
    ) -> dict[str, Value]:
        key = entity.key
        if key.is_generated and values.get(key.name) is None:
            values[key.name] = state.next_key(entity)
        elif key.default is not None and key.name not in values:
            values[key.name] = self._evaluator.value(key.default, frame)
        if values.get(key.name) is None:
            raise StoppedError(Rejected(key.id, f"{key.label} is required", span))
        if values[key.name] in frame.records[entity.name]:
            raise StoppedError(_taken(entity, span))
        stored = [item for item in entity.fields if item.derived is None or item.is_stored]
        record = {item.name: values.get(item.name) for item in stored}
        self._fill_defaults(entity, record, [item for item in stored if item.name not in values], frame)
        return record

    def _fill_defaults(self, entity: Entity, record: dict[str, Value], missing: list[Field], frame: Frame) -> None:
        """A default sees the record itself, which therefore exists for that moment."""
        key, table = _key(entity, record), frame.records[entity.name]
        inner = Frame(frame.records, frame.now, frame.me, {"self": key})
        table[key] = record
        try:
            for item in missing:
                if item.default is not None:
                    record[item.name] = self._evaluator.value(item.default, inner)
                elif isinstance(item.type, Choice):
                    record[item.name] = item.type.members[0]  # states start at the first one
                elif isinstance(item.type, ListOf):
                    record[item.name] = ()
        finally:
            del table[key]

    def _write(self, state: State, writes: Writes) -> None:
        for (entity, key), record in writes.created.items():
            state.write(state.records[entity], key, record)
            state.write(state.last_created, entity, key)
        for (entity, key), values in writes.changed.items():
            state.write(state.records[entity], key, {**state.records[entity][key], **values})
        self._derive(state, writes)
        for place, span in writes.origins.items():
            state.write(state.origins, place, span)
        for entity, key in writes.deleted:
            state.delete(state.records[entity], key)

    def _derive(self, state: State, writes: Writes) -> None:
        """Renew the stored derived fields of new records, and of those whose own fields they read changed."""
        for (entity, name), reads in self._reads.items():
            created = [key for owner, key in writes.created if owner == entity]
            changed = [
                key for (owner, key), values in writes.changed.items() if owner == entity and reads & set(values)
            ]
            for key in (*created, *changed):
                derived = self._index.entities[entity].field(name).derived
                assert derived is not None
                value = self._evaluator.value(derived, _self_frame(state, state.now, key))
                state.write(state.records[entity], key, {**state.records[entity][key], name: value})


def _self_frame(state: State, now: datetime, key: Key) -> Frame:
    return Frame(state.records, now, None, {"self": key})


def _own_fields(derived: Expression | None) -> set[str]:
    parts = walk(derived) if derived else ()
    return {part.name for part in parts if isinstance(part, FieldRead) and _is_self(part.record)}


def _is_self(expression: Expression) -> bool:
    return isinstance(expression, Variable) and expression.name == "self"


def _key(entity: Entity, record: Values) -> Key:
    key = record[entity.key.name]
    assert isinstance(key, str | int)
    return key


def _taken(entity: Entity, span: Span) -> Rejected:
    return Rejected(entity.key.id, f"{entity.key.label} is already taken", span)
