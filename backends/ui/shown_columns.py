"""The views of single values, in the rows of a table and in the details of a record."""

from msgspec import Struct

from ...dsl.expressions import FieldRead
from ...dsl.model import Column, Details, Field
from ...dsl.words import label_of
from .page_names import html_text
from .shown_values import RecordValues, filters_for, is_state, style_of


class ShownColumn(Struct, frozen=True):
    """A heading, the hole for its value, and its style: `numeric`, `date` or none."""

    label: str
    cell: str
    kind: str


def shown_column(column: Column, values: RecordValues) -> ShownColumn:
    """Return how a value is shown."""
    hole = values.shown(column.value).hole(filters_for(column.value))
    cell = f'<span class="state">{hole}</span>' if is_state(column.value) else hole
    is_key = isinstance(column.value, FieldRead) and column.value.name == values.entity.key.name
    return ShownColumn(html_text(column.label), cell, "" if is_key else style_of(column.value))


def details_view(part: Details, key: Field, values: RecordValues, number: int = 1) -> dict[str, object]:
    """Return how a record, known by its key, is shown in detail, as the first, second … details of a page."""
    title = label_of(part.entity)
    read = FieldRead(type=key.type, span=part.span, record=part.record, entity=part.entity, name=key.name)
    # The heading says already what a key of the same name would.
    told = [item for item in part.columns if item.label != title or item.name != key.name]
    return {
        "kind": "details",
        "id": "details-title" if number == 1 else f"details-{number}-title",
        "heading": f"{title} {values.shown(read).hole('')}",
        "columns": [shown_column(item, values) for item in told],
    }
