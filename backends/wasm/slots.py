"""What a lowered function is given: the stored fields, keys, inputs, aggregates and the moment that it reads."""

from collections.abc import Mapping

from msgspec import Struct

from ...diagnostics import Span
from ...dsl.expressions import Aggregate, Expression, FieldRead, Me, Now, Variable
from ...dsl.model import Model
from ...dsl.value_types import Choice, DateTime, Optional, ValueType, plain
from ..inputs import aggregate_name, may_be_missing
from .shapes import Shape, shape_of

SlotKey = str | Aggregate


class Slot(Struct, frozen=True):
    """One value that a host hands in: how it is called, what it is, and whether it may be absent.

    An absent value is two parameters, as every optional slot is: the value, which is then not looked at, and an i32
    that says whether it is there.
    """

    name: str
    shape: Shape
    is_optional: bool
    origin: Expression

    @property
    def members(self) -> tuple[str, ...]:
        """Return the members of its enumeration, if it has one."""
        return members_of(self.origin.type)


class Slots:
    """The slots of one function, in the order in which they were first asked for.

    `declared` are the types of variables as they were declared: a test may have narrowed them where they are read.
    """

    def __init__(self, model: Model, declared: Mapping[str, ValueType]) -> None:
        self._model = model
        self._declared = declared
        self._found: dict[SlotKey, Slot] = {}

    def add(self, read: Expression) -> None:
        """Ask for what is read: a stored field, a variable, the person, the moment, an aggregate."""
        for record in self.presumed(read):
            self.add(record)
        key = key_of(read)
        if key not in self._found:
            name = key if isinstance(key, str) else self._free(aggregate_name(key))
            self._found[key] = Slot(name, shape_of(read.type, self._model), self._may_be_absent(read), read)

    def presumed(self, read: Expression) -> list[Expression]:
        """Return the records on the way to a field that may be missing, but are read as if a test had found them."""
        found: list[Expression] = []
        while isinstance(read, FieldRead):
            read = read.record
            if not isinstance(read.type, Optional) and self._may_be_absent(read):
                found.append(read)
        return found

    def _free(self, name: str) -> str:
        taken = {slot.name for slot in self._found.values()}
        names = (name if number == 1 else f"{name}_{number}" for number in range(1, len(taken) + 2))
        return next(candidate for candidate in names if candidate not in taken)

    def _may_be_absent(self, read: Expression) -> bool:
        return not isinstance(read, Aggregate) and (may_be_missing(read, self._model) or self._is_root_optional(read))

    def _is_root_optional(self, read: Expression) -> bool:
        while isinstance(read, FieldRead):
            read = read.record
        return isinstance(read.type, Optional) or (
            isinstance(read, Variable) and isinstance(self._declared.get(read.name), Optional)
        )

    def of(self, read: Expression) -> tuple[Slot, int]:
        """Return the slot of what is read, and the index of its parameter."""
        key = key_of(read)
        index = 0
        for known, slot in self._found.items():
            if known == key:
                return slot, index
            index += 2 if slot.is_optional else 1
        raise KeyError(key)

    @property
    def all(self) -> tuple[Slot, ...]:
        """Return the slots in order."""
        return tuple(self._found.values())


def members_of(kind: ValueType) -> tuple[str, ...]:
    """Return the members of an enumeration, of other types none."""
    bare = plain(kind)
    return bare.members if isinstance(bare, Choice) else ()


def moment(span: Span) -> Now:
    """Return the moment at which a rule is looked at, as an expression."""
    return Now(type=DateTime(), span=span)


def key_of(read: Expression) -> SlotKey:
    """Return what tells one slot from another: the path of what is read, or the aggregate itself."""
    match read:
        case Aggregate():
            return read
        case FieldRead(record=record, name=name):
            return f"{key_of(record)}.{name}"
        case Variable(name=name):
            return name
        case Me():
            return "me"
        case _:
            return "now"
