"""The tables, with every rule that a table can keep."""

from collections.abc import Iterator

from ...dsl.expressions import And, Constant, Expression
from ...dsl.model import Entity, Field, Model
from ...dsl.value_types import Bool, Choice, Date, DateTime, Int, ListOf, Optional, Password, Reference, Text, plain
from ...dsl.words import pascal_case
from ..database_calls import is_wide
from ..list_calls import about_self
from ..list_tables import ListTable, list_tables
from ..names import sql_name, table_name
from ..sql_constants import constant_text
from ..sql_expressions import NotInSql, SqlPrinter
from .conversions import column_type, stored_type
from .fields import hash_name, is_password
from .indexes import index_statements
from .sql_layout import INDENT, LINE, wrap

DAY = "____-__-__"
MOMENT = "____-__-__T__:__:__Z"


def schema(model: Model) -> str:
    """Return the statements that create all tables and indexes."""
    statements = [SEQUENCES]
    created: set[str] = set()
    for entity in in_order_of_references(model):
        created.add(entity.name)
        statements += ["", _table(entity, model, created)]
        indexes = index_statements(entity, model)
        statements += ["", *indexes] if indexes else []
    for table in list_tables(model):
        statements += ["", _list_table(table, model), "", _list_index(table)]
    return "\n".join([CAPTION, "", *statements, ""])


CAPTION = "-- The tables; every rule that a table can keep is kept here too."
SEQUENCES = """CREATE TABLE IF NOT EXISTS sequences (
    entity TEXT PRIMARY KEY,
    last_number BIGINT NOT NULL
);"""


def in_order_of_references(model: Model) -> list[Entity]:
    """Return the entities, each after those that it refers to, as far as they do not refer to each other."""
    found: dict[str, Entity] = {}
    visiting: set[str] = set()

    def visit(entity: Entity) -> None:
        if entity.name in found or entity.name in visiting:
            return
        visiting.add(entity.name)
        for field in entity.fields:
            kind = plain(field.type)
            if isinstance(kind, Reference) and field.is_stored:
                visit(model.entity(kind.entity))
        found[entity.name] = entity

    for entity in model.entities:
        visit(entity)
    return list(found.values())


def _table(entity: Entity, model: Model, created: set[str]) -> str:
    stored = [item for item in entity.fields if item.is_stored and not isinstance(item.type, ListOf)]
    parts = [_column(item, entity, model, created) for item in stored]
    parts += [[f"UNIQUE ({', '.join(sql_name(name) for name in item.fields)})"] for item in entity.uniques]
    parts += [wrap(f"CHECK ({text})") for text in dict.fromkeys(table_checks(entity, model))]
    body = ",\n".join("\n".join(INDENT + line for line in lines) for lines in parts)
    return f"CREATE TABLE IF NOT EXISTS {table_name(entity)} (\n{body}\n);"


def table_checks(entity: Entity, model: Model) -> Iterator[str]:
    """Yield the checks and the invariants of an entity that its own columns can say."""
    conditions = [check.condition for check in entity.checks if not is_wide(check.condition, "self", model)]
    conditions += [
        about_self(item.condition, item.row, entity.name)
        for rule in model.rules
        for item in rule.invariants
        if item.entity == entity.name and not is_wide(item.condition, item.row, model)
    ]
    for condition in conditions:
        yield from _sayable(condition, model)


def _sayable(condition: Expression, model: Model) -> Iterator[str]:
    for part in condition.operands if isinstance(condition, And) else (condition,):
        printer = SqlPrinter(model, "self", "", can_join=False)
        try:
            text = printer.text(part)
        except NotInSql:
            continue
        if not printer.parameters:
            yield text


# lists


def _list_table(table: ListTable, model: Model) -> str:
    """Return the table of a list; it goes with the record that has it, and keeps those in it from going."""
    owner, item = (
        f"{column} {column_type(entity.key.type, model)} NOT NULL "
        f"REFERENCES {table_name(entity)} ({sql_name(entity.key.name)})"
        for column, entity in ((table.owner, table.entity), (table.item, table.target))
    )
    lines = [f"{owner} ON DELETE CASCADE", item, f"PRIMARY KEY ({table.owner}, {table.item})"]
    body = ",\n".join("\n".join(INDENT + part for part in wrap(line)) for line in lines)
    return f"CREATE TABLE IF NOT EXISTS {table.name} (\n{body}\n);"


def _list_index(table: ListTable) -> str:
    name = f"{table.name}_by_{table.item}".replace('"', "")
    start, rest = f"CREATE INDEX IF NOT EXISTS {name}", f"ON {table.name} ({table.item});"
    return f"{start} {rest}" if len(f"{start} {rest}") < LINE else f"{start}\n{rest}"


# columns


def _column(field: Field, entity: Entity, model: Model, created: set[str]) -> list[str]:
    name = sql_name(hash_name(field) if is_password(field) else field.name)
    words = [name, column_type(field.type, model)]
    words += ["PRIMARY KEY"] if field.is_key else []
    words += [] if isinstance(field.type, Optional) else ["NOT NULL"]
    words += ["UNIQUE"] if field.is_unique and not field.is_key else []
    default = _default(field, entity)
    words += [f"DEFAULT {default}"] if default is not None else []
    kind = plain(field.type)
    # Of two tables that refer to each other, only the second can say so in a way that every database takes.
    if isinstance(kind, Reference) and kind.entity in created:
        target = model.entity(kind.entity)
        words.append(f"REFERENCES {table_name(target)} ({sql_name(target.key.name)})")
    check = _column_check(name, field, model)
    one = " ".join([*words, *check])
    if len(INDENT) + len(one) < LINE:
        return [one]
    return [line for item in (" ".join(words), *check) for line in wrap(item)]


def _default(field: Field, entity: Entity) -> str | None:
    """Return the default where it is a constant; the states of a record start at the first one."""
    if isinstance(field.default, Constant):
        return constant_text(field.default)
    kind = field.type
    is_state = isinstance(kind, Choice) and kind.enum == pascal_case(entity.name) + pascal_case(field.name)
    if isinstance(kind, Choice) and is_state and field.default is None and field.derived is None:
        return _quoted(kind.members[0])
    return None


def _column_check(name: str, field: Field, model: Model) -> list[str]:
    text = _check_text(name, field, model)
    return [f"CHECK ({text})"] if text else []


def _check_text(name: str, field: Field, model: Model) -> str | None:
    if isinstance(plain(field.type), Reference):
        return None
    match stored_type(field.type, model):
        case Text(low=low, high=high):
            return _bounds(f"length({name})", max(low, 1), high)
        case Password():
            return f"length({name}) >= 1"
        case Int(low=low, high=high):
            return _bounds(name, low, high)
        case Choice(members=members):
            return f"{name} IN ({', '.join(_quoted(item) for item in members)})"
        case Bool():
            return f"{name} IN (TRUE, FALSE)"
        case Date():
            return f"{name} LIKE '{DAY}'"
        case DateTime():
            return f"{name} LIKE '{MOMENT}'"
        case _:
            return None


def _bounds(value: str, low: int | None, high: int | None) -> str | None:
    if low is not None and high is not None:
        return f"{value} BETWEEN {low} AND {high}"
    if low is not None:
        return f"{value} >= {low}"
    return None if high is None else f"{value} <= {high}"


def _quoted(text: str) -> str:
    escaped = text.replace("'", "''")
    return f"'{escaped}'"
