"""Finds the elements of a model by name."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from ...diagnostics import WeftError
from ..model import Action, Decision, Entity, Model, Page, Query, Service, Workflow


class _HasName(Protocol):
    @property
    def name(self) -> str: ...


_Item = TypeVar("_Item", bound=_HasName)


class Names(dict[str, _Item]):
    """Elements of one kind by name; asking for one that is not there is a defect of the caller."""

    def __init__(self, kind: str, items: Iterable[_Item]) -> None:
        super().__init__((item.name, item) for item in items)
        self._kind = kind

    def __missing__(self, name: str) -> _Item:
        raise WeftError(f"the model has no {self._kind} named {name!r}")


class Index:
    """All named elements of a model."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.entities: Names[Entity] = Names("entity", model.entities)
        self.services: Names[Service] = Names("service", model.services)
        self.decisions: Names[Decision] = Names("decision", model.decisions)
        self.queries: Names[Query] = Names("query", model.queries)
        self.actions: Names[Action] = Names("action", model.actions)
        self.workflows: Names[Workflow] = Names("workflow", model.workflows)
        self.pages: Names[Page] = Names("page", model.pages)
