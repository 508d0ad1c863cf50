"""How values of each type are stored: their column types, and the way into the database and back."""

from msgspec import Struct

from ...dsl.model import Model
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
    Plain,
    Reference,
    ValueType,
    plain,
)
from ..python_types import Import

FORMATS = "app.domain.formats"
KEYS = "app.database.keys"


class Converted(Struct, frozen=True):
    """A piece of Python and its imports."""

    text: str
    imports: frozenset[Import] = frozenset()


def stored_type(kind: ValueType, model: Model) -> Plain:
    """Return the type that is stored: of a reference and of a list, that of the keys."""
    bare = plain(kind)
    if isinstance(bare, Reference | ListOf):
        return stored_type(model.entity(bare.entity).key.type, model)
    return bare  # pyright: ignore[reportReturnType]


def column_type(kind: ValueType, model: Model) -> str:
    """Return the type of a column, one that SQLite and PostgreSQL both know."""
    match stored_type(kind, model):
        case Int() | Money() | Decimal() | Duration():
            return "BIGINT"
        case Bool():
            return "BOOLEAN"
        case _:
            return "TEXT"


def to_database(value: str, kind: ValueType, model: Model) -> Converted:
    """Return the Python that turns a value into what is stored."""
    if isinstance(plain(kind), ListOf):
        return Converted(f"keys_text({value})", frozenset({(KEYS, "keys_text")}))
    match stored_type(kind, model):
        case DateTime():
            found = Converted(f"instant_text({value})", frozenset({(FORMATS, "instant_text")}))
        case Date():
            found = Converted(f"{value}.isoformat()")
        case Duration():
            found = Converted(f"int({value}.total_seconds())")
        case _:
            return Converted(value)
    if isinstance(kind, Optional):
        return Converted(f"None if {value} is None else {found.text}", found.imports)
    return found


def from_database(column: str, kind: ValueType, model: Model) -> Converted:
    """Return the Python that turns what is stored into a value."""
    if isinstance(plain(kind), ListOf):
        reader = "read_numbers" if isinstance(stored_type(kind, model), Int) else "read_keys"
        return Converted(f"{reader}({column})", frozenset({(KEYS, reader)}))
    match stored_type(kind, model):
        case Bool():
            found = Converted(f"bool({column})")
        case DateTime():
            found = Converted(f"read_instant({column})", frozenset({(FORMATS, "read_instant")}))
        case Date():
            found = Converted(f"date.fromisoformat({column})", frozenset({("datetime", "date")}))
        case Duration():
            found = Converted(f"timedelta(seconds={column})", frozenset({("datetime", "timedelta")}))
        case Choice(enum=enum):
            found = Converted(f"{enum}({column})", frozenset({("app.domain.enums", enum)}))
        case _:
            return Converted(column)
    if isinstance(kind, Optional):
        return Converted(f"None if {column} is None else {found.text}", found.imports)
    return found
