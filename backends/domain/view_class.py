"""The class that holds a record together with what it is shown with."""

from collections.abc import Callable

from msgspec import Struct

from ...dsl.expressions import Expression
from ...dsl.model import Entity, Field, Model
from ..names import class_name, python_name, variable_of
from ..python_functions import FunctionView, article, docstring
from ..python_types import Import
from ..record_views import RecordView
from .derived_fields import derived_fields, derived_inputs
from .parameters import value_type


class ViewClass(Struct, frozen=True):
    """The class: pairs of attribute and annotation, and the derived fields."""

    name: str
    doc: tuple[str, ...]
    attributes: tuple[tuple[str, str], ...]
    properties: tuple[FunctionView, ...]


def view_class(view: RecordView, model: Model, imports: set[Import], in_class: Callable[[str], str]) -> ViewClass:
    """Return the class of a view; `in_class` spells annotations inside of it."""
    entity = view.entity
    attributes = [(variable_of(entity), class_name(entity))]
    for item in view.records:
        imports.add((f"app.domain.{variable_of(item.entity)}", class_name(item.entity)))
        kind = class_name(item.entity)
        attributes.append((item.name, f"{kind} | None" if item.is_optional else kind))
    for aggregate in view.aggregates:
        attributes.append((aggregate.name, in_class(value_type(aggregate.origin.type, model, imports))))
    properties = tuple(_property(view, *item, model, imports, in_class) for item in derived_fields(entity))
    return ViewClass(f"{class_name(entity)}View", docstring(_doc(view, model)), tuple(attributes), properties)


def _property(
    view: RecordView,
    field: Field,
    derived: Expression,
    model: Model,
    imports: set[Import],
    in_class: Callable[[str], str],
) -> FunctionView:
    """Return a derived field of a view; one that reads the time is asked for it."""
    inputs = derived_inputs(view.entity, derived, model)
    columns = {item.origin: item.name for item in view.aggregates}
    given = [f"self.{item.name}" for item in inputs.records]
    given += [f"self.{columns[item.origin]}" for item in inputs.aggregates]
    given += ["now"] if inputs.reads_now else []
    if inputs.reads_now:
        imports.add(("datetime", "datetime"))
    name = python_name(field.name)
    return FunctionView(
        name=name,
        parameters=("self", f"now: {in_class('datetime')}") if inputs.reads_now else ("self",),
        returns=in_class(value_type(field.type, model, imports)),
        doc=(),
        body=(f"return {name}({', '.join(given)})",),
    )


def _doc(view: RecordView, model: Model) -> str:
    entity: Entity = view.entity
    derived = derived_fields(entity)
    read = {item.name for _, value in derived for item in derived_inputs(entity, value, model).records}
    is_read_by_pages = any(item.name not in read for item in view.records)
    if not view.records and not view.aggregates:
        return f"{article(entity.name).capitalize()} with its derived fields."
    if not derived:
        return f"{article(entity.name).capitalize()} together with what its pages show besides."
    readers = "derived fields and its pages read" if is_read_by_pages else "derived fields read"
    what = "what" if view.aggregates else "the records that"
    return f"{article(entity.name).capitalize()} together with {what} its {readers}."
