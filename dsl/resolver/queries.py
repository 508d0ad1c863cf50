"""Resolves services, queries and the API."""

from ..catalog import CONTRADICTION, MISSING_PART
from ..model import Api, Entity, Exposure, Query, Service, ServiceOperation, Sort
from ..syntax_tree import (
    Block,
    ExposesClause,
    LimitClause,
    OffersClause,
    OperationClause,
    SortClause,
    WhereClause,
)
from ..value_types import ListOf
from .declarations import Declarations
from .expressions import ExpressionResolver
from .scope import Scope
from .types import resolve_parameters


def declare_service(block: Block, declarations: Declarations) -> None:
    """Enter a service with its operations."""
    name = block.header.name
    assert name is not None
    operations: dict[str, ServiceOperation] = {}
    for clause in block.clauses:
        if not isinstance(clause, OperationClause):
            continue
        if clause.name.text in operations:
            declarations.duplicate(clause.name, f"operation `{clause.name.text}`", operations[clause.name.text].span)
            continue
        operations[clause.name.text] = ServiceOperation(
            id=f"service:{name.text}/{clause.name.text}",
            span=clause.span,
            name=clause.name.text,
            parameters=resolve_parameters(clause.parameters, declarations),
            outcomes=tuple(outcome.text for outcome in clause.outcomes),
        )
    declarations.services[name.text] = Service(
        id=f"service:{name.text}", span=block.span, name=name.text, operations=tuple(operations.values())
    )


def resolve_query(block: Block, declarations: Declarations) -> None:
    """Enter a query."""
    name, subject = block.header.name, block.header.subject
    assert name is not None and subject is not None
    entity = declarations.entity(subject)
    if entity is None:
        declarations.unread.add(name.text)
        return
    parameters = resolve_parameters(block.header.parameters, declarations)
    scope = Scope(variables={item.name: item.type for item in parameters})
    scope = scope.with_row(entity, block.header.alias.text if block.header.alias else None)
    where = next((clause for clause in block.clauses if isinstance(clause, WhereClause)), None)
    sort = next((clause for clause in block.clauses if isinstance(clause, SortClause)), None)
    limit = next((clause.count for clause in block.clauses if isinstance(clause, LimitClause)), None)
    declarations.queries[name.text] = Query(
        id=f"query:{name.text}",
        span=block.span,
        name=name.text,
        parameters=parameters,
        entity=entity.name,
        row=scope.row_name,
        where=ExpressionResolver(declarations).condition(where.condition, scope) if where else None,
        sort=resolve_sort(sort, entity, declarations),
        limit=limit,
    )


def resolve_sort(clause: SortClause | None, entity: Entity, declarations: Declarations) -> Sort | None:
    """Return the order of rows by a stored field of the entity."""
    if clause is None:
        return None
    name = clause.path.names[-1]
    field = next((item for item in entity.fields if item.name == name.text), None)
    if field is None:
        declarations.lacking(entity.name, name, "field", [item.name for item in entity.fields])
        return None
    if isinstance(field.type, ListOf):
        problem = CONTRADICTION.at(name.span, "rows cannot be sorted by a list", "name a field that has one value")
        declarations.diagnostics.append(problem)
        return None
    if not field.is_stored:
        hint = "add `stored` to the field"
        message = f"`{field.name}` is derived and not stored, so rows cannot be sorted by it"
        declarations.diagnostics.append(CONTRADICTION.at(name.span, message, hint))
        return None
    return Sort(field=field.name, descending=clause.descending)


def resolve_api(block: Block, declarations: Declarations, actions: list[str]) -> Api | None:
    """Return the interface that a block declares."""
    prefix = block.header.path
    if prefix is None:
        return None
    if not prefix.value.startswith("/"):
        declarations.diagnostics.append(
            MISSING_PART.at(prefix.span, "a path starts with `/`", f'write "/{prefix.value}"')
        )
    exposures: list[Exposure] = []
    offered: list[str] = []
    for clause in block.clauses:
        match clause:
            case ExposesClause():
                exposures += _exposure(clause, declarations)
            case OffersClause():
                offered += _offered(clause, declarations, actions)
            case _:
                pass
    return Api(
        id=f"api:{prefix.value}",
        span=block.span,
        prefix=prefix.value.rstrip("/"),
        exposures=tuple(exposures),
        actions=tuple(name for name in offered if name in actions),
        queries=tuple(name for name in offered if name in declarations.queries),
    )


def _offered(clause: OffersClause, declarations: Declarations, actions: list[str]) -> list[str]:
    known = [*actions, *declarations.queries]
    for name in clause.names:
        if name.text not in known:
            declarations.unknown(name, "action or query", known)
    return [name.text for name in clause.names if name.text in known]


def _exposure(clause: ExposesClause, declarations: Declarations) -> list[Exposure]:
    entity = declarations.entity(clause.entity)
    for name in clause.operations:
        if name.text not in ("list", "read"):
            declarations.unknown(name, "way to expose an entity", ("list", "read"))
    if entity is None:
        return []
    operations = tuple(name.text for name in clause.operations)
    return [Exposure(id=f"api:expose:{entity.name}", span=clause.span, entity=entity.name, operations=operations)]
