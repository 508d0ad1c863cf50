"""The SELECT of what a role may see of an entity: its rows, and of each row the columns that are granted for it."""

from collections.abc import Iterable

from msgspec import Struct

from ...dsl.expressions import Expression, FieldRead, Me, Now, Or, Variable
from ...dsl.model import Entity, Field, Model, Sort
from ...dsl.model_visibility import Grant, is_askable
from ...dsl.value_types import Bool, Decimal, Money, Optional, Reference, plain
from ..list_calls import about_self
from ..names import sql_name, table_name
from ..sql_expressions import NotInSql, SqlPrinter
from ..sql_joins import join_text

INDENT = "    "


class SeenRows(Struct, frozen=True):
    """What a role may see of an entity: `select` is its SELECT, `fields` are the fields that this gives."""

    select: str
    fields: tuple[Field, ...]


def seen_rows(
    entity: Entity, grants: Iterable[Grant], model: Model, where: Expression | None = None, sort: Sort | None = None
) -> SeenRows | None:
    """Return the visible rows, of those for which `where` holds; None where SQL can say nothing of that.

    A grant whose condition SQL cannot say, or that reads more than who asks and when, counts for nothing.
    """
    usable = [grant for grant in grants if _is_sayable(grant.condition, entity, model)]
    if not usable or not _is_sayable(where, entity, model):
        return None
    printer = _printer(entity, model)
    columns = [(field, text) for field in entity.fields if (text := _column(field, entity, usable, printer, model))]
    if not columns:
        return None
    every = [printer.text(part) for part in (_any_of(usable), where) if part is not None]
    conditions = [f"({text})" if len(every) > 1 else text for text in every]
    order = f"{sql_name(sort.field)}{' DESC' if sort.descending else ''}" if sort else ""
    return SeenRows(
        _select(entity, [text for _, text in columns], printer, conditions, order), tuple(f for f, _ in columns)
    )


def _printer(entity: Entity, model: Model) -> SqlPrinter:
    return SqlPrinter(model, "self", table_name(entity), outer_table=table_name(entity))


def _is_sayable(condition: Expression | None, entity: Entity, model: Model) -> bool:
    if condition is None:
        return True
    printer = _printer(entity, model)
    try:
        printer.text(condition)
    except NotInSql:
        return False
    return all(isinstance(value, Me | Now) for value in printer.parameters.values())


def _any_of(grants: list[Grant]) -> Expression | None:
    """Return the condition under which any of some grants counts; None: always."""
    conditions = [grant.condition for grant in grants if grant.condition is not None]
    if len(conditions) < len(grants):
        return None
    return (
        conditions[0] if len(conditions) == 1 else Or(type=Bool(), span=conditions[0].span, operands=tuple(conditions))
    )


def _column(field: Field, entity: Entity, grants: list[Grant], printer: SqlPrinter, model: Model) -> str:
    """Return a column of the SELECT, empty in the rows for which it is not granted; nothing where it never is."""
    own = [grant for grant in grants if field.name in grant.fields]
    if not own or not is_askable(entity, field.name):
        return ""
    record = Variable(type=Reference(entity.name), span=field.span, name="self")
    read = FieldRead(type=field.type, span=field.span, record=record, entity=entity.name, name=field.name)
    if not _is_sayable(read, entity, model):
        return ""
    text = _value(printer.text(read), field)
    condition = _any_of(own)
    if condition is not None and condition != _any_of(grants):
        text = f"CASE WHEN {printer.text(condition)} THEN {text} END"
    return text if text.endswith(f".{sql_name(field.name)}") else f"{text} AS {sql_name(field.name)}"


def _value(text: str, field: Field) -> str:
    """Return a value as questions compare it: amounts in whole units of money, yes and no as words."""
    match plain(field.type):
        case Money(scale=scale) | Decimal(scale=scale) if scale:
            return f"({text}) / {10**scale}.0" if " " in text else f"{text} / {10**scale}.0"
        case Bool():
            missing = f"WHEN ({text}) IS NULL THEN NULL " if isinstance(field.type, Optional) else ""
            return f"CASE {missing}WHEN {text} THEN 'yes' ELSE 'no' END"
        case _:
            return text


def _select(entity: Entity, columns: list[str], printer: SqlPrinter, conditions: list[str], order: str) -> str:
    lines = ["SELECT", *(f"{INDENT}{text}," for text in columns[:-1]), f"{INDENT}{columns[-1]}"]
    lines += [f"FROM {table_name(entity)}", *(join_text(join) for join in printer.joins.values())]
    lines += [f"WHERE {conditions[0]}"] if conditions else []
    lines += [f"  AND {condition}" for condition in conditions[1:]]
    return "\n".join([*lines, *([f"ORDER BY {order}"] if order else [])])


def with_condition(where: Expression | None, row: str, entity: Entity) -> Expression | None:
    """Return the condition of a query over the Variable `self`."""
    return about_self(where, row, entity.name) if where is not None else None
