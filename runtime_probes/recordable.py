"""What of a run a recording can hold: numbers, and references to functions or to the host's things that are null."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from .binary.contents import Contents, kind_of
from .binary.entities import ExternKind
from .binary.value_types import (
    EXTERNAL_REFERENCE,
    FUNCTION_REFERENCE,
    V128,
    FunctionType,
    MemoryType,
    NumberType,
    ValueType,
)
from .instruction_text import type_text
from .recording import Numbers

_REFERENCES = (FUNCTION_REFERENCE, EXTERNAL_REFERENCE)


def refusal(contents: Contents) -> str:
    """Return why no run of a module can be recorded: what it imports or exports that cannot be told; "" if it can."""
    for imported in contents.imports:
        if kind_of(imported.type) is not ExternKind.FUNCTION:
            kind = kind_of(imported.type).name.lower()
            return f"it imports the {kind} {imported.module}.{imported.name}, and only functions may be imported"
    for index in range(len(contents.imported(ExternKind.FUNCTION))):
        if problem := strange(contents.function_type(index)):
            return f"it imports the function {contents.function_name(index)}, which takes or gives {problem}"
    return next((f"it exports the shared memory {name}" for name in _shared_memories(contents)), "")


def _shared_memories(contents: Contents) -> Iterator[str]:
    memories: tuple[MemoryType, ...] = contents.memories
    for export in contents.exports:
        held = memories[export.index : export.index + 1] if export.kind is ExternKind.MEMORY else ()
        if held and held[0].limits.shared:
            yield export.name


def strange(kind: FunctionType) -> str:
    """Return the type of a parameter or result that no recording can hold; "" where there is none."""
    return next((type_text(each) for each in (*kind.parameters, *kind.results) if not _can_be_held(each)), "")


def _can_be_held(kind: ValueType) -> bool:
    return kind != V128 if isinstance(kind, NumberType) else kind in _REFERENCES


def has_reference(kinds: Iterable[ValueType], values: Numbers) -> bool:
    """Say whether any of the values that probes saw is a reference that is not null: those are seen as 1."""
    return any(kind in _REFERENCES and not value for kind, value in zip(kinds, values, strict=False))


def given(kinds: Sequence[ValueType], values: Numbers) -> list[int | float | None]:
    """Return values of a recording as they are handed to an engine."""
    return [None if kind in _REFERENCES else value for kind, value in zip(kinds, values, strict=True)]


def seen(kinds: Sequence[ValueType], values: Sequence[Any]) -> Numbers:
    """Return values that an engine hands over as probes see them."""
    pairs = zip(kinds, values, strict=True)
    return tuple(int(value is None) if kind in _REFERENCES else value for kind, value in pairs)
