"""Functions that list records: all of them, those of a page, of a query, those that an action is due on."""

from ...dsl.expressions import Expression
from ...dsl.model import Action, BySystem, Field, Sort, Table
from ...dsl.value_types import ListOf, Optional, Reference, ValueType, plain
from ...dsl.words import plural_of, words_of
from ..action_plan import plan_action
from ..list_calls import ListCall, page_list_call, query_call, split_condition
from ..names import plural_of_entity, python_name, sql_name, table_name
from .conversions import column_type
from .fields import bound_name, stored_fields
from .list_functions import member_rows
from .pieces import TableParts, computed, dictionary, read_rows, values_of
from .python_conditions import condition_over_rows
from .row_source import RowSource
from .sql_layout import select

PAGED = {"limit": "paging.limit", "offset": "paging.offset"}


def add_views(parts: TableParts, source: RowSource) -> None:
    """Add the functions that return one record with what it is shown with."""
    if source.view is None:
        return
    name, words = f"view_{parts.variable}", words_of(parts.entity.name)
    key = parts.annotated(parts.key_variable, parts.key.type)
    query, _ = source.query(texts=[(parts.key.name, f"{{}} = :{bound_name(parts.key)}")])
    parts.statements.append((name, query))
    body = [
        f'row = connection.one(_SQL["{name}"], {parts.key_values()})',
        f"return None if row is None else {source.reader}(row)",
    ]
    read = "what its derived fields read" if _has_derived(parts) else "what it is shown with"
    doc = f"Return the {words} with this {words_of(parts.key.name)} and {read}."
    parts.add("view", [key], f"{source.type} | None", doc, body)
    body = [
        f"found = view(connection, {parts.key_variable})",
        f'assert found is not None, f"{words} {{{parts.key_variable}}} is missing"',
        "return found",
    ]
    parts.add("get_view", [key], source.type, f"Return the {words} that was just written or read.", body)


def _has_derived(parts: TableParts) -> bool:
    return any(not item.is_stored for item in parts.entity.fields)


# all records


def add_list_and_count(parts: TableParts, source: RowSource) -> None:
    """Add the functions that list and count the records which match filters."""
    plural = plural_of_entity(parts.entity)
    filters = [item for item in stored_fields(parts.entity) if not item.is_key]
    texts = [(item.name, _filter(item, parts)) for item in filters]
    query, _ = source.query(texts=texts, is_ordered=True, is_paged=True)
    parts.statements.append((f"list_{plural}", query))
    bare = [text.replace("{}", sql_name(name)) for name, text in texts]
    count = select([["count(*) AS total"]], table_name(parts.entity), (), bare)
    parts.statements.append((f"count_{plural}", count))
    parameters = [f"{parts.annotated(python_name(item.name), _or_none(item.type))} = None" for item in filters]
    values = {bound_name(item): parts.stored(python_name(item.name), _or_none(item.type)) for item in filters}
    words = plural_of(words_of(parts.entity.name))
    doc = f"Return the {words} that match every filter given, ordered by {words_of(parts.key.name)}."
    body = [f"values = {dictionary(values | PAGED)}", *read_rows(f"list_{plural}", "values", source.reader)]
    parts.imports |= {("app.database.paging", "Paging"), ("app.database.paging", "EVERYTHING")}
    paging = "paging: Paging = EVERYTHING"
    parts.add("list_all", [*parameters, paging], f"list[{source.type}]", doc, body, keywords=True)
    body = [
        f"values = {dictionary(values)}" if values else "",
        f'row = connection.one(_SQL["count_{plural}"], {"values" if values else "{}"})',
        'return 0 if row is None else row["total"]',
    ]
    parts.add(
        "count", parameters, "int", f"Return how many {words} match every filter given.", body[not values :], True
    )


def _filter(field: Field, parts: TableParts) -> str:
    name, wanted = bound_name(field), f"{{}} = :{bound_name(field)}"
    if isinstance(field.type, ListOf):
        wanted = f"EXISTS (SELECT 1 {member_rows(parts, field, f':{name}')})"
    return f"(CAST(:{name} AS {column_type(field.type, parts.model)}) IS NULL OR {wanted})"


def _or_none(kind: ValueType) -> Optional:
    """Return the type of a filter; a list is filtered by one of its records."""
    if isinstance(kind, ListOf):
        return Optional(Reference(kind.entity))
    return kind if isinstance(kind, Optional) else Optional(plain(kind))  # pyright: ignore[reportArgumentType]


# pages and queries


def add_listings(parts: TableParts, source: RowSource) -> None:
    """Add a function for every table of a page and every query over these records."""
    words = plural_of(words_of(parts.entity.name))
    for page in parts.model.pages:
        for part in page.parts:
            if isinstance(part, Table) and part.entity == parts.entity.name:
                call = page_list_call(page, part, parts.model)
                doc = f"Return the {words} that the page {page.name} shows."
                _listing(parts, source, call, part.sort, part.limit, doc, is_query=False)
                parts.elements.append(part.id)
    for query in parts.model.queries:
        if query.entity == parts.entity.name:
            doc = f"Return the {words} that the query {query.name} asks for."
            _listing(parts, source, query_call(query, parts.model), query.sort, query.limit, doc, is_query=True)
            parts.elements.append(query.id)


def _listing(
    parts: TableParts, source: RowSource, call: ListCall, sort: Sort | None, limit: int | None, doc: str, is_query: bool
) -> None:
    statement = f"list_{call.statement}"
    query, _ = source.query(call.said, sort=sort, is_ordered=True, is_paged=not call.rest)
    parts.statements.append((statement, query))
    kinds = {name: value.type for name, value in call.parameters}
    given = {name: (name, kind) for name, kind in kinds.items()}
    parameters = [parts.annotated(name, kind) for name, kind in kinds.items()]
    values = values_of(query, given, parts)
    if call.rest:
        body = _judged_in_python(parts, source, call, statement, dictionary(values), limit)
    else:
        within = f"paging.limit_within({limit})" if limit is not None else "paging.limit"
        body = _read(statement, values | PAGED | {"limit": within}, source)
    parts.imports |= {("app.database.paging", "Paging"), ("app.database.paging", "EVERYTHING")}
    paging = "paging: Paging = EVERYTHING" if is_query else "paging: Paging"
    parts.add(call.function, [*parameters, paging], f"list[{source.type}]", doc, body, keywords=True)


def _read(statement: str, values: dict[str, str], source: RowSource) -> list[str]:
    return [f"values = {dictionary(values)}", *read_rows(statement, "values", source.reader)]


def _judged_in_python(
    parts: TableParts, source: RowSource, call: ListCall, statement: str, values: str, limit: int | None
) -> list[str]:
    """Return the lines that read more rows than wanted, and keep those for which the rest of the condition holds."""
    condition, row = condition_over_rows(call.rest, parts, source)
    cut = f"[:{limit}]" if limit is not None else ""
    return [
        *read_rows(statement, values, source.reader, head="found = "),
        f"kept = [{row} for {row} in found if {condition}]{cut}",
        "return kept[paging.offset : paging.offset + paging.limit]",
    ]


# what the system looks for


def add_due_lists(parts: TableParts) -> None:
    """Add a function for every action that the system does to these records."""
    for action in parts.model.actions:
        actor = action.actor
        if isinstance(actor, BySystem) and actor.condition is not None:
            parameter = action.parameters[0]
            if plain(parameter.type) == Reference(parts.entity.name):
                _due_list(parts, action, actor.condition, parameter.name)


def _due_list(parts: TableParts, action: Action, condition: Expression, row: str) -> None:
    """Add the keys of the records on which an action may be due; what SQL cannot say, the action judges itself."""
    entity = parts.entity
    said, _ = split_condition(condition, row, entity.name, parts.model)
    statement = f"list_{plural_of_entity(entity)}_due_for_{action.name}"
    source = RowSource(entity, parts.model, None)
    query, parameters = source.query(said, is_ordered=True, only_key=True)
    parts.statements.append((statement, query))
    values = values_of(query, computed(parameters, parts), parts)
    reads_now = plan_action(action, parts.model).due_inputs.reads_now
    parts.imports |= {("datetime", "datetime")} if reads_now else set()
    rows = f'rows = connection.all(_SQL["{statement}"], {dictionary(values)})'
    returns = f"list[{parts.annotated('', parts.key.type).removeprefix(': ')}]"
    words = words_of(entity.name)
    doc = f"Return the {words_of(parts.key.name)} of every {words} on which the action {action.name} is due."
    body = [rows, f'return [row["{parts.key.name}"] for row in rows]']
    parts.add(f"list_due_for_{action.name}", ["now: datetime"] if reads_now else [], returns, doc, body, keywords=True)
