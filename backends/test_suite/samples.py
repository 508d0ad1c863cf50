"""Values for the fields that a scenario leaves out, by the same rules as in the reference interpreter."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from typing import TypeVar

from msgspec import Struct

from ...dsl.expressions import Value
from ...dsl.model import Entity, Field
from ...dsl.value_types import (
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
    Reference,
    Text,
    ValueType,
    plain,
)

SAMPLE_PASSWORD = "correct-horse-battery"

_Given = TypeVar("_Given")


class Sample(Struct, frozen=True):
    """For which record values are made up: its number, the clock, whom it stands for, how to reach others."""

    number: int
    clock: datetime
    person: str | None
    reach: Callable[[str], Value]


def missing_fields(entity: Entity, given: Mapping[str, _Given]) -> list[Field]:
    """Return the fields that need a sample value when a record is made of the given ones."""
    return [field for field in entity.fields if field.name not in given and _needs_sample(field)]


def sample_of_field(field: Field, identifiers: Collection[str], sample: Sample) -> Value:
    """Return the sample value of a field; e-mail addresses are made from the person's name."""
    if sample.person and field.is_key:
        return sample.person
    if field.name in identifiers and "mail" in field.name.lower():
        owner = sample.person or f"{field.name}{sample.number}"
        return f"{owner.lower().replace(' ', '.')}@example.org"
    return sample_of_type(field.type, field.label, sample)


def sample_of_type(kind: ValueType, label: str, sample: Sample) -> Value:
    """Return the sample value of a type."""
    match plain(kind):
        case Text(high=high, low=low):
            return sample_text(label, sample.number, low, high)
        case Int(low=low, high=high) | Decimal(low=low, high=high):
            return low if low is not None else min(0, high if high is not None else 0)
        case Money():
            return 0
        case Bool():
            return False
        case Password():
            return SAMPLE_PASSWORD
        case Choice(members=members):
            return members[0]
        case Date():
            return sample.clock.date()
        case DateTime():
            return sample.clock + timedelta(days=1)
        case Duration():
            return timedelta(0)
        case Reference(entity=entity):
            return sample.reach(entity)
        case ListOf():
            return ()
        case _:
            return None


def sample_text(label: str, number: int, low: int, high: int | None) -> str:
    """Return `<label> <number>`, clipped and filled so that its length is allowed."""
    ending = f" {number}"
    if high is None:
        return f"{label}{ending}".strip().ljust(low, "x")
    clipped = label[: max(high - len(ending), 0)] + ending
    return clipped.strip()[-high:].ljust(low, "x")


def generated_key(entity: Entity, number: int) -> str | int:
    """Return the key that an entity generates for its n-th record."""
    kind = plain(entity.key.type)
    if not isinstance(kind, Text):
        return number
    return f"{entity.name[0].upper()}{number:0{kind.code_digits}d}"


def _needs_sample(field: Field) -> bool:
    has_value = field.default is not None or field.derived is not None or field.is_generated
    return not (has_value or isinstance(field.type, Optional | ListOf))
