"""Finds interfaces that answer everybody with what pages show only to roles."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from ...diagnostics import Diagnostic, Related, Span
from ..check import Check, CheckContext
from ..expressions import Expression, FieldRead
from ..model import Api, Details, Entity, Form, Model, Page, Table
from ..value_types import ListOf, Password, Reference, ValueType, plain
from ..words import words_of


class PublicExposure(Check):
    """An Api gives everybody, signed in or not, fields that pages show only to roles.

    What an Api exposes of records without an `owner` is for everybody, with all fields but passwords, whatever pages
    say; so is a query of them that it offers. What you meant for some roles is then read by whoever finds the address.
    If that is meant, show the fields on a page for everybody, or allow this finding in the settings.

    Bad:
        Role: Clerk
          signs in with email, password
        Entity: Team
          name: text(30) key
          budget: money
        Page: Teams at "/teams" for Clerk
          table of Team
          columns name, budget
        Api: "/api"
          exposes Team list, read

    Good:
        Role: Clerk
          signs in with email, password
        Entity: Team
          name: text(30) key
          lead: Clerk owner
          budget: money
        Page: Teams at "/teams" for Clerk
          table of Team
          columns name, budget
        Api: "/api"
          exposes Team list, read
    """

    code = "DSL074"
    name = "public-exposure"

    def check(self, context: CheckContext) -> Iterator[Diagnostic]:
        """Yield each exposure, and each query of records not exposed beside it, that shows what pages keep to roles."""
        model = context.model
        shown = tuple(_shown(model))
        for api in model.apis:
            for span, entity, what in _open_to_everybody(api, model):
                kept = _kept_to_roles(entity, shown)
                if kept:
                    yield self._found(span, entity, what, kept)

    def _found(self, span: Span, entity: Entity, what: str, kept: "tuple[Shown, ...]") -> Diagnostic:
        fields = _listed(field.name for field in entity.fields if any(field.name == item.field for item in kept))
        roles = _listed(dict.fromkeys(role for item in kept for role in item.page.roles))
        message = f"{what} gives everybody {fields} of each {words_of(entity.name)}, which pages show only to {roles}"
        hint = f"leave it out, give {entity.name} an `owner` field, or show {fields} on a page for everybody"
        most = max(kept, key=lambda item: sum(item.span == other.span for other in kept))
        return self.finding(span, message, hint, (Related(f"only for {_listed(most.page.roles)}", most.span),))


class Shown(Struct, frozen=True):
    """A field that a part of a page shows, or its choices do."""

    entity: str
    field: str
    page: Page
    span: Span


def _open_to_everybody(api: Api, model: Model) -> Iterator[tuple[Span, Entity, str]]:
    """Yield where an interface shows records without an owner, the entity, and what shows them."""
    exposed = {item.entity for item in api.exposures}
    found = [(item.span, item.entity, "this") for item in api.exposures]
    offered = (query for query in model.queries if query.name in api.queries and query.entity not in exposed)
    found += [(api.span, query.entity, f"the query {query.name}") for query in offered]
    for span, name, what in found:
        entity = model.entity(name)
        if not any(field.is_owner for field in entity.fields):
            yield span, entity, what


def _kept_to_roles(entity: Entity, shown: tuple[Shown, ...]) -> tuple[Shown, ...]:
    """Return where pages show fields of an entity that no page for everybody shows; never a password."""
    secret = {field.name for field in entity.fields if isinstance(plain(field.type), Password)}
    own = [item for item in shown if item.entity == entity.name and item.field not in secret]
    public = {item.field for item in own if not item.page.roles}
    return tuple(item for item in own if item.field not in public)


def _shown(model: Model) -> Iterator[Shown]:
    """Yield the fields that pages show, one by one; whether only of some records counts for nothing."""
    for page in model.pages:
        for part in page.parts:
            if isinstance(part, Table | Details):
                fields = [found for column in part.columns for found in _read(column.value, model)]
                bare = [(part.entity, model.entity(part.entity).key.name)]
            elif isinstance(part, Form):
                fields, bare = [found for item in part.fields for found in _key(item.type, model)], []
            else:
                continue
            yield from (Shown(entity, name, page, part.span) for entity, name in fields or bare)


def _read(value: Expression, model: Model) -> Iterator[tuple[str, str]]:
    if isinstance(value, FieldRead):
        yield value.entity, value.name
    yield from _key(value.type, model)


def _key(kind: ValueType, model: Model) -> Iterator[tuple[str, str]]:
    """Yield the key of the record or the records that a value is: what people see of it."""
    bare = plain(kind)
    if isinstance(bare, Reference | ListOf):
        yield bare.entity, model.entity(bare.entity).key.name


def _listed(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
