"""Functions that turn rows into records and views."""

from ...dsl.words import words_of
from ..names import class_name, field_name, plural_of_entity, variable_of
from ..python_functions import FunctionView, article, docstring
from ..record_views import is_in_circle
from .conversions import from_database
from .fields import stored_fields
from .pieces import TableParts
from .row_source import RowSource


def add_readers(parts: TableParts, source: RowSource) -> None:
    """Add the function that reads a record, and the one that reads a view."""
    entity = parts.entity
    parts.imports.add(("app.database.dialect", "Row"))
    values = [
        f"{field_name(item.name)}={parts.use(from_database(_column(item.name), item.type, parts.model))}"
        for item in stored_fields(entity)
    ]
    record = FunctionView(
        name=f"read_{parts.variable}",
        parameters=("row: Row", 'prefix: str = ""'),
        returns=class_name(entity),
        doc=docstring(f"Turn a row into {article(entity.name)}; the columns may carry a prefix."),
        body=(f"return {class_name(entity)}({', '.join(values)})",),
    )
    parts.functions.append(record)
    if source.view is not None:
        parts.functions.append(_view_reader(parts, source))


def _column(name: str) -> str:
    return f'row[prefix + "{name}"]'


def _view_reader(parts: TableParts, source: RowSource) -> FunctionView:
    assert source.view is not None
    parts.imports.add((f"app.domain.{parts.variable}", source.type))
    values = [f"{parts.variable}=read_{parts.variable}(row)"]
    for record in source.view.records:
        entity = parts.model.entity(record.entity)
        values.append(
            f"{record.name}={_joined(parts, record.name, record.entity, record.is_optional, entity.key.name)}"
        )
    for aggregate in source.view.aggregates:
        column = f'row["{aggregate.name}"]'
        values.append(f"{aggregate.name}={parts.use(from_database(column, aggregate.origin.type, parts.model))}")
    words = words_of(parts.entity.name)
    what = (
        "what its derived fields read"
        if any(not item.is_stored for item in parts.entity.fields)
        else "what it is shown with"
    )
    return FunctionView(
        name=source.reader,
        parameters=("row: Row",),
        returns=source.type,
        doc=docstring(f"Turn a joined row into {article(words)} and {what}."),
        body=(f"return {source.type}({', '.join(values)})",),
    )


def _joined(parts: TableParts, name: str, entity: str, is_optional: bool, key: str) -> str:
    reader = f"read_{variable_of(entity)}"
    if is_in_circle(parts.entity.name, entity, parts.model) and entity != parts.entity.name:
        parts.imports.add(("app.database", plural_of_entity(entity)))
        reader = f"{plural_of_entity(entity)}.{reader}"
    elif entity != parts.entity.name:
        parts.imports.add((f"app.database.{plural_of_entity(entity)}", reader))
    read = f'{reader}(row, "{name}_")'
    return f'None if row["{name}_{key}"] is None else {read}' if is_optional else read
