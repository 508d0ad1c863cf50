"""The cells of a row about which Python and WebAssembly are asked: one for every stored value that a rule reads."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from ...dsl.expressions import Aggregate, Expression, FieldRead, Now, Variable
from ...dsl.model import Model
from ...dsl.value_types import DateTime, Optional, Password, ValueType, plain
from ..inputs import Inputs, aggregate_names
from .functions import Function
from .slots import key_of


class Cell(Struct, frozen=True):
    """One cell: its name, which is the path of what is read, its type, and the record and field that it stands in."""

    name: str
    type: ValueType
    record: Expression | None = None
    field: str = ""


class UnseenValueError(Exception):
    """A rule reads what Python is not given."""


class Cells:
    """The cells for some inputs, each once; `declared` are the types of variables as they were declared."""

    def __init__(
        self, inputs: Inputs, declared: Mapping[str, ValueType], model: Model, *, sees_passwords: bool = False
    ) -> None:
        self._types = declared
        self._model = model
        self._sees_passwords = sees_passwords
        self._aggregates = aggregate_names(inputs)
        self.found: dict[str, Cell] = {}

    def of(self, function: Function) -> tuple[str, ...]:
        """Return the cells for the slots of a function; raises `UnseenValueError`."""
        return tuple(self._kept(slot.origin) for slot in function.slots)

    def key(self, record: Expression) -> str:
        """Return the cell that holds the key of a record."""
        return self._kept(record)

    def _kept(self, origin: Expression) -> str:
        cell = self._cell(origin)
        self.found.setdefault(cell.name, cell)
        for record in ways_to(origin):
            if self._may_be_empty(record):
                self._kept(record)
        return cell.name

    def _cell(self, origin: Expression) -> Cell:
        match origin:
            case FieldRead(record=record, entity=entity, name=name):
                field = self._model.entity(entity).field(name)
                if isinstance(plain(field.type), Password) and not self._sees_passwords:
                    raise UnseenValueError("records hold no passwords")
                if field.is_key:
                    return self._cell(record)
                return Cell(path_of(origin), field.type, record, name)
            case Aggregate():
                if origin not in self._aggregates:
                    raise UnseenValueError("it is counted elsewhere")
                return Cell(self._aggregates[origin], origin.type)
            case Now():
                return Cell("now", DateTime())
            case _:
                return Cell(path_of(origin), self._declared(origin))

    def _declared(self, root: Expression) -> ValueType:
        declared = self._types.get(root.name) if isinstance(root, Variable) else None
        return root.type if declared is None else declared

    def _may_be_empty(self, record: Expression) -> bool:
        """Tell whether a record may be missing though the one before it is there."""
        if isinstance(record, FieldRead):
            return isinstance(self._model.entity(record.entity).field(record.name).type, Optional)
        return isinstance(self._declared(record), Optional)

    def may_be_missing(self, record: Expression) -> bool:
        """Tell whether a record, or one on the way to it, may be missing."""
        return any(self._may_be_empty(item) for item in (record, *ways_to(record)))


def ways_to(origin: Expression) -> Iterator[Expression]:
    """Yield the records on the way to what is read."""
    while isinstance(origin, FieldRead):
        origin = origin.record
        yield origin


def path_of(origin: Expression) -> str:
    """Return the path of what is read: `booking.train.price`, `me`, `seats`."""
    path = key_of(origin)
    assert isinstance(path, str)
    return path
