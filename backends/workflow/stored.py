"""How values that were kept in JSON are read back, as Python text."""

from ...dsl.model import Model
from ...dsl.value_types import (
    Bool,
    Choice,
    Date,
    DateTime,
    Decimal,
    Duration,
    Empty,
    Int,
    ListOf,
    Money,
    Optional,
    Password,
    Reference,
    Text,
    ValueType,
)
from ..python_types import Import

STORED = "app.workflows.stored_values"


def reading(source: str, kind: ValueType, model: Model, imports: set[Import]) -> str:
    """Return the expression that reads a stored value of a type; a reference is its key."""
    match kind:
        case Optional(of):
            return f"None if {source} is None else {reading(source, of, model, imports)}"
        case Bool():
            return _call("read_flag", source, imports)
        case Int() | Money() | Decimal():
            return _call("read_number", source, imports)
        case Text() | Password():
            return _call("read_text", source, imports)
        case Date():
            imports.add(("datetime", "date"))
            return f"date.fromisoformat({_call('read_text', source, imports)})"
        case DateTime():
            imports.add(("app.domain.formats", "read_instant"))
            return f"read_instant({_call('read_text', source, imports)})"
        case Duration():
            imports.add(("datetime", "timedelta"))
            return f"timedelta(seconds={_call('read_number', source, imports)})"
        case Choice(enum):
            imports.add(("app.domain.enums", enum))
            return f"{enum}({_call('read_text', source, imports)})"
        case Reference(entity):
            return reading(source, model.entity(entity).key.type, model, imports)
        case ListOf():
            raise TypeError("a workflow keeps no lists")
        case Empty():
            return "None"


def _call(function: str, source: str, imports: set[Import]) -> str:
    imports.add((STORED, function))
    return f"{function}({source})"
