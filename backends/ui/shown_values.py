"""Values of records as templates print them."""

from msgspec import Struct

from ...dsl.expressions import Aggregate, Expression, FieldRead, Variable
from ...dsl.model import Entity, Model
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
    plain,
)
from ...dsl.words import pascal_case
from ..inputs import inputs_of, record_name
from ..names import class_name, field_name, python_name, variable_of
from ..record_views import RecordView, about_self, record_view


class Shown(Struct, frozen=True):
    """A value in a template: the text of the hole, and what must be there for it to be printed."""

    text: str
    needed: tuple[str, ...]

    def hole(self, filters: str) -> str:
        """Return the hole, which stays empty where a value is missing."""
        if not self.needed:
            return f"{{{{ {self.text}{filters} }}}}"
        condition = " and ".join(f"{name} is not none" for name in dict.fromkeys(self.needed))
        return f'{{{{ {self.text}{filters} if {condition} else "" }}}}'


class RecordValues:
    """Prints what is read of one record: of a row, or of the record that an address names.

    `name` is what the record (or its view) is called where it is printed.
    """

    def __init__(self, entity: Entity, row: str, name: str, model: Model) -> None:
        self.entity = entity
        self.name = name
        self.view: RecordView | None = record_view(entity, model)
        self._row = row
        self._model = model

    @property
    def record_class(self) -> str:
        """Return the class of what is printed."""
        return f"{class_name(self.entity)}View" if self.view else class_name(self.entity)

    @property
    def key(self) -> str:
        """Return the record's key."""
        return self.stored(self.entity.key.name)

    def stored(self, field: str) -> str:
        """Return a stored field of the record itself."""
        return f"{self.record}.{field_name(field)}"

    @property
    def record(self) -> str:
        """Return the record itself."""
        return f"{self.name}.{variable_of(self.entity)}" if self.view else self.name

    def shown(self, value: Expression) -> Shown:
        """Return a column's value."""
        own = about_self(value, self._row, self.entity.name)
        if isinstance(own, Variable):
            return Shown(self.key if own.name == "self" else _other_key(own), ())
        assert isinstance(own, FieldRead)
        field = self._model.entity(own.entity).field(own.name)
        needed = self._missing(own.record)
        if self.is_computed(own):
            text = f"{self.computed_name(value)}({self.name})"
        elif field.derived is not None and not field.is_stored:
            reads_now = inputs_of((field.derived,), self._model).reads_now
            text = f"{self.name}.{python_name(field.name)}{'(now)' if reads_now else ''}"
        else:
            text = f"{self._record(own.record)}.{field_name(field.name)}"
        return Shown(text, (*needed, text) if isinstance(field.type, Optional) else needed)

    def is_computed(self, value: Expression) -> bool:
        """Tell whether a value is a derived field of another record, which only Python can compute."""
        if not isinstance(value, FieldRead) or not isinstance(value.record, FieldRead):
            return False
        field = self._model.entity(value.entity).field(value.name)
        return field.derived is not None and not field.is_stored

    def computed_name(self, value: Expression) -> str:
        """Return the function that computes such a value: `book_fee_of`."""
        assert isinstance(value, FieldRead)
        own = about_self(value.record, self._row, self.entity.name)
        return f"{record_name(own)}_{value.name}"

    def variables(self, root: str) -> dict[str, str]:
        """Return where each record is found, by its path from a record that is called `root`."""
        found = {root: self.record}
        own = variable_of(self.entity)
        for item in self.view.records if self.view else ():
            found[root + item.name.removeprefix(own)] = f"{self.name}.{item.name}"
        return found

    @property
    def aggregates(self) -> dict[Aggregate, str]:
        """Return where each aggregate over the record `self` is found."""
        return {item.origin: f"{self.name}.{item.name}" for item in self.view.aggregates} if self.view else {}

    def about_record(self, value: Expression) -> Expression:
        """Return an expression over the record as one over `self`, as `aggregates` and `variables` know it."""
        return about_self(value, self._row, self.entity.name)

    def _record(self, record: Expression) -> str:
        name = record_name(record)
        return self.record if name == variable_of(self.entity) else f"{self.name}.{name}"

    def _missing(self, record: Expression) -> tuple[str, ...]:
        """Return the records on a path that may be missing."""
        if not isinstance(record, FieldRead) or self.view is None:
            return ()
        viewed = {item.name: item for item in self.view.records}
        item = viewed[record_name(record)]
        return (f"{self.name}.{item.name}",) if item.is_optional else ()


def _other_key(record: Variable) -> str:
    return f"{python_name(record.name)}_key"


def filters_for(value: Expression) -> str:
    """Return the filter that prints a value of a type for people."""
    match plain(value.type):
        case Money():
            return " | money"
        case Decimal(scale=scale):
            return f" | decimal({scale})"
        case DateTime():
            return " | instant"
        case Duration():
            return " | duration"
        case Bool():
            return " | yes_no"
        case ListOf():
            return ' | join(", ")'
        case _:
            return ""


def is_state(value: Expression) -> bool:
    """Tell whether a value is one of the states that a field lists itself."""
    kind = plain(value.type)
    if not isinstance(kind, Choice) or not isinstance(value, FieldRead):
        return False
    return kind.enum == f"{value.entity}{pascal_case(value.name.replace('_', ' '))}"


def style_of(value: Expression) -> str:
    """Return how a value is set: numbers to the right, dates in one line."""
    match plain(value.type):
        case Int() | Money() | Decimal():
            return "numeric"
        case Date() | DateTime():
            return "date"
        case _:
            return ""
