"""The tables that hold lists of references: one row for each record in the list of another."""

from collections.abc import Iterator

from msgspec import Struct

from ..dsl.expressions import FieldRead
from ..dsl.model import Entity, Field, Model
from ..dsl.value_types import ListOf, plain
from ..dsl.words import snake_case
from .names import plural_of_entity, sql_name


class ListTable(Struct, frozen=True):
    """A table: whose list it holds and of what, its name, and its two columns as SQL spells them."""

    entity: Entity
    field: Field
    target: Entity
    name: str
    owner: str
    item: str


def list_tables(model: Model) -> Iterator[ListTable]:
    """Yield the table of every list; none is called like the table of an entity."""
    taken = {plural_of_entity(entity) for entity in model.entities}
    for entity in model.entities:
        for field in list_fields(entity):
            kind = plain(field.type)
            assert isinstance(kind, ListOf)
            name = f"{snake_case(entity.name)}_{field.name}"
            while name in taken:
                name = f"{name}_list"
            taken.add(name)
            owner, item = snake_case(entity.name), snake_case(kind.entity)
            item = f"other_{item}" if owner == item else item
            target = model.entity(kind.entity)
            yield ListTable(entity, field, target, sql_name(name), sql_name(owner), sql_name(item))


def list_table(entity: str, field: str, model: Model) -> ListTable:
    """Return the table of one list."""
    return next(item for item in list_tables(model) if (item.entity.name, item.field.name) == (entity, field))


def list_fields(entity: Entity) -> list[Field]:
    """Return the fields of an entity that are lists."""
    return [item for item in entity.fields if isinstance(plain(item.type), ListOf)]


def rows_of(listed: FieldRead, owner: str, model: Model) -> str:
    """Return the part of a SELECT that reads the rows of a list; `owner` is the key of the record that has it."""
    table = list_table(listed.entity, listed.name, model)
    return f"FROM {table.name} WHERE {table.name}.{table.owner} = {owner}"


def keys_column(table: ListTable, owner: str) -> str:
    """Return the column that reads the keys in a list, as a JSON array."""
    keys = f"CAST(json_group_array({table.name}.{table.item}) AS TEXT)"
    return f"(SELECT {keys} FROM {table.name} WHERE {table.name}.{table.owner} = {owner})"
