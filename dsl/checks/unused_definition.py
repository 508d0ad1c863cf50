"""Finds definitions that nothing uses."""

from collections.abc import Iterator

from ...diagnostics import Diagnostic
from ..check import Check, CheckContext
from ..model import (
    Action,
    BySystem,
    Element,
    Form,
    Model,
    Page,
    PageButton,
    PageLink,
    Query,
    QuestionBox,
    RowButton,
    RowLink,
    Table,
)
from ..parts import parts_of
from ..usage import Usage


class UnusedDefinition(Check):
    """Nothing uses a definition: no page or Api offers it, nothing else speaks of it, no scenario shows it.

    It is a rest of something removed, or the part that should use it was forgotten. A page with parameters needs a
    link, since nobody can type its address.

    Bad:
        Enum: City is Beijing, Shanghai
        Entity: Train
          number: text(8) key
        Page: Trains at "/"
          table of Train
          columns number

    Good:
        Enum: City is Beijing, Shanghai
        Entity: Train
          number: text(8) key
          origin: City
        Page: Trains at "/"
          table of Train
          columns number, origin
    """

    code = "DSL052"
    name = "unused-definition"

    def check(self, context: CheckContext) -> Iterator[Diagnostic]:
        """Yield each definition that nothing uses."""
        model, usage = context.model, context.usage
        yield from self._data(model, usage)
        yield from self._services(model, usage)
        for decision in model.decisions:
            if not usage.is_used(("decision", decision.name), decision.id):
                yield self._unused(decision, f"the decision {decision.name}", "asks for it")
        for query in model.queries:
            if not usage.is_used(("query", query.name), query.id) and not _is_shown(query, model):
                yield self._unused(query, f"the query {query.name}", "lists what it finds")
        for action in model.actions:
            if not _happens_by_itself(action) and not usage.is_used(("action", action.name), action.id):
                yield self._unused(action, f"the action {action.name}", "offers or does it")
        yield from self._pages(model)

    def _data(self, model: Model, usage: Usage) -> Iterator[Diagnostic]:
        for enumeration in model.enumerations:
            if not usage.is_used(("enum", enumeration.name), enumeration.id):
                yield self._unused(enumeration, f"the enum {enumeration.name}", "has values of it")
        for entity in model.entities:
            if not usage.is_used(("entity", entity.name), entity.id):
                what = f"the role {entity.name}" if entity.is_role else f"the entity {entity.name}"
                yield self._unused(entity, what, "may do or see anything as it" if entity.is_role else "speaks of it")

    def _services(self, model: Model, usage: Usage) -> Iterator[Diagnostic]:
        for service in model.services:
            used = [
                item
                for item in service.operations
                if usage.is_used(("service", f"{service.name}.{item.name}"), service.id)
            ]
            if not used:
                yield self._unused(service, f"the service {service.name}", "calls it")
            for operation in service.operations if used else ():
                if operation not in used:
                    yield self._unused(operation, f"the operation {service.name}.{operation.name}", "calls it")

    def _pages(self, model: Model) -> Iterator[Diagnostic]:
        opened = {(target, page.name) for page in model.pages for target in _targets(page)}
        for page in model.pages:
            if page.parameters and not any(target == page.name != origin for target, origin in opened):
                yield self._unused(page, f"the page {page.name}", "links to it, and it has parameters")

    def _unused(self, element: Element, what: str, missing: str) -> Diagnostic:
        return self.finding(element.span, f"{what} is not used: nothing {missing}", "use it, or remove it")


def _happens_by_itself(action: Action) -> bool:
    return isinstance(action.actor, BySystem) and action.actor.condition is not None


def _is_shown(query: Query, model: Model) -> bool:
    """Tell whether a box for questions offers a query, or a table was made from it: its condition is written there."""
    boxes = [part for part in parts_of(model.pages) if isinstance(part, QuestionBox)]
    if any(not box.entities or query.entity in box.entities for box in boxes):
        return True
    tables = [part for part in parts_of(model.pages) if isinstance(part, Table)]
    if query.where is None:
        return any((item.entity, item.row, item.sort) == (query.entity, query.row, query.sort) for item in tables)
    place = query.where.span
    return any(
        item.where is not None and item.where.span == place and item.where.span.source == place.source
        for item in tables
    )


def _targets(page: Page) -> Iterator[str]:
    """Yield the pages that the parts of a page open."""
    for part in parts_of(page.parts):
        match part:
            case RowLink(page=name) | PageLink(page=name):
                yield name
            case RowButton(opens=name) | PageButton(opens=name) | Form(opens=name):
                yield name
            case _:
                continue
