"""What a role may see of the records of an entity: what its pages and the interfaces show, and nothing else."""

from collections.abc import Iterator

from msgspec import Struct

from .expressions import Aggregate, And, Comparison, Expression, FieldRead, Me, Variable, substitute, walk
from .model import Column, Details, Entity, Model, OwnerOf, Page, Table
from .value_types import Bool, ListOf, Password, Reference, plain


class Grant(Struct, frozen=True):
    """Fields of an entity that a role may see, of the records (the Variable `self`) for which `condition` holds."""

    fields: frozenset[str]
    condition: Expression | None = None


def grants(entity: Entity, role: str | None, model: Model) -> tuple[Grant, ...]:
    """Return what a role may see of an entity; None: somebody who is not signed in.

    It errs on the side of too little: what a page shows only of a search, of the first rows of a table, or through
    another record, counts for nothing.
    """
    pages = (page for page in model.pages if not page.roles or role in page.roles)
    found = [grant for page in pages for grant in _shown_on(page, entity, role)]
    found += _exposed(entity, role, model)
    return tuple(dict.fromkeys(grant for grant in found if grant.fields))


def asked_entities(
    asked: tuple[str, ...], role: str | None, model: Model
) -> Iterator[tuple[Entity, tuple[Grant, ...]]]:
    """Yield the entities that a box is about and of which the role that asks may see anything, with what that is."""
    for entity in model.entities:
        seen = grants(entity, role, model) if not asked or entity.name in asked else ()
        if seen:
            yield entity, seen


def askers(page: Page) -> tuple[str | None, ...]:
    """Return the roles that a page is for; on one for everybody, nobody counts as signed in."""
    return page.roles or (None,)


def _shown_on(page: Page, entity: Entity, role: str | None) -> Iterator[Grant]:
    for part in page.parts:
        if isinstance(part, Table) and part.entity == entity.name and part.limit is None:
            condition = _as_self(part.where, part.row, entity) if part.where is not None else None
            reads = {item.name for item in walk(part.where) if isinstance(item, Variable)} if part.where else set[str]()
            if not any(name.startswith("form.") for name in reads):
                yield Grant(_fields(part.columns, part.row, entity), _for_some(page, condition, reads, role))
        if isinstance(part, Details) and part.entity == entity.name and isinstance(part.record, Variable):
            name = part.record.name
            owned = _owned(page, name, role)
            own = _as_self(owned, name, entity) if owned is not None else None
            others = {owner.record.name for owner in page.owners if isinstance(owner.record, Variable)} - {name}
            yield Grant(_fields(part.columns, name, entity), _for_some(page, own, others, role, besides=name))


def _as_self(condition: Expression, row: str, entity: Entity) -> Expression:
    return substitute(condition, {row: Variable(type=Reference(entity.name), span=condition.span, name="self")})


def _fields(columns: tuple[Column, ...], row: str, entity: Entity) -> frozenset[str]:
    """Return the row's own fields among the columns; a table without columns shows the key."""
    reads = [column.value for column in columns if isinstance(column.value, FieldRead)]
    own = {read.name for read in reads if isinstance(read.record, Variable) and read.record.name == row}
    return frozenset(own) if columns else frozenset((entity.key.name,))


def _for_some(
    page: Page, condition: Expression | None, reads: set[str], role: str | None, besides: str = ""
) -> Expression | None:
    """Return a condition that holds where it does for some records which the page may be opened for."""
    for parameter in page.parameters:
        kind = plain(parameter.type)
        owned = _owned(page, parameter.name, role)
        is_asked = parameter.name in reads or owned is not None
        if parameter.name == besides or not isinstance(kind, Reference) or not is_asked:
            continue
        parts = tuple(part for part in (owned, condition) if part is not None)
        where = parts[0] if len(parts) == 1 else And(type=Bool(), span=page.span, operands=parts) if parts else None
        condition = Aggregate(
            type=Bool(), span=page.span, function="any", entity=kind.entity, row=parameter.name, where=where, value=None
        )
    return condition


def _owned(page: Page, parameter: str, role: str | None) -> Expression | None:
    """Return that the person who asks owns the record in a page's address, where only owners may open it."""
    owners = (owner for owner in page.owners if isinstance(owner.record, Variable) and owner.record.name == parameter)
    conditions = tuple(_is_mine(owner) for owner in owners if owner.role == role)
    if len(conditions) < 2:
        return conditions[0] if conditions else None
    return And(type=Bool(), span=page.span, operands=conditions)


def _is_mine(owner: OwnerOf) -> Expression:
    me = Me(type=Reference(owner.role), span=owner.owner.span)
    return Comparison(type=Bool(), span=owner.owner.span, operator="=", left=owner.owner, right=me)


def _exposed(entity: Entity, role: str | None, model: Model) -> Iterator[Grant]:
    """Yield what the interfaces answer: one's own records where records have owners, else all to everybody."""
    operations = {
        name for api in model.apis for item in api.exposures if item.entity == entity.name for name in item.operations
    }
    fields = frozenset(field.name for field in entity.fields if not isinstance(plain(field.type), Password))
    owner = next(
        (field for field in entity.fields if field.is_owner and isinstance(plain(field.type), Reference)), None
    )
    if not operations:
        return
    if owner is None:
        yield Grant(fields)
        return
    kind = plain(owner.type)
    if isinstance(kind, Reference) and kind.entity == role:
        record = Variable(type=Reference(entity.name), span=owner.span, name="self")
        mine = FieldRead(type=owner.type, span=owner.span, record=record, entity=entity.name, name=owner.name)
        me = Me(type=kind, span=owner.span)
        yield Grant(fields, Comparison(type=Bool(), span=owner.span, operator="=", left=mine, right=me))
    elif "read" in operations and _sees_tables(entity, role, model):
        yield Grant(fields)


def _sees_tables(entity: Entity, role: str | None, model: Model) -> bool:
    """Tell whether a page of a role lists an entity, for which interfaces let it read each record."""
    parts = ((page, part) for page in model.pages if role in page.roles for part in page.parts)
    return any(isinstance(part, Table) and part.entity == entity.name for _, part in parts)


def is_askable(entity: Entity, name: str) -> bool:
    """Tell whether questions may be about a field: one value, and no secret."""
    return not isinstance(plain(entity.field(name).type), Password | ListOf)
