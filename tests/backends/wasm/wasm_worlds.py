"""Random worlds for rules to look at: a few records of each entity, and values for what a rule is given."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from weft.dsl.expressions import Aggregate, Constant, Expression, Me, Variable, children
from weft.dsl.model import Field, Model
from weft.dsl.parts import parts_of
from weft.dsl.value_types import (
    Bool,
    Choice,
    Date,
    DateTime,
    Decimal,
    Duration,
    Int,
    ListOf,
    Money,
    Optional,
    Password,
    Plain,
    Reference,
    Text,
    ValueType,
    plain,
)

RECORDS = 3
TEXTS = ("", "a", "Ann", "password", "longer than eight", "é", "naïve", "日本語", "\U0001f600 smile")
NUMBERS = (0, 1, 2, 5, 7, 10, 99, 100, 1000, -1, -7, 553_00)
HUGE = (2**31, 2**62, 2**63 - 1, -(2**63), 3_037_000_500)
UNITS = (1, 60, 3600, 86400)

Records = dict[str, dict[Any, dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Scene:
    """What one row of a rule looks at."""

    records: Records
    now: datetime
    me: Any
    variables: dict[str, Any]


class Worlds:
    """Makes scenes of one model; literals of the specification, and their neighbours, come up often."""

    def __init__(self, model: Model, random: Random, huge: float = 0.01) -> None:
        self._model = model
        self._random = random
        self._huge = huge
        literals = [part for part in parts_of((model.actions, model.entities, model.decisions, model.workflows))
                    if isinstance(part, Constant)]  # fmt: skip
        self._numbers = [*NUMBERS, *_values(literals, int)]
        self._texts = [*TEXTS, *_values(literals, str)]
        self._lengths = [timedelta(seconds=unit) for unit in UNITS] + _values(literals, timedelta)

    def records(self) -> Records:
        """Return a few records of every entity, which refer to each other."""
        made: Records = {}
        for entity in self._model.entities:
            fields = [field for field in entity.fields if field.is_stored]
            made[entity.name] = {key: self._record(fields, key) for key in self._keys(entity.name)}
        return made

    def scene(self, records: Records, reads: "Reads") -> Scene:
        """Return values for what a rule reads, among records that are there."""
        variables = {name: self.value(kind) for name, kind in reads.variables.items()}
        me = self._random.choice(self._keys(reads.me)) if reads.me else None
        if reads.is_me_optional and self._random.random() < 0.2:
            me = None
        return Scene(records, self._moment(), me, variables)

    def value(self, kind: ValueType) -> Any:
        """Return a value of a type, or None where it may be absent."""
        if isinstance(kind, Optional) and self._random.random() < 0.25:
            return None
        bare = plain(kind)
        assert isinstance(bare, Plain)
        return self._present(bare)

    def _record(self, fields: list[Field], key: object) -> dict[str, Any]:
        return {field.name: key if field.is_key else self.value(field.type) for field in fields}

    def _keys(self, entity: str) -> list[Any]:
        """Return the keys of the records of an entity, of one of a few kinds."""
        kind = plain(self._model.entity(entity).key.type)
        if isinstance(kind, Text):
            return [f"{entity[0]}{number}é" for number in range(RECORDS)]
        if isinstance(kind, Int):
            return list(range(1, RECORDS + 1))
        return list(kind.members[:RECORDS]) if isinstance(kind, Choice) else [self._present(kind)]  # pyright: ignore[reportArgumentType]

    def _present(self, kind: Plain) -> Any:
        random = self._random
        match kind:
            case Bool():
                return random.random() < 0.5
            case Int(low=low, high=high) | Decimal(low=low, high=high):
                return self._number(low, high)
            case Money():
                return self._number(None, None)
            case Text() | Password():
                return random.choice(self._texts)
            case Date():
                return self._moment().date()
            case DateTime():
                return self._moment()
            case Duration():
                return self._length()
            case Choice(members=members):
                return random.choice(members)
            case Reference(entity=entity):
                return random.choice(self._keys(entity))
            case ListOf(entity=entity):
                return tuple(sorted(key for key in self._keys(entity) if random.random() < 0.4))

    def _number(self, low: int | None, high: int | None) -> int:
        random = self._random
        if low is None and high is None and random.random() < self._huge:
            return random.choice(HUGE)
        value = random.choice(self._numbers) + random.choice((-1, 0, 0, 1))
        if random.random() < 0.3:
            value = random.randint(-1000 if low is None else low, 10**6 if high is None else high)
        value = value if low is None else max(value, low)
        return value if high is None else min(value, high)

    def _moment(self) -> datetime:
        """Return a moment near the clock of the scenarios, often exactly a length of the specification away."""
        clock = self._model.system.clock.replace(tzinfo=UTC)
        return clock + self._random.choice((-1, 0, 1)) * self._length()

    def _length(self) -> timedelta:
        length = self._random.choice(self._lengths) * self._random.choice((-1, 0, 1, 1, 2, 30))
        return length + timedelta(seconds=self._random.choice((-1, 0, 0, 1)))


def _values(literals: list[Constant], kind: type[Any]) -> list[Any]:
    return sorted({item.value for item in literals if type(item.value) is kind})


@dataclass(frozen=True, slots=True)
class Reads:
    """The variables of a rule with their types, and the role of the person, if it asks for one."""

    variables: dict[str, ValueType]
    me: str | None
    is_me_optional: bool


def reads_in(expressions: list[Expression], declared: dict[str, ValueType]) -> Reads:
    """Return what expressions read of their surroundings; rows of aggregates are their own."""
    found: dict[str, ValueType] = {}
    persons: list[ValueType] = []
    for expression in expressions:
        _gather(expression, frozenset(), found, persons)
    variables = {name: declared.get(name, kind) for name, kind in found.items()}
    roles = [kind.entity for person in persons if isinstance(kind := plain(person), Reference)]
    return Reads(variables, roles[0] if roles else None, any(isinstance(kind, Optional) for kind in persons))


def _gather(
    expression: Expression, rows: frozenset[str], found: dict[str, ValueType], persons: list[ValueType]
) -> None:
    if isinstance(expression, Me):
        persons.append(expression.type)
    if isinstance(expression, Variable) and expression.name not in rows:
        known = found.get(expression.name)
        if known is None or isinstance(expression.type, Optional):
            found[expression.name] = expression.type
    if isinstance(expression, Aggregate):
        rows |= {expression.row}
    for child in children(expression):
        _gather(child, rows, found, persons)
