"""The SELECT of what a role may see of an entity: its rows, and of each row the columns that are granted for it."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from ...dsl.expressions import Aggregate, Expression, FieldRead, Me, Now, Variable, walk
from ...dsl.model import Entity, Field, Model, Query, Sort
from ...dsl.model_visibility import Grant, is_askable
from ...dsl.value_types import Bool, Decimal, Money, Optional, Reference, plain
from ..list_calls import about_self
from ..names import sql_name, table_name
from ..sql_expressions import NotInSql, SqlPrinter
from ..sql_joins import join_text

INDENT = "    "
ALWAYS = ""


class SeenRows(Struct, frozen=True):
    """What a role may see of an entity: `select` is its SELECT, `fields` are the fields that this gives.

    `bound` names the parameters of a query that the SELECT reads, each by the name that it is bound as.
    """

    select: str
    fields: tuple[Field, ...]
    bound: Mapping[str, str] = {}


def seen_rows(entity: Entity, grants: Iterable[Grant], model: Model, query: Query | None = None) -> SeenRows | None:
    """Return the visible rows, of those that a query lists where one is given; None where SQL can say nothing of that.

    A grant whose condition SQL cannot say, or that reads more than who asks and when, counts for nothing. A query that
    looks at what the role may not see has nothing to say to it: its rows would tell.
    """
    printer = SqlPrinter(model, "self", table_name(entity), outer_table=table_name(entity))
    granted = _granted(grants, printer)
    wanted = ALWAYS
    if query is not None and not _reads_seen(query, granted):
        return None
    if query is not None and query.where is not None:
        named = frozenset(parameter.name for parameter in query.parameters)
        found = _text(about_self(query.where, query.row, entity.name), printer, named)
        if found is None:
            return None
        wanted = found
    columns = [(field, text) for field in entity.fields if (text := _column(field, entity, granted, printer))]
    if not columns:
        return None
    conditions = [text for text in (_any_of(granted), wanted) if text is not ALWAYS]
    order = _order(entity, query.sort) if query is not None else ""
    select = _select(entity, [text for _, text in columns], printer, conditions, order)
    bound = {name: value.name for name, value in printer.parameters.items() if isinstance(value, Variable)}
    return SeenRows(select, tuple(field for field, _ in columns), bound)


def _granted(grants: Iterable[Grant], printer: SqlPrinter) -> dict[str, frozenset[str]]:
    """Return the fields that may be seen by the conditions under which they may be."""
    found: dict[str, frozenset[str]] = {}
    for grant in grants:
        text = ALWAYS if grant.condition is None else _text(grant.condition, printer)
        if text is not None:
            found[text] = found.get(text, frozenset()) | grant.fields
    return found


def _reads_seen(query: Query, granted: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether a query looks at nothing but fields of its rows that may be seen in all of them."""
    parts = list(walk(query.where)) if query.where is not None else []
    reads = [part for part in parts if isinstance(part, FieldRead)]
    names = {part.name for part in reads} | ({query.sort.field} if query.sort else set[str]())
    is_about_rows = all(isinstance(part.record, Variable) and part.record.name == query.row for part in reads)
    if not is_about_rows or any(isinstance(part, Aggregate) for part in parts):
        return False
    return all(_is_seen_in_all(name, granted) for name in names)


def _is_seen_in_all(name: str, granted: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether a field may be seen in every row of which anything may be."""
    own = [condition for condition, fields in granted.items() if name in fields]
    return bool(own) and (ALWAYS in own or len(own) == len(granted))


def _text(expression: Expression, printer: SqlPrinter, named: frozenset[str] = frozenset()) -> str | None:
    """Return an expression as SQL; None where there is none, or it reads more than who asks, when, and `named`."""
    trial = SqlPrinter(printer.model, printer.row, printer.alias, outer_table=printer.outer_table)
    try:
        trial.text(expression)
    except NotInSql:
        return None
    if not all(isinstance(value, Me | Now) or _is_named(value, named) for value in trial.parameters.values()):
        return None
    return printer.text(expression)


def _is_named(value: Expression, named: frozenset[str]) -> bool:
    return isinstance(value, Variable) and value.name in named


def _any_of(conditions: Iterable[str]) -> str:
    """Return the condition that any of some holds."""
    listed = list(conditions)
    if ALWAYS in listed:
        return ALWAYS
    return listed[0] if len(listed) == 1 else " OR ".join(f"({text})" for text in listed)


def _column(field: Field, entity: Entity, granted: Mapping[str, frozenset[str]], printer: SqlPrinter) -> str:
    """Return a column of the SELECT, empty in the rows for which it is not granted; nothing where it never is."""
    own = [condition for condition, fields in granted.items() if field.name in fields]
    if not own or not is_askable(entity, field.name):
        return ""
    record = Variable(type=Reference(entity.name), span=field.span, name="self")
    read = FieldRead(type=field.type, span=field.span, record=record, entity=entity.name, name=field.name)
    plainly = _text(read, printer)
    if plainly is None:
        return ""
    text, name = _value(plainly, field), sql_name(field.name)
    if not _is_seen_in_all(field.name, granted):
        text = f"CASE WHEN {_any_of(own)} THEN {text} END"
    return text if text == f"{printer.alias}.{name}" else f"{text} AS {name}"


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


def _order(entity: Entity, sort: Sort | None) -> str:
    """Return how rows are sorted; those that are equal, by their key."""
    names = [sort.field, entity.key.name] if sort else [entity.key.name]
    words = [f"{table_name(entity)}.{sql_name(name)}" for name in dict.fromkeys(names)]
    return ", ".join([f"{words[0]} DESC" if sort and sort.descending else words[0], *words[1:]])


def _select(entity: Entity, columns: list[str], printer: SqlPrinter, conditions: list[str], order: str) -> str:
    lines = ["SELECT", *(f"{INDENT}{text}," for text in columns[:-1]), f"{INDENT}{columns[-1]}"]
    lines += [f"FROM {table_name(entity)}", *(join_text(join) for join in printer.joins.values())]
    bracketed = [f"({text})" for text in conditions] if len(conditions) > 1 else conditions
    lines += [f"{word} {text}" for word, text in zip(("WHERE", "  AND"), bracketed, strict=False)]
    return "\n".join([*lines, *([f"ORDER BY {order}"] if order else [])])
