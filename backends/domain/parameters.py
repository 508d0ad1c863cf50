"""The parameters of functions in the domain: records, plain values, aggregates, the time."""

from collections.abc import Iterator

from ...dsl.model import Model
from ...dsl.value_types import ValueType
from ..inputs import Inputs, RecordInput
from ..names import class_name, variable_of
from ..python_types import Import, annotation


def record_type(item: RecordInput, imports: set[Import], is_optional: bool | None = None) -> str:
    """Return the annotation of a record."""
    imports.add((f"app.domain.{variable_of(item.entity)}", class_name(item.entity)))
    may_be_none = item.is_optional if is_optional is None else is_optional
    kind = class_name(item.entity)
    return f"{kind} | None" if may_be_none else kind


def value_type(kind: ValueType, model: Model, imports: set[Import]) -> str:
    """Return the annotation of a plain value."""
    text, needed = annotation(kind, model)
    imports |= needed
    return text


def parameters_of(inputs: Inputs, model: Model, imports: set[Import], optional: frozenset[str]) -> tuple[str, ...]:
    """Return the parameters of a function that reads these inputs; `optional` may be None besides."""
    return tuple(_parameters(inputs, model, imports, optional))


def _parameters(inputs: Inputs, model: Model, imports: set[Import], optional: frozenset[str]) -> Iterator[str]:
    for record in inputs.records:
        yield f"{record.name}: {record_type(record, imports, record.is_optional or record.name in optional)}"
    for scalar in inputs.scalars:
        text = value_type(scalar.type, model, imports)
        is_plain = scalar.name in optional and not text.endswith("| None")
        yield f"{scalar.name}: {text}{' | None' if is_plain else ''}"
    for aggregate in inputs.aggregates:
        yield f"{aggregate.name}: {value_type(aggregate.origin.type, model, imports)}"
    if inputs.reads_now:
        imports.add(("datetime", "datetime"))
        yield "now: datetime"
