"""Functions for single records: insert, find, delete, credentials, the next key."""

from ...dsl.model import Delete, Field
from ...dsl.value_types import CODE_DIGITS, Int, Reference, Text, plain
from ...dsl.words import words_of
from ..list_tables import list_fields
from ..names import class_name, member_name, python_name, sql_name, table_name
from ..python_functions import article
from .fields import bound_name, column_fields, column_names, hash_name, password_fields
from .list_functions import add_lists, read_columns, writer
from .pieces import TableParts, attribute, dictionary
from .sql_layout import INDENT, select, wrap


def add_record_functions(parts: TableParts) -> None:
    """Add what is done with one record."""
    if parts.key.is_generated:
        _next_key(parts)
    _insert(parts)
    _find(parts)
    for field in parts.entity.fields:
        if field.is_unique and not field.is_key:
            _find_by(parts, field)
    for unique in parts.entity.uniques:
        _find_by(parts, *(parts.entity.field(name) for name in unique.fields))
    for name in parts.entity.identifiers:
        _find_credential(parts, parts.entity.field(name))
    if _is_referred_to(parts):
        _get(parts)
    add_lists(parts)


def add_delete(parts: TableParts) -> None:
    """Add the end of a record, where an action deletes one."""
    effects = [effect for action in parts.model.actions for effect in action.effects]
    if not any(isinstance(effect, Delete) and effect.entity == parts.entity.name for effect in effects):
        return
    name = f"delete_{parts.variable}"
    where = f"WHERE {sql_name(parts.key.name)} = :{bound_name(parts.key)}"
    parts.statements.append((name, f"DELETE FROM {table_name(parts.entity)}\n{where}"))
    body = [f'connection.change(_SQL["{name}"], {parts.key_values()})']
    doc = f"Delete {_the(parts)}."
    parts.add("delete", [parts.annotated(parts.key_variable, parts.key.type)], "None", doc, body)


def _the(parts: TableParts) -> str:
    return f"the {words_of(parts.entity.name)}"


def _next_key(parts: TableParts) -> None:
    is_number = isinstance(plain(parts.key.type), Int)
    function = "next_number" if is_number else "next_code"
    if function == f"next_{parts.key.name}":
        parts.imports.add(("app.database", "sequences"))
        function = f"sequences.{function}"
    else:
        parts.imports.add(("app.database.sequences", function))
    call = f'{function}(connection, "{parts.entity.name}"{_digits(parts)})'
    variable = parts.key_variable
    body = [
        f"{variable} = {call}",
        f"while find(connection, {variable}) is not None:",
        f"{INDENT}{variable} = {call}",
        f"return {variable}",
    ]
    returns = parts.annotated("", parts.key.type).removeprefix(": ")
    parts.add(f"next_{parts.key.name}", [], returns, f"Take the next {words_of(parts.key.name)} that is free.", body)


def _digits(parts: TableParts) -> str:
    """Return the count of digits where the key has no room for all."""
    kind = plain(parts.key.type)
    digits = kind.code_digits if isinstance(kind, Text) else CODE_DIGITS
    return f", digits={digits}" if digits < CODE_DIGITS else ""


def _insert(parts: TableParts) -> None:
    entity, name = parts.entity, f"insert_{parts.variable}"
    hashes = [hash_name(item) for item in password_fields(entity)]
    fields = column_fields(entity)
    columns = [*column_names(entity), *hashes]
    bound = [f":{item}" for item in (*map(bound_name, fields), *hashes)]
    lines = [f"INSERT INTO {table_name(entity)} ({', '.join(columns)})", f"VALUES ({', '.join(bound)})"]
    parts.statements.append((name, "\n".join(text for line in lines for text in wrap(line))))
    values = {bound_name(item): parts.stored(attribute(parts.variable, item), item.type) for item in fields}
    values |= {item: item for item in hashes}
    parts.imports.add((f"app.domain.{parts.variable}", class_name(entity)))
    star = ["*", *(f"{item}: str" for item in hashes)] if hashes else []
    body = [f'connection.execute(_SQL["{name}"], {dictionary(values)})']
    for item in list_fields(entity):
        key, keys = attribute(parts.variable, parts.key), attribute(parts.variable, item)
        body.append(f"{writer(item)}(connection, {key}, {keys})")
    parts.add(
        "insert", [f"{parts.variable}: {class_name(entity)}", *star], "None", f"Add {article(entity.name)}.", body
    )


def _find(parts: TableParts) -> None:
    _find_one(parts, (parts.key,), f"find_{parts.variable}", "find")


def _find_by(parts: TableParts, *fields: Field) -> None:
    names = "_and_".join(field.name for field in fields)
    _find_one(parts, fields, f"find_{parts.variable}_by_{names}", f"find_by_{names}")


def _find_one(parts: TableParts, fields: tuple[Field, ...], statement: str, function: str) -> None:
    entity = parts.entity
    conditions = [f"{sql_name(field.name)} = :{bound_name(field)}" for field in fields]
    parts.statements.append(
        (statement, select([read_columns(entity, parts.model)], table_name(entity), (), conditions))
    )
    values = {bound_name(field): parts.stored(python_name(field.name), plain(field.type)) for field in fields}
    body = [
        f'row = connection.one(_SQL["{statement}"], {dictionary(values)})',
        f"return None if row is None else read_{parts.variable}(row)",
    ]
    doc = f"Return {_the(parts)} with this {' and '.join(words_of(field.name) for field in fields)}."
    given = [parts.annotated(python_name(field.name), plain(field.type)) for field in fields]
    parts.add(function, given, f"{class_name(entity)} | None", doc, body)


def _find_credential(parts: TableParts, field: Field) -> None:
    statement = f"find_credential_by_{field.name}"
    secret = hash_name(password_fields(parts.entity)[0])
    key = sql_name(parts.key.name)
    condition = f"{sql_name(field.name)} = :{bound_name(field)}"
    query = select([[key, secret] if key != secret else [key]], table_name(parts.entity), (), [condition])
    parts.statements.append((statement, query))
    parts.imports |= {
        ("app.database.credential", "Credential"),
        ("app.domain.roles", "Person"),
        ("app.domain.roles", "Role"),
    }
    variable, kind = python_name(field.name), plain(field.type)
    role = f"Role.{member_name(parts.entity.name)}"
    body = [
        f'row = connection.one(_SQL["{statement}"], {{"{bound_name(field)}": {parts.stored(variable, kind)}}})',
        "if row is None:",
        f"{INDENT}return None",
        f'return Credential(Person({role}, row["{parts.key.name}"]), row["{secret}"])',
    ]
    doc = f"Return what a sign-in with this {words_of(field.name)} is checked against."
    parts.add(statement, [parts.annotated(variable, kind)], "Credential | None", doc, body)


def _is_referred_to(parts: TableParts) -> bool:
    fields = [field for entity in parts.model.entities for field in entity.fields if field.is_stored]
    return any(plain(field.type) == Reference(parts.entity.name) for field in fields)


def _get(parts: TableParts) -> None:
    variable, key = parts.variable, parts.key_variable
    words = words_of(parts.entity.name)
    body = [
        f"{variable} = find(connection, {key})",
        f'assert {variable} is not None, f"a reference names {words} {{{key}}}, which is missing"',
        f"return {variable}",
    ]
    doc = f"Return {_the(parts)} that a reference names."
    parts.add("get", [parts.annotated(key, parts.key.type)], class_name(parts.entity), doc, body)
