"""The data of a running system, with a journal that takes changes back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from msgspec import Struct

from ...diagnostics import Span
from ..expressions import Value
from ..model import Entity, Model
from ..value_types import Text, plain
from .outcomes import Key

Values = Mapping[str, Value]  # a record's stored fields; replaced as a whole, never changed in place
Table = dict[Key, Values]

_ABSENT = object()


class Call(Struct, frozen=True):
    """A recorded call of a service."""

    service: str
    operation: str
    arguments: tuple[tuple[str, Value], ...]
    outcome: str


class Event(Struct, frozen=True):
    """One thing that happened in a workflow instance."""

    at: datetime
    what: str
    detail: str = ""


class Strand(Struct, frozen=True):
    """How far one strand of a step has come; `wake_at` is when a failed step is tried again."""

    index: int = 0
    attempt: int = 0
    wake_at: datetime | None = None
    status: str = "running"  # running, done, failed


class Undo(Struct, frozen=True):
    """What makes up for a completed step: an action and its arguments."""

    action: str
    arguments: tuple[Value, ...]


class Instance(Struct, frozen=True):
    """One run of a workflow for one record; `position` is the step of the state it stands at."""

    id: int
    workflow: str
    version: int
    definition: str
    subject: Key
    state: str
    entered_at: datetime
    status: str = "running"  # running, finished, failed
    data: tuple[tuple[str, Value], ...] = ()
    position: int = 0
    strands: tuple[Strand, ...] = ()
    undos: tuple[Undo, ...] = ()
    events: tuple[Event, ...] = ()


class Task(Struct, frozen=True):
    """A question to a person of one of the roles."""

    id: int
    instance: int
    title: str
    roles: tuple[str, ...]
    answers: tuple[str, ...]
    is_open: bool = True


@dataclass(slots=True)
class State:
    """Everything a system knows. All tables map keys to values that never change in place, so a change is
    one entry of the journal, and a copy is shallow."""

    now: datetime
    records: dict[str, Table]
    sequences: dict[str, int] = field(default_factory=dict[str, int])
    last_created: dict[str, Key] = field(default_factory=dict[str, Key])
    origins: dict[tuple[str, Key, str], Span] = field(default_factory=dict[tuple[str, Key, str], Span])
    instances: dict[int, Instance] = field(default_factory=dict[int, Instance])
    tasks: dict[int, Task] = field(default_factory=dict[int, Task])
    answers: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    calls: list[Call] = field(default_factory=list[Call])
    _journal: list[tuple[dict[Any, Any], Any, Any]] = field(
        default_factory=list[tuple[dict[Any, Any], Any, Any]], repr=False, compare=False
    )

    @classmethod
    def initial(cls, model: Model) -> "State":
        """Return the state in which every scenario starts: no records, the system's clock."""
        return cls(model.system.clock, {entity.name: {} for entity in model.entities})

    def copy(self) -> "State":
        """Return an independent state with the same content and an empty journal."""
        return State(
            self.now,
            {name: dict(table) for name, table in self.records.items()},
            dict(self.sequences),
            dict(self.last_created),
            dict(self.origins),
            dict(self.instances),
            dict(self.tasks),
            dict(self.answers),
            list(self.calls),
        )

    def write(self, table: dict[Any, Any], key: object, value: object) -> None:
        """Put a value into one of the tables, so that it can be taken back."""
        self._journal.append((table, key, table.get(key, _ABSENT)))
        table[key] = value

    def delete(self, table: dict[Any, Any], key: object) -> None:
        """Remove an entry of one of the tables, so that it can be put back."""
        self._journal.append((table, key, table.pop(key)))

    def mark(self) -> int:
        """Return a point to which `roll_back` can return."""
        return len(self._journal)

    def roll_back(self, mark: int) -> None:
        """Take back every write since the mark; calls of services have happened and stay."""
        while len(self._journal) > mark:
            table, key, value = self._journal.pop()
            if value is _ABSENT:
                del table[key]
            else:
                table[key] = value

    def next_key(self, entity: Entity) -> Key:
        """Return the next free generated key of an entity, and count it as used."""
        number = self.sequences.get(entity.name, 0) + 1
        while generated_key(entity, number) in self.records[entity.name]:
            number += 1
        self.write(self.sequences, entity.name, number)
        return generated_key(entity, number)


def generated_key(entity: Entity, number: int) -> Key:
    """Return the key that an entity generates for its n-th record: 1, or `B000001`."""
    kind = plain(entity.key.type)
    if not isinstance(kind, Text):
        return number
    return f"{entity.name[0].upper()}{number:0{kind.code_digits}d}"
