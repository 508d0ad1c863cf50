"""Sample values for the fields that a scenario leaves out: pure, so that generated tests do the same."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta

from msgspec import Struct

from ..expressions import Value
from ..model import Entity, Field
from ..value_types import (
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

DEFAULT_PASSWORD = "correct-horse-battery"

Reach = Callable[[str], Value]


class Sample(Struct, frozen=True):
    """For which record values are made up: its number among those of its entity, the scenario's clock,
    the name of the person it stands for (if any), and how to get a record of another entity."""

    number: int
    clock: datetime
    person: str | None
    reach: Reach


def fill(entity: Entity, given: Mapping[str, Value], sample: Sample) -> dict[str, Value]:
    """Return the given values and sample values for the required fields that have no value otherwise.

    Fields with a default, derived fields, generated keys and optional fields are left out.
    """
    values = dict(given)
    for field in entity.fields:
        if field.name not in values and needs_sample(field):
            values[field.name] = sample_field(field, entity.identifiers, sample)
    return values


def needs_sample(field: Field) -> bool:
    """Tell whether a field must be given a value when a record is made."""
    has_value = field.default is not None or field.derived is not None or field.is_generated
    return not (has_value or isinstance(field.type, Optional | ListOf))


def sample_field(field: Field, identifiers: Collection[str], sample: Sample) -> Value:
    """Return the sample value of one field; an e-mail identifier is made from the person's name."""
    if sample.person and field.is_key:
        return sample.person
    if field.name in identifiers and "mail" in field.name.lower():
        return f"{(sample.person or f'{field.name}{sample.number}').lower().replace(' ', '.')}@example.org"
    return sample_value(field.type, field.label, sample)


def sample_value(kind: ValueType, label: str, sample: Sample) -> Value:
    """Return the sample value of a type."""
    match plain(kind):
        case Text(high=high, low=low):
            return _text(label, sample.number, low, high)
        case Int(low=low, high=high) | Decimal(low=low, high=high):
            return low if low is not None else min(0, high if high is not None else 0)
        case Money():
            return 0
        case Bool():
            return False
        case Password():
            return DEFAULT_PASSWORD
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


def _text(label: str, number: int, low: int, high: int | None) -> str:
    """Return `<label> <n>`; where it is too long the label is clipped, since the number keeps texts apart."""
    ending = f" {number}"
    text = label + ending if high is None else label[: max(high - len(ending), 0)] + ending
    return (text.strip() if high is None else text.strip()[-high:]).ljust(low, "x")
