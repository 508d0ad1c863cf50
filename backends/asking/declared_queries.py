"""The queries of a specification that a role may ask by their names, with the values that they take."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from ...dsl.model import Entity, Model, Parameter, Query
from ...dsl.model_visibility import Grant
from ...dsl.value_types import Choice, Reference, plain
from ...dsl.words import plural_of, words_of
from ..names import plural_of_entity
from .seen_rows import seen_rows


class DeclaredQuery(Struct, frozen=True):
    """A query as a box answers it: by `text`, over the rows of `table`, through `select`.

    `parameters` are what it takes, as JSON describes them.
    """

    name: str
    text: str
    table: str
    select: str
    parameters: list[dict[str, Any]]

    @property
    def example(self) -> str:
        """A question that names the query, and what it takes."""
        takes = " and ".join(f"one {parameter['label']}" for parameter in self.parameters)
        text = self.text[:1].upper() + self.text[1:]
        return f"{text} of {takes}" if takes else text

    def described(self, statement: str) -> dict[str, Any]:
        """Return the query as JSON holds it; `statement` names its SELECT."""
        found: dict[str, Any] = {"text": self.text, "statement": statement, "table": self.table}
        return {**found, "parameters": self.parameters} if self.parameters else found


def declared_queries(
    entity: Entity, given: tuple[Grant, ...], keyed: frozenset[str], model: Model
) -> Iterator[DeclaredQuery]:
    """Yield the queries over an entity that may be asked; `keyed` are the entities whose keys may be seen.

    One is left out where it lists the first rows only, looks at what the role may not see, cannot be said in SQL, or
    takes a value that nobody can name from a list.
    """
    for query in model.queries:
        if query.entity != entity.name or query.limit is not None:
            continue
        rows = seen_rows(entity, given, model, query)
        taken = {parameter.name: _taken(parameter, keyed, model) for parameter in query.parameters}
        if rows is None or None in taken.values():
            continue
        bound = {name: key for key, name in rows.bound.items()}
        parameters = [{"name": bound[name], **(found or {})} for name, found in taken.items() if name in bound]
        yield DeclaredQuery(query.name, _said(query, entity), plural_of_entity(entity), rows.select, parameters)


def _taken(parameter: Parameter, keyed: frozenset[str], model: Model) -> dict[str, Any] | None:
    """Return what a query takes: one of the choices, or the key of a record; None where it is anything else."""
    label = (parameter.label or words_of(parameter.name)).lower()
    match plain(parameter.type):
        case Choice(members=members):
            return {"label": label, "choices": list(members)}
        case Reference(entity=entity) if entity in keyed:
            return {"label": label, "table": plural_of_entity(model.entity(entity))}
        case _:
            return None


def _said(query: Query, entity: Entity) -> str:
    """Return what people say for a query: `unassigned` of Ticket is `unassigned tickets`."""
    words, many = words_of(query.name), plural_of(words_of(entity.name))
    return words if words.endswith(many) else f"{words} {many}"
