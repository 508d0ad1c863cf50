"""Makes a record valid: one broken rule after the other, by the fewest changes of what that rule reads."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any

from msgspec import Struct

from ...dsl.expressions import Expression, FieldRead, Value, Variable, walk
from ...dsl.model import Field, Model
from ...dsl.value_types import ListOf, Optional, Reference, Text, plain
from ..inputs import expand_derived
from .evaluation import Record
from .search import Changes, Place, candidates_for, constants_in, find_changes, is_of_type, is_within

DISTANCES: tuple[Any, ...] = (0, 1, timedelta(hours=1), timedelta(minutes=1), timedelta(days=1))


class Repair(Struct, frozen=True):
    """What it takes to repair records of an entity: its rules over `self`, and the fields that may change.

    `broken` counts which of some rules a record breaks, `key_of` gives the key of the example of an entity.
    """

    model: Model
    rules: Sequence[Expression]
    fields: Sequence[Field]
    broken: Callable[[Record, Sequence[Expression]], int]
    key_of: Callable[[str], Value]

    def repaired(self, record: Record) -> Record:
        """Return a record that breaks as few of the rules as could be reached."""
        while True:
            failing = [rule for rule in self.rules if self.broken(record, [rule])]
            better = next((found for rule in failing if (found := self._better(record, rule, len(failing)))), None)
            if better is None:
                return record
            record = better

    def _better(self, record: Record, rule: Expression, before: int) -> Record | None:
        """Return the record with fewer rules broken, or None where none of what this one reads helps."""
        changes = find_changes(
            self._candidates(record, rule), lambda tried: self.broken(_changed(record, tried), self.rules) < before
        )
        return None if changes is None else _changed(record, changes)

    def _candidates(self, record: Record, rule: Expression) -> dict[Place, list[Value]]:
        read = {part.name for part in _own_reads(rule, self.model)}
        fields = [field for field in self.fields if field.name in read]
        constants = constants_in([rule])
        return {("", field.name): list(self._values(field, fields, record, constants)) for field in fields}

    def _values(self, field: Field, others: Sequence[Field], record: Record, constants: list[Value]) -> Iterator[Value]:
        """Yield what a field could be: what others are, or a little more or less, then what is typical of its type."""
        kind = plain(field.type)
        found: list[Value] = []
        if isinstance(kind, Reference):
            found = [self.key_of(kind.entity), *([None] if isinstance(field.type, Optional) else [])]
        elif isinstance(kind, ListOf):
            key = self.key_of(kind.entity)
            found = [(), (key,)] if isinstance(key, str | int) else [()]
        else:
            known = [record[item.name] for item in others if plain(item.type) == kind] + constants
            found = [value for base in known for value in _near(base, constants)]
            lengths = [item + 1 for item in constants if type(item) is int] if isinstance(kind, Text) else []
            found += candidates_for(field.type, record[field.name], [*constants, *lengths], self.model.system.clock)
        fitting = [value for value in found if is_of_type(kind, value) and is_within(field.type, value)]
        yield from (value for value in dict.fromkeys(fitting) if value != record[field.name])


def _changed(record: Record, changes: Changes) -> Record:
    return {**record, **{name: value for (_, name), value in changes.items()}}


def _own_reads(rule: Expression, model: Model) -> Iterator[FieldRead]:
    """Yield the stored fields of the record itself that a rule reads, by derived fields too."""
    for part in walk(rule):
        if isinstance(part, FieldRead) and isinstance(part.record, Variable):
            derived = expand_derived(part, model)
            yield from [part] if derived is None else _own_reads(derived, model)


def _near(base: Any, constants: list[Value]) -> Iterator[Value]:
    yield base
    numbers: list[Any] = [item for item in constants if isinstance(item, int | timedelta)]
    for step in (*DISTANCES, *numbers):
        for distance in (step, -step):
            try:
                yield base + distance
            except (TypeError, OverflowError):
                break
