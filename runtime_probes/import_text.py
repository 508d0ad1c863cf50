"""What would satisfy an import, in words.

The types are those that our own reader found: asked for types that Python cannot have, the engine ends the process.
"""

from collections.abc import Sequence

from .binary.contents import Contents
from .binary.entities import Import
from .binary.value_types import (
    EXTERNAL_REFERENCE,
    FUNCTION_REFERENCE,
    FunctionImport,
    FunctionType,
    GlobalType,
    MemoryType,
    TableType,
    ValueType,
)
from .instruction_text import type_text

_SHORT: dict[ValueType, str] = {FUNCTION_REFERENCE: "funcref", EXTERNAL_REFERENCE: "externref"}


def import_text(contents: Contents, imported: Import) -> str:
    """Return an import of a module with its name and its type, as in `env.x, a memory of at least 2 pages`."""
    return f"{imported.module}.{imported.name}, {_described(contents, imported)}"


def _described(contents: Contents, imported: Import) -> str:
    match imported.type:
        case FunctionImport(type=index):
            return f"a function {_signature(contents, index)}"
        case MemoryType(limits=limits):
            return f"a memory of at least {limits.minimum} pages"
        case TableType(element=element, limits=limits):
            return f"a table of {_text(element)} with at least {limits.minimum} entries"
        case GlobalType(value=value, mutable=mutable):
            return f"a {'mutable ' if mutable else ''}global of type {_text(value)}"
        case _:
            return "a tag"


def _signature(contents: Contents, index: int) -> str:
    kind = contents.types[index].composite
    assert isinstance(kind, FunctionType)
    return f"({_listed(kind.parameters)}) -> ({_listed(kind.results)})"


def _listed(kinds: Sequence[ValueType]) -> str:
    return ", ".join(map(_text, kinds))


def _text(kind: ValueType) -> str:
    return _SHORT.get(kind) or type_text(kind)
