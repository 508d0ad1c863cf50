"""Which definitions each part of a model speaks of."""

from collections.abc import Iterator

from msgspec import Struct

from .expressions import Aggregate, Decide, FieldRead
from .model import (
    Action,
    Api,
    CallService,
    Change,
    Create,
    Delete,
    DoAction,
    Element,
    Exposure,
    Form,
    HumanTask,
    Invariant,
    Model,
    OwnerOf,
    Page,
    PageButton,
    Query,
    QuestionBox,
    Roles,
    RowButton,
    ServiceCall,
    Table,
    Workflow,
)
from .operations import (
    ExpectCount,
    ExpectQuery,
    HaveRecords,
    HaveServiceAnswer,
    LastRecord,
    Perform,
    Persona,
    RecordByKey,
    RecordWith,
)
from .parts import parts_of
from .value_types import Choice, ListOf, Reference

Use = tuple[str, str]  # what kind of definition, and its name; of an operation of a service `Service.operation`


class Usage(Struct, frozen=True):
    """Which elements of a model (by their ids) use a definition."""

    users: dict[Use, set[str]]

    def is_used(self, use: Use, besides: str) -> bool:
        """Tell whether any element besides one speaks of a definition."""
        return not self.users.get(use, set()) <= {besides}


def usage_of(model: Model) -> Usage:
    """Return what every element of a model uses."""
    users: dict[Use, set[str]] = {}
    for group in model.__struct_fields__:
        value = getattr(model, group)
        for element in value if isinstance(value, tuple) else (value,):  # pyright: ignore[reportUnknownVariableType]
            if isinstance(element, Element):
                for use in (use for part in parts_of(element) for use in _uses(part)):
                    users.setdefault(use, set()).add(element.id)
    return Usage(users)


def _uses(part: object) -> Iterator[Use]:
    yield from _uses_of_data(part)
    yield from _uses_of_people(part)
    yield from _uses_of_behaviour(part)


def _uses_of_data(part: object) -> Iterator[Use]:
    match part:
        case Choice(enum=name):
            yield "enum", name
        case (
            Reference(entity=name)
            | ListOf(entity=name)
            | Query(entity=name)
            | Workflow(entity=name)
            | Table(entity=name)
        ):
            yield "entity", name
        case Create(entity=name) | Change(entity=name) | Delete(entity=name) | Exposure(entity=name):
            yield "entity", name
        case FieldRead(entity=name) | Aggregate(entity=name) | Invariant(entity=name) | Action(returns=str(name)):
            yield "entity", name
        case HaveRecords(entity=name) | ExpectCount(entity=name):
            yield "entity", name
        case QuestionBox(entities=names):
            yield from (("entity", name) for name in names)
        case RecordByKey(entity=name) | RecordWith(entity=name) | LastRecord(entity=name):
            yield "entity", name
        case _:
            return


def _uses_of_people(part: object) -> Iterator[Use]:
    match part:
        case Roles(names=names) | Page(roles=names) | HumanTask(roles=names):
            yield from (("entity", name) for name in names)
        case OwnerOf(role=name) | Persona(role=name):
            yield "entity", name
        case _:
            return


def _uses_of_behaviour(part: object) -> Iterator[Use]:
    match part:
        case ServiceCall() | CallService() | HaveServiceAnswer(operation=str()):
            yield "service", f"{part.service}.{part.operation}"
        case Decide(decision=name):
            yield "decision", name
        case ExpectQuery(query=name):
            yield "query", name
        case Perform(action=name) | RowButton(action=name) | PageButton(action=name) | Form(action=str(name)):
            yield "action", name
        case DoAction(action=name):
            yield "action", name
        case Workflow(starts_on=name):
            yield "action", name
        case Api(actions=actions, queries=queries):
            yield from (("action", name) for name in actions)
            yield from (("query", name) for name in queries)
        case _:
            return
    if isinstance(part, DoAction | CallService) and part.undo is not None:
        yield "action", part.undo[0]
