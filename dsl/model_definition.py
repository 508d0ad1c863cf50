"""The definition of a workflow as a hash: equal for two workflows by which a run that has begun goes on alike."""

import hashlib
from collections.abc import Iterable
from enum import Enum

from msgspec import Struct

from .model import Parameter, Workflow
from .value_types import describe, scale_of

# Where something stands, what it is called in reports, what people are told, and types with their bounds:
# a run goes on the same whatever these are.
NO_MATTER = {"id", "span", "message", "type"}


def definition_of(workflow: Workflow) -> str:
    """Return a hash of what a workflow does once it has begun, wherever and in whichever version that is written."""
    rules = tuple(check.condition for check in workflow.never)
    parts = (workflow.entity, *map(_datum, workflow.data), *map(_text, (workflow.states, rules)))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _datum(parameter: Parameter) -> str:
    places = scale_of(parameter.type)
    return f"{parameter.name}: {describe(parameter.type)}{f'({places})' if places else ''}"


def _text(value: object) -> str:
    """Return a part of a workflow as a text that says all of its meaning."""
    match value:
        case Struct():
            names = (name for name in value.__struct_fields__ if name not in NO_MATTER)
            return f"{type(value).__name__}({_joined(getattr(value, name) for name in names)})"
        case tuple():
            return f"({_joined(value)})"  # pyright: ignore[reportUnknownArgumentType]
        case Enum():
            return str(value.value)
        case _:
            return repr(value)


def _joined(values: Iterable[object]) -> str:
    return ", ".join(map(_text, values))
