"""The code of one scenario on its way: who is known, which records exist, what was written so far."""

import re
from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from ...dsl.expressions import Value
from ...dsl.model import Entity, Model, Scenario
from ...dsl.operations import FieldValue, LastRecord, Persona, Record, RecordByKey, RecordList, RecordWith
from ...dsl.value_types import Int, Reference, ValueType, plain
from ..names import field_name, plural_of_entity, python_name, variable_of
from .literals import Literals, compared
from .samples import generated_key

# A literal between these marks may become a parameter of the test where the rows of an outline differ.
HOLE = re.compile("\ue000(.*?)\ue001(.*?)\ue002", re.DOTALL)
OWN_NAMES = {"world", "actions", "outcome", "pages", "new_pages", "calls", "record", "at", "done", "rejected"}


class Account(Struct, frozen=True):
    """A person of a scenario: the variable of the account, and the key of the record."""

    variable: str
    key: str | int


class Script:
    """The state in which the steps of one scenario are written."""

    def __init__(self, model: Model, scenario: Scenario) -> None:
        self.model = model
        self.scenario = scenario
        self.literals = Literals(model)
        self.now: datetime = model.system.clock
        self.accounts: dict[Persona, Account] = {}
        self.signed_in: set[Persona] = set()
        self.tables: dict[str, dict[Value, Mapping[str, Value]]] = {entity.name: {} for entity in model.entities}
        self.sequences: dict[str, int] = {}
        self.browsers: dict[Persona | None, str] = {}
        self.shown_to: dict[str, Persona | None] = {}
        self.variables: set[str] = set()
        self.last_browser: str | None = None
        self.last_is_sign_in = False
        self.lines: list[str] = []

    def write(self, *lines: str) -> None:
        """Add lines of code."""
        self.lines += lines

    def take(self) -> list[str]:
        """Return the lines written since the last time."""
        lines, self.lines = self.lines, []
        return lines

    def need(self, module: str, name: str) -> None:
        """Import a name."""
        self.literals.imports.add((module, name))

    def new_variable(self, wish: str) -> str:
        """Return a name for a variable that is not taken."""
        name = python_name(wish) or "somebody"
        modules = {plural_of_entity(entity) for entity in self.model.entities}
        while name in self.variables | OWN_NAMES | modules:
            name += "_"
        self.variables.add(name)
        return name

    def hole(self, text: str, hint: str, kind: ValueType | None, value: Value = None) -> str:
        """Mark a literal: the hint names it, its annotation and its plain value tell what it is."""
        annotation = self.literals.annotation(kind) if kind is not None else "str"
        return f"\ue000{python_name(hint)}|HOLE|{annotation}|HOLE|{value}\ue001{text}\ue002"

    def literal(self, value: Value, kind: ValueType, hint: str) -> str:
        """Return a value of a type as a marked literal."""
        return self.hole(self.literals.text(value, kind), hint, kind, value)

    def said(self, text: str, hint: str) -> str:
        """Return a text as a marked literal."""
        return self.hole(self.literals.plain_text(text), hint, None, text)

    # values

    def value(self, value: FieldValue, kind: ValueType, hint: str) -> str:
        """Return the value that a step names as Python."""
        match value:
            case Persona():
                return self.key_text(value.role, self.key_of(value), hint)
            case RecordByKey(entity=entity, key=key):
                return self.key_text(entity, self.held_key(entity, key), hint)
            case RecordList():
                return self.literal(self.known(value), kind, hint)
            case RecordWith() | LastRecord():
                key = field_name(self.model.entity(value.entity).key.name)
                return f"{self.record(value)}.{key}"
            case _:
                reference = plain(kind)
                if isinstance(reference, Reference) and isinstance(value, str | int):
                    return self.key_text(reference.entity, self.held_key(reference.entity, value), hint)
                return self.literal(value, kind, hint)

    def known(self, value: FieldValue) -> Value:
        """Return what is known of a value at compile time: keys of people and records, or the value itself."""
        match value:
            case Persona():
                return self.key_of(value)
            case RecordByKey(entity=entity, key=key):
                return self.held_key(entity, key)
            case RecordWith() | LastRecord():
                return next(reversed(self.tables[value.entity]), None)
            case RecordList(items=items):
                keys = {key for item in items if isinstance(key := self.known(item), str | int)}
                return tuple(sorted(keys))  # pyright: ignore[reportArgumentType]
            case _:
                return value

    def key_text(self, entity: str, key: str | int, hint: str) -> str:
        """Return a key of an entity as a marked literal."""
        return self.literal(key, self.model.entity(entity).key.type, hint)

    def held_key(self, entity: str, key: str | int) -> str | int:
        """Return a key as the entity holds it: digits are a number where the key is one."""
        is_number = isinstance(plain(self.model.entity(entity).key.type), Int)
        return int(key) if is_number and str(key).strip().isdecimal() else key

    def key_of(self, persona: Persona) -> str | int:
        """Return the key of the record that a persona stands for."""
        account = self.accounts.get(persona)
        return account.key if account else self.held_key(persona.role, persona.name)

    # records

    def record(self, record: Record) -> str:
        """Return the expression that reads the record a step names."""
        entity = self.model.entity(record.entity)
        variable = variable_of(entity)
        match record:
            case RecordByKey(key=key):
                self.need("tests.records", f"get_{variable}")
                key_text = self.key_text(entity.name, self.held_key(entity.name, key), entity.name)
                return f"get_{variable}(world, {key_text})"
            case LastRecord():
                self.need("tests.records", f"last_{variable}")
                return f"last_{variable}(world)"
            case RecordWith(values=values):
                plural = plural_of_entity(entity)
                self.need("tests.records", f"all_{plural}")
                self.need("tests.records", "only")
                condition = self.condition(entity, values)
                return f"only(record for record in all_{plural}(world) if {condition})"

    def condition(self, entity: Entity, values: tuple[tuple[str, FieldValue], ...]) -> str:
        """Return the condition that the variable `record` has these values."""
        return " and ".join(
            compared(self.read(entity, name, "record"), self.value(value, entity.field(name).type, name))
            for name, value in values
        )

    def read(self, entity: Entity, name: str, record: str) -> str:
        """Return the expression that reads a field of a record."""
        field = entity.field(name)
        if field.derived is None or field.is_stored:
            return f"{record}.{field_name(name)}"
        function = f"{python_name(name)}_of_{variable_of(entity)}"
        self.need("tests.records", function)
        return f"{function}(world, {record})"

    def next_key(self, entity: Entity) -> str | int:
        """Return the key that the next record of an entity gets, and count it."""
        number = self.sequences.get(entity.name, 0) + 1
        while generated_key(entity, number) in self.tables[entity.name]:
            number += 1
        self.sequences[entity.name] = number
        return generated_key(entity, number)

    def count_created(self, entity: Entity, key: Value) -> None:
        """Remember a record that an action made."""
        known = key if key is not None else (self.next_key(entity) if entity.key.is_generated else None)
        self.tables[entity.name].setdefault(known, {})
