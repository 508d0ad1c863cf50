"""How values of the language are held in WebAssembly."""

from enum import StrEnum

from ...dsl.model import Model
from ...dsl.value_types import (
    Bool,
    Choice,
    Date,
    DateTime,
    Duration,
    Empty,
    ListOf,
    Password,
    Reference,
    Text,
    ValueType,
    plain,
)
from ...runtime_probes.binary.value_types import I32, I64, NumberType

DAY = 86400  # seconds


class Shape(StrEnum):
    """What the bits of a value mean."""

    BOOL = "bool"  # i32: 0 or 1
    CHOICE = "choice"  # i32: the place of the member in its enumeration, from 0
    NUMBER = "number"  # i64: a count of smallest units
    DATE = "date"  # i64: days since 1970-01-01
    DATETIME = "datetime"  # i64: seconds since 1970-01-01 00:00 UTC
    DURATION = "duration"  # i64: seconds
    TEXT = "text"  # i64: address of the UTF-8 bytes, and above 32 bits how many there are
    TEXTS = "texts"  # i64: address of a list of texts, and above 32 bits how many there are
    NUMBERS = "numbers"  # i64: the same for a list of numbers

    @property
    def is_list(self) -> bool:
        """Tell whether this is a list of keys."""
        return self in (Shape.TEXTS, Shape.NUMBERS)

    @property
    def wasm(self) -> NumberType:
        """Return the type in WebAssembly."""
        return I32 if self in (Shape.BOOL, Shape.CHOICE) else I64


_SHAPES: dict[type[ValueType], Shape] = {
    Bool: Shape.BOOL,
    Choice: Shape.CHOICE,
    Text: Shape.TEXT,
    Password: Shape.TEXT,
    Date: Shape.DATE,
    DateTime: Shape.DATETIME,
    Duration: Shape.DURATION,
    Empty: Shape.NUMBER,  # never looked at: it is absent
}


def shape_of(kind: ValueType, model: Model) -> Shape:
    """Return how values of a type are held; a record is held as its key."""
    bare = plain(kind)
    if isinstance(bare, Reference):
        return shape_of(model.entity(bare.entity).key.type, model)
    if isinstance(bare, ListOf):
        key = shape_of(model.entity(bare.entity).key.type, model)
        return Shape.TEXTS if key is Shape.TEXT else Shape.NUMBERS
    return _SHAPES.get(type(bare), Shape.NUMBER)
