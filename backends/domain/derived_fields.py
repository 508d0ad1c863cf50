"""Derived fields: functions of the records that they read."""

from ...dsl.expressions import Expression
from ...dsl.model import Entity, Field, Model
from ..inputs import Inputs, RecordInput, inputs_of
from ..names import python_name, variable_of
from ..narrowing import assertions, printer_for
from ..python_functions import FunctionView, docstring, one_line, sentence
from ..python_types import Import
from .parameters import parameters_of, value_type


def derived_fields(entity: Entity) -> list[tuple[Field, Expression]]:
    """Return the fields that are computed whenever they are read."""
    return [(item, item.derived) for item in entity.fields if item.derived is not None and not item.is_stored]


def derived_inputs(entity: Entity, derived: Expression, model: Model) -> Inputs:
    """Return what a derived field reads, its own record first, as its callers give it."""
    found = inputs_of([derived], model)
    own = next((item for item in found.records if item.name == variable_of(entity)), None)
    others = tuple(item for item in found.records if item is not own)
    own = own or RecordInput(variable_of(entity), entity.name, derived)
    return Inputs((own, *others), found.scalars, found.aggregates, found.reads_now)


def derived_function(
    entity: Entity, field: Field, derived: Expression, model: Model, imports: set[Import]
) -> FunctionView:
    """Return the function of a derived field."""
    inputs = derived_inputs(entity, derived, model)
    printer = printer_for(inputs, model)
    value = printer.text(derived)
    imports |= printer.imports
    return FunctionView(
        name=python_name(field.name),
        parameters=parameters_of(inputs, model, imports, frozenset()),
        returns=value_type(field.type, model, imports),
        doc=docstring(sentence(f"{field.label} = {_said(field, derived)}")),
        body=(*assertions([derived], model), f"return {value}"),
    )


def _said(field: Field, derived: Expression) -> str:
    """Return how the specification says what a field is derived from."""
    return one_line(field.span.text.partition("=")[2] or derived.span.text)
