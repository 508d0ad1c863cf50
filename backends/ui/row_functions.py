"""Functions over one row of a table: whether it has a link or button, and values that only Python computes."""

from collections.abc import Iterator

from msgspec import Struct

from ...dsl.expressions import Expression, Variable
from ...dsl.model import Column, Details, RowButton, RowLink, Table
from ...dsl.value_types import Reference
from ...dsl.words import snake_case
from ..inputs import inputs_of
from ..names import class_name, variable_of
from ..python_expressions import PythonPrinter
from ..python_types import annotation
from ..record_views import root_of
from .page_scope import Function, PageScope, record_import
from .searches import tables_of
from .shown_values import RecordValues


class RowFunction(Struct, frozen=True):
    """A function over a row, and how the template is handed it."""

    function: Function
    handed: str


def condition_name(part: RowLink | RowButton, table: Table, scope: PageScope) -> str:
    """Return what the template calls the condition of a link or button."""
    parts = [item for other in tables_of(scope.page) for item in (*other.links, *other.buttons) if item.when]
    same = [item for item in parts if snake_case(item.label) == snake_case(part.label)]
    number = same.index(part) + 1
    return f"shows_{snake_case(part.label)}" + (f"_{number}" if number > 1 else "")


def row_functions(scope: PageScope) -> Iterator[tuple[str, RowFunction]]:
    """Yield the functions that the page's tables need, by the names that the template knows."""
    for table in tables_of(scope.page):
        values = row_values(table, scope)
        for part in (*table.links, *table.buttons):
            if part.when is not None:
                name = condition_name(part, table, scope)
                kind = "link" if isinstance(part, RowLink) else "button"
                doc = f"Tell whether a row has the {kind} {part.label}."
                yield name, _function(name, values, part.when, "bool", doc, scope)
        yield from _computed(table.columns, values, scope)
    for part in scope.page.parts:
        if isinstance(part, Details):
            yield from _computed(part.columns, details_values(part, scope), scope)


def _computed(columns: tuple[Column, ...], values: RecordValues, scope: PageScope) -> Iterator[tuple[str, RowFunction]]:
    """Yield the functions that compute derived fields of other records."""
    for column in columns:
        if values.is_computed(column.value):
            name = values.computed_name(column.value)
            returns, imports = annotation(column.value.type, scope.model)
            scope.imports |= imports
            doc = f"Return what stands under {column.label}."
            yield name, _function(name, values, column.value, returns, doc, scope)


def details_values(part: Details, scope: PageScope) -> RecordValues:
    """Return how the record of the address that details are about is printed in the template."""
    root = root_of(part.record)
    assert isinstance(root, Variable)
    record = next(item for item in scope.records if item.parameter.name == root.name)
    return scope.values_of(record, record.value)


def row_values(table: Table, scope: PageScope) -> RecordValues:
    """Return how the records of a table are printed, in Python and in the template."""
    values = RecordValues(scope.model.entity(table.entity), table.row, "view", scope.model)
    if values.view is None:
        values.name = variable_of(table.entity)
    return values


def _function(
    name: str, values: RecordValues, value: Expression, returns: str, doc: str, scope: PageScope
) -> RowFunction:
    own = values.about_record(value)
    given = _given(own, values, scope)
    records = {**values.variables(variable_of(values.entity)), "me": "me"}
    records |= {record.parameter.name: record.parameter.name for record in scope.records}
    printer = PythonPrinter(scope.model, records, values.aggregates)
    text = printer.text(own)
    scope.imports |= printer.imports | {record_import(values)}
    parameters = (f"{values.name}: {values.record_class}", *(f"{item}: {kind}" for item, kind, _ in given))
    function = Function(name, parameters, returns, doc, (f"return {text}",))
    if not given:
        return RowFunction(function, name)
    scope.use("functools", "partial")
    return RowFunction(function, f"partial({name}, {', '.join(f'{item}={local}' for item, _, local in given)})")


def _given(own: Expression, values: RecordValues, scope: PageScope) -> list[tuple[str, str, str]]:
    """Return what a function reads besides the row: name, annotation, and the variable of the page."""
    found: list[tuple[str, str, str]] = []
    inputs = inputs_of([own], scope.model)
    for item in inputs.records:
        record = next((known for known in scope.records if known.parameter.name == item.name), None)
        if record is not None and item.name != variable_of(values.entity):
            page_values = scope.values_of(record, record.local)
            scope.use(f"app.domain.{variable_of(record.entity)}", class_name(record.entity))
            found.append((item.name, class_name(record.entity), page_values.record))
        elif item.name == "me" and isinstance(item.origin.type, Reference):
            scope.use(f"app.domain.{variable_of(item.entity)}", class_name(item.entity))
            found.append(("me", class_name(item.entity), "me"))
    for scalar in inputs.scalars:
        kind, imports = annotation(scalar.type, scope.model)
        scope.imports |= imports
        found.append((scalar.name, kind, scope.argument(scalar.origin)))
    if inputs.reads_now:
        scope.use("datetime", "datetime")
        found.append(("now", "datetime", "now"))
    return found
