"""Indexes that follow from references, from what pages and queries list, and from what the system looks for."""

from collections.abc import Iterator

from msgspec import Struct

from ...dsl.expressions import And, Comparison, Expression, FieldRead, IsEmpty, Or, Variable
from ...dsl.model import BySystem, Entity, Model, Sort, Table
from ...dsl.value_types import ListOf, Reference, plain
from ..inputs import choices_of
from ..list_calls import about_self
from ..names import plural_of_entity, sql_name, table_name
from .sql_layout import LINE


class Index(Struct, frozen=True):
    """An index: its name without that of the table, and its columns."""

    name: str
    columns: tuple[str, ...]


def index_statements(entity: Entity, model: Model) -> list[str]:
    """Return the statements that create the indexes of a table, none of them a part of another."""
    known = [(entity.key.name,), *((item.name,) for item in entity.fields if item.is_unique)]
    known += [item.fields for item in entity.uniques]
    every = [*_listed(entity, model), *_references(entity), *_due(entity, model), *_identifiers(entity)]
    wanted = list({item.columns: item for item in every}.values())
    kept: list[Index] = []
    for number, item in enumerate(wanted):
        others = [*known, *(other.columns for other in (*kept, *wanted[number + 1 :]))]
        if item.columns and not any(other[: len(item.columns)] == item.columns for other in others):
            kept.append(item)
    taken: set[str] = set()
    return [_statement(entity, item, taken) for item in kept]


def _statement(entity: Entity, index: Index, taken: set[str]) -> str:
    name = index.name if index.name not in taken else f"by_{'_and_'.join(index.columns)}"
    taken.add(name)
    start = f"CREATE INDEX IF NOT EXISTS {plural_of_entity(entity)}_{name}"
    rest = f"ON {table_name(entity)} ({', '.join(sql_name(item) for item in index.columns)});"
    return f"{start} {rest}" if len(f"{start} {rest}") < LINE else f"{start}\n{rest}"


def _listed(entity: Entity, model: Model) -> Iterator[Index]:
    """Yield an index for every list of an entity's records."""
    for page in model.pages:
        for part in page.parts:
            if isinstance(part, Table) and part.entity == entity.name:
                yield from _list_indexes(entity, part.row, part.where, part.sort)
    for query in model.queries:
        if query.entity == entity.name:
            yield from _list_indexes(entity, query.row, query.where, query.sort)


def _list_indexes(entity: Entity, row: str, where: Expression | None, sort: Sort | None) -> Iterator[Index]:
    """Yield an index that leads to the records, or else one to their order and one to some that hold them all."""
    equal, between = _compared(entity, row, where)
    order = [sort.field] if sort is not None else between[:1]
    columns = tuple(dict.fromkeys((*equal, *order)))
    yield Index(f"by_{'_and_'.join(equal or columns)}", columns)
    if between and not equal:
        yield Index(f"by_{between[0]}", (between[0],))


def _references(entity: Entity) -> Iterator[Index]:
    for field in entity.fields:
        if isinstance(plain(field.type), Reference) and field.is_stored:
            yield Index(f"by_{field.name}", (field.name,))


def _due(entity: Entity, model: Model) -> Iterator[Index]:
    """Yield an index for every action that the system does to records of an entity."""
    for action in model.actions:
        actor = action.actor
        if isinstance(actor, BySystem) and actor.condition is not None:
            parameter = action.parameters[0]
            if parameter.type == Reference(entity.name):
                equal, between = _compared(entity, parameter.name, actor.condition)
                yield Index(f"due_for_{action.name}", tuple(dict.fromkeys((*equal, *between[:1]))))


def _identifiers(entity: Entity) -> Iterator[Index]:
    """Yield an index for every field that people sign in with."""
    for name in entity.identifiers:
        yield Index(f"by_{name}", (name,))


def _compared(entity: Entity, row: str, where: Expression | None) -> tuple[list[str], list[str]]:
    """Return the columns that must equal something, and those that must lie on one side of it or be one of some."""
    if where is None:
        return [], []
    condition = about_self(where, row, entity.name)
    equal: list[str] = []
    between: list[str] = []
    for part in condition.operands if isinstance(condition, And) else (condition,):
        if isinstance(part, IsEmpty) and (name := _own_column(entity, part.operand)):
            equal.append(name)
        if isinstance(part, Comparison) and part.operator != "!=":
            names = [name for side in (part.left, part.right) if (name := _own_column(entity, side))]
            if len(names) == 1:
                (equal if part.operator == "=" else between).append(names[0])
        if isinstance(part, Or) and (found := choices_of(part.operands)) and (name := _own_column(entity, found[0])):
            between.append(name)
    return list(dict.fromkeys(equal)), list(dict.fromkeys(between))


def _own_column(entity: Entity, side: Expression) -> str | None:
    is_own = isinstance(side, FieldRead) and isinstance(side.record, Variable) and side.record.name == "self"
    if not is_own or not isinstance(side, FieldRead):
        return None
    field = entity.field(side.name)
    return side.name if field.is_stored and not isinstance(field.type, ListOf) else None
