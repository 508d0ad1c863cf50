"""One scenario on its way: the state, the visitors, and what was done so far."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from msgspec import Struct

from ..expressions import Value
from ..model import Entity
from ..operations import FieldValue, LastRecord, Persona, Record, RecordByKey, RecordList, RecordWith
from ..value_types import Int, plain
from .formatting import spell, words
from .interpreter import Interpreter
from .outcomes import Accepted, Key, Outcome, Person, StepError
from .parsing import key_from
from .state import State
from .views import Views
from .visitors import Visitor

_Value = TypeVar("_Value")


class Performed(Struct, frozen=True):
    """An action that a person did at a step (counted from 0), directly or through a page."""

    step: int
    persona: Persona | None
    action: str
    arguments: tuple[tuple[str, Value], ...]
    outcome: Outcome


class Made(Struct, frozen=True):
    """A record that a Given step made, sample values and defaults included."""

    step: int
    entity: str
    key: Key
    values: tuple[tuple[str, Value], ...]


TraceEntry = Performed | Made


class Stage:
    """The context in which the operations of one scenario stage."""

    def __init__(self, interpreter: Interpreter, views: Views) -> None:
        self.interpreter = interpreter
        self.views = views
        self.index = interpreter.index
        self.state: State = interpreter.initial_state()
        self.visitors: dict[Persona | None, Visitor] = {None: Visitor()}
        self.keys: dict[Persona, Key] = {}
        self.last: Outcome | None = None
        self.trace: list[TraceEntry] = []
        self.step = 0
        self.has_asked = False

    def visitor(self, persona: Persona | None) -> Visitor:
        """Return the browser of a persona."""
        return self.visitors.setdefault(persona, Visitor())

    def perform(self, persona: Persona | None, action: str, arguments: Mapping[str, Value]) -> Outcome:
        """Let a persona do an action, and note it."""
        visitor = self.visitor(persona)
        outcome = self.interpreter.perform(self.state, visitor.person, action, arguments)
        self.trace.append(Performed(self.step, persona, action, tuple(arguments.items()), outcome))
        self.last = outcome
        if isinstance(outcome, Accepted) and outcome.session is not None:
            self.sign_in(visitor, outcome.session)
        return outcome

    def sign_in(self, visitor: Visitor, person: Person) -> None:
        """Start a session; from now on the person's name means this browser."""
        visitor.person = person
        self.visitors[Persona(person.role, str(person.key))] = visitor

    def person(self, persona: Persona) -> Person:
        """Return the record that a persona stands for."""
        key = self.keys.get(persona, persona.name)
        return Person(persona.role, self.existing(self.index.entities[persona.role], key))

    def existing(self, entity: Entity, key: Key) -> Key:
        """Return a key as the entity holds it; StepError where no record has it."""
        table, key = self.state.records[entity.name], self.key(entity, key)
        if key not in table:
            known = listed(spell(known, entity.key.type) for known in table)
            raise StepError(f'there is no {words(entity.name)} "{key}"; known: {known}', entity.span)
        return key

    def key(self, entity: Entity, key: Key) -> Key:
        """Return a key as the entity holds it, whether or not a record has it."""
        return key_from(key, entity.key.type)

    def value(self, value: FieldValue) -> Value:
        """Return a value with the records and people it names replaced by their keys."""
        match value:
            case Persona():
                return self.person(value).key
            case RecordByKey() | RecordWith() | LastRecord():
                return self.record(value)
            case RecordList(items=items):
                return self._keys(self.value(item) for item in items)
            case _:
                return value

    def values(self, pairs: Iterable[tuple[str, FieldValue]]) -> dict[str, Value]:
        """Return named values with the records and people replaced by their keys."""
        return {name: self.value(value) for name, value in pairs}

    def arguments(self, pairs: Iterable[tuple[str, FieldValue]]) -> dict[str, Value]:
        """Return the inputs of an action; a key that no record has is left to the action to reject."""
        return {name: self._argument(value) for name, value in pairs}

    def _argument(self, value: FieldValue) -> Value:
        match value:
            case RecordByKey(entity=entity, key=key):
                return self.key(self.index.entities[entity], key)
            case RecordList(items=items):
                return self._keys(self._argument(item) for item in items)
            case _:
                return self.value(value)

    def _keys(self, values: Iterable[Value]) -> Value:
        """Return the keys of a list, each once, in order."""
        keys = {value for value in values if isinstance(value, str | int)}
        return tuple(sorted(keys))  # pyright: ignore[reportArgumentType]

    def record(self, record: Record) -> Key:
        """Return the key of the record that an operation names; StepError where there is not exactly one."""
        entity = self.index.entities[record.entity]
        match record:
            case RecordByKey(key=key):
                return self.existing(entity, key)
            case LastRecord():
                last = self.state.last_created.get(entity.name)
                if last is None or last not in self.state.records[entity.name]:
                    raise StepError(f"no {words(entity.name)} was created yet", entity.span)
                return last
            case RecordWith(values=values):
                return self._only(entity, self.values(values))

    def matching(self, entity: Entity, values: Mapping[str, Value]) -> list[Key]:
        """Return the keys of the records whose fields have these values."""
        return [
            key
            for key in self.state.records[entity.name]
            if all(self.read(entity, key, name) == value for name, value in values.items())
        ]

    def read(self, entity: Entity, key: Key, name: str) -> Value:
        """Return a field of a record."""
        return self.interpreter.read(self.state, entity.name, key, name)

    def described(self, entity: Entity, values: Mapping[str, Value]) -> str:
        """Return `passenger "Ann Li" and seats 2`."""
        return " and ".join(f"{name} {spell(value, entity.field(name).type)}" for name, value in values.items())

    def shown(self, entity: Entity, keys: Iterable[Key], names: Iterable[str]) -> str:
        """Return up to five records with the values of some fields."""
        names = tuple(names)
        return listed(self._with_values(entity, key, names) for key in keys)

    def _with_values(self, entity: Entity, key: Key, names: tuple[str, ...]) -> str:
        values = self.described(entity, {name: self.read(entity, key, name) for name in names})
        return f"{self.called(entity, key)} ({values})" if values else self.called(entity, key)

    def called(self, entity: Entity, key: Key) -> str:
        """Return a key as scenarios write it: `"G1"`, or a number."""
        return str(key) if has_number_key(entity) else f'"{key}"'

    def _only(self, entity: Entity, values: Mapping[str, Value]) -> Key:
        found = self.matching(entity, values)
        if len(found) == 1:
            return found[0]
        wanted, name = self.described(entity, values), words(entity.name)
        if found:
            raise StepError(f"{len(found)} records of {name} have {wanted}: {listed(map(str, found))}", entity.span)
        known = self.shown(entity, self.state.records[entity.name], values)
        raise StepError(f"there is no {name} with {wanted}; known: {known}", entity.span)


def listed(items: Iterable[_Value], most: int = 5) -> str:
    """Return items with commas between them, the rest counted, `none` for none."""
    texts = [str(item) for item in items]
    rest = f" and {len(texts) - most} more" if len(texts) > most else ""
    return ", ".join(texts[:most]) + rest if texts else "none"


def has_number_key(entity: Entity) -> bool:
    """Tell whether records of an entity are identified by numbers."""
    return isinstance(plain(entity.key.type), Int)
