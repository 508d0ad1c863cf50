"""Python annotations for the types of the language, and the imports they need."""

from collections.abc import Iterable

from ..dsl.model import Model
from ..dsl.value_types import (
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

# An import is a pair: the module, and the name to take from it.
Import = tuple[str, str]


def annotation(kind: ValueType, model: Model) -> tuple[str, frozenset[Import]]:
    """Return the annotation of a stored value and its imports; a reference is the key it holds, a list its keys."""
    match kind:
        case Optional(of):
            inner, imports = annotation(of, model)
            return f"{inner} | None", imports
        case Bool():
            return "bool", frozenset()
        case Int() | Money() | Decimal():
            return "int", frozenset()
        case Text() | Password():
            return "str", frozenset()
        case Date():
            return "date", frozenset({("datetime", "date")})
        case DateTime():
            return "datetime", frozenset({("datetime", "datetime")})
        case Duration():
            return "timedelta", frozenset({("datetime", "timedelta")})
        case Choice(enum):
            return enum, frozenset({("app.domain.enums", enum)})
        case Reference(entity):
            return annotation(model.entity(entity).key.type, model)
        case ListOf(entity):
            inner, imports = annotation(model.entity(entity).key.type, model)
            return f"tuple[{inner}, ...]", imports
        case Empty():
            return "None", frozenset()


def import_lines(imports: Iterable[Import]) -> list[str]:
    """Return `from … import …` lines, sorted; the formatter groups them."""
    by_module: dict[str, set[str]] = {}
    for module, name in imports:
        by_module.setdefault(module, set()).add(name)
    return [f"from {module} import {', '.join(sorted(names))}" for module, names in sorted(by_module.items())]
