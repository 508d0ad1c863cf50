"""How lists of references are read and written: columns of a SELECT, and a function that writes a whole list."""

from ...dsl.model import Entity, Field, Model
from ...dsl.value_types import ListOf, Reference, plain
from ...dsl.words import words_of
from ..list_tables import ListTable, keys_column, list_fields, list_table
from ..names import python_name, sql_name, table_name
from ..python_functions import article
from .fields import column_names
from .pieces import TableParts
from .sql_layout import wrap


def list_columns(entity: Entity, alias: str, prefix: str, model: Model) -> list[str]:
    """Return the columns that read the lists of a row called `alias`, named with a prefix."""
    owner = f"{alias}.{sql_name(entity.key.name)}"
    tables = [list_table(entity.name, field.name, model) for field in list_fields(entity)]
    return [f"{keys_column(table, owner)} AS {sql_name(prefix + table.field.name)}" for table in tables]


def read_columns(entity: Entity, model: Model) -> list[str]:
    """Return all columns from which a record is read that stands for itself."""
    return [*column_names(entity), *list_columns(entity, table_name(entity), "", model)]


def member_rows(parts: TableParts, field: Field, item: str) -> str:
    """Return the part of a subquery that finds one record in the list of a row."""
    table = list_table(parts.entity.name, field.name, parts.model)
    owner = f"{table_name(parts.entity)}.{sql_name(parts.key.name)}"
    return f"FROM {table.name} WHERE {table.name}.{table.owner} = {owner} AND {table.name}.{table.item} = {item}"


def writer(field: Field) -> str:
    """Return the function that writes a list."""
    return f"write_{field.name}"


def add_lists(parts: TableParts) -> None:
    """Add the functions that write the lists of a record, and the one that finds what lists may not name."""
    given = [item.type for action in parts.model.actions for item in action.parameters]
    if ListOf(parts.entity.name) in given:
        _add_first_missing(parts)
    for field in list_fields(parts.entity):
        _add_writer(parts, field, list_table(parts.entity.name, field.name, parts.model))


def _add_first_missing(parts: TableParts) -> None:
    key = parts.annotated("", parts.key.type).removeprefix(": ")
    body = ["return next((key for key in keys if find(connection, key) is None), None)"]
    doc = f"Return the first of these keys that no {words_of(parts.entity.name)} has."
    parts.add("first_missing", [f"keys: tuple[{key}, ...]"], f"{key} | None", doc, body)


def _add_writer(parts: TableParts, field: Field, table: ListTable) -> None:
    kind = plain(field.type)
    clear, put = f"clear_{parts.variable}_{field.name}", f"put_into_{parts.variable}_{field.name}"
    parts.statements.append((clear, f"DELETE FROM {table.name}\nWHERE {table.owner} = :owner"))
    insert = [f"INSERT INTO {table.name} ({table.owner}, {table.item})", "VALUES (:owner, :item)"]
    parts.statements.append((put, "\n".join(text for line in insert for text in wrap(line))))
    name = python_name(field.name)
    owner = f'"owner": {parts.stored(parts.key_variable, parts.key.type)}'
    item = parts.stored("item", Reference(table.target.name))
    body = [
        f'connection.execute(_SQL["{clear}"], {{{owner}}})',
        f"for item in {name}:",
        f'    connection.execute(_SQL["{put}"], {{{owner}, "item": {item}}})',
    ]
    parameters = [parts.annotated(parts.key_variable, parts.key.type), parts.annotated(name, kind)]
    doc = f"Make these the {words_of(field.name)} of {article(words_of(parts.entity.name))}."
    parts.add(writer(field), parameters, "None", doc, body)
