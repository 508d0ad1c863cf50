"""What a record is shown with: the other records and the aggregates that its derived fields and its pages read.

An entity whose records are shown with anything has a view, such as `BookingView(booking, booking_train)`: the
domain backend prints the class, the database backend fills it, the API and the pages read it.
"""

from collections.abc import Iterator

from msgspec import Struct

from ..dsl.expressions import Expression, FieldRead, Variable
from ..dsl.model import Details, Entity, Model, Page, PageButton, Table
from ..dsl.value_types import Optional, Reference
from .database_calls import wide_checks, wide_invariants
from .inputs import AggregateInput, entity_of, inputs_of, record_name
from .list_calls import about_self, split_condition


class ViewedRecord(Struct, frozen=True):
    """A record that is reached through a reference: `booking_train` by `booking`.`train`. `is_optional`: it
    may be missing, because a reference on the way may be empty."""

    name: str
    entity: str
    source: str
    field: str
    is_optional: bool


class RecordView(Struct, frozen=True):
    """All that the records of an entity are shown with, each record after what it is reached by."""

    entity: Entity
    records: tuple[ViewedRecord, ...]
    aggregates: tuple[AggregateInput, ...]


def record_view(entity: Entity, model: Model) -> RecordView | None:
    """Return the view of an entity, or None where the record itself is all that is ever shown."""
    own = [field.derived for field in entity.fields if field.derived is not None and not field.is_stored]
    found = inputs_of([*own, *_shown(entity, model)], model)
    records: dict[str, ViewedRecord] = {}
    for item in found.records:
        root = root_of(item.origin)
        if isinstance(root, Variable) and root.name == "self":
            _add(item.origin, model, records)
    if not own and not records and not found.aggregates:
        return None
    return RecordView(entity, tuple(records.values()), found.aggregates)


def is_in_circle(entity: str, other: str, model: Model) -> bool:
    """Tell whether the view of another entity leads back to this one, so that their modules need each other."""
    seen: set[str] = set()
    waiting = [other]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            view = record_view(model.entity(name), model)
            waiting += [item.entity for item in view.records] if view else []
    return entity in seen


def root_of(record: Expression) -> Expression:
    """Return the record from which a path starts."""
    return root_of(record.record) if isinstance(record, FieldRead) else record


def _shown(entity: Entity, model: Model) -> Iterator[Expression]:
    """Yield what pages read of an entity's records, and conditions that only Python can judge, over `self`."""
    for page in model.pages:
        for part in page.parts:
            if isinstance(part, Table) and part.entity == entity.name:
                reads = [column.value for column in part.columns]
                reads += [item.when for item in (*part.links, *part.buttons) if item.when is not None]
                yield from (about_self(item, part.row, entity.name) for item in reads)
                yield from split_condition(part.where, part.row, entity.name, model)[1]
        for parameter in page.parameters:
            if parameter.type == Reference(entity.name):
                reads = list(_read_of_parameters(page))
                yield from (about_self(item, parameter.name, entity.name) for item in reads)
    for condition in _rules_about(entity, model):
        if split_condition(condition, "self", entity.name, model)[1]:
            yield condition
    for query in model.queries:
        if query.entity == entity.name:
            yield from split_condition(query.where, query.row, entity.name, model)[1]


def _rules_about(entity: Entity, model: Model) -> Iterator[Expression]:
    """Yield what must always hold of an entity's records and is asked of the database, over `self`."""
    yield from (check.condition for check, _ in wide_checks(entity, model))
    for _, invariant, _ in wide_invariants(model):
        if invariant.entity == entity.name:
            yield about_self(invariant.condition, invariant.row, entity.name)


def _read_of_parameters(page: Page) -> Iterator[Expression]:
    """Yield what the details of a page and the conditions of its buttons read."""
    for part in page.parts:
        if isinstance(part, Details):
            yield from (column.value for column in part.columns)
        elif isinstance(part, PageButton) and part.when is not None:
            yield part.when


def _add(record: Expression, model: Model, found: dict[str, ViewedRecord]) -> bool:
    """Add a record and those on the way to it; tell whether it may be missing."""
    if not isinstance(record, FieldRead):
        return False
    on_the_way = _add(record.record, model, found)
    declared = model.entity(record.entity).field(record.name).type
    is_optional = on_the_way or isinstance(declared, Optional)
    name = record_name(record)
    viewed = ViewedRecord(name, entity_of(record), record_name(record.record), record.name, is_optional)
    found.setdefault(name, viewed)
    return is_optional
