"""The semantic model: what a specification means, resolved, typed and immutable; all that backends read."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from msgspec import Struct

from ..diagnostics import Placed
from .expressions import Constant, Expression
from .operations import Operation
from .value_types import Plain, ValueType


class Element(Placed, frozen=True, kw_only=True):
    """What all parts of a model share: a stable id for the trace, and the place of their declaration."""

    id: str


class System(Element, frozen=True, kw_only=True):
    """The settings of the whole system; `clock` is the moment at which every scenario starts."""

    name: str
    locale: str
    currency: str
    clock: datetime


class Enumeration(Element, frozen=True, kw_only=True):
    """A closed list of names; inline states `a | b` become the enumeration `BookingStatus`."""

    name: str
    members: tuple[str, ...]


class Field(Element, frozen=True, kw_only=True):
    """One field of an entity. `default` and `derived` see the record as the Variable `self`."""

    name: str
    type: ValueType
    label: str
    is_key: bool = False
    is_generated: bool = False
    is_unique: bool = False
    is_owner: bool = False
    is_stored: bool = True
    default: Expression | None = None
    derived: Expression | None = None


class Check(Element, frozen=True, kw_only=True):
    """What holds for every record of an entity (the Variable `self`), and what to say when it does not."""

    condition: Expression
    message: str


class Unique(Element, frozen=True, kw_only=True):
    """Fields whose values together occur once."""

    fields: tuple[str, ...]
    message: str


class Entity(Element, frozen=True, kw_only=True):
    """A kind of record. A role is an entity too: `identifiers` are the fields it signs in with."""

    name: str
    fields: tuple[Field, ...]
    checks: tuple[Check, ...] = ()
    uniques: tuple[Unique, ...] = ()
    is_role: bool = False
    identifiers: tuple[str, ...] = ()

    @property
    def key(self) -> Field:
        """Return the one field that identifies a record."""
        return next(item for item in self.fields if item.is_key)

    def field(self, name: str) -> Field:
        """Return a field by its name; KeyError where there is none."""
        for item in self.fields:
            if item.name == name:
                return item
        raise KeyError(name)


class Parameter(Struct, frozen=True, kw_only=True):
    """A named input of an action, a decision, a query or a service; `default` is its value where an action is done
    without it."""

    name: str
    type: ValueType
    label: str
    default: Constant | None = None


class ServiceOperation(Element, frozen=True, kw_only=True):
    """One call that an outside service offers; the first outcome is success, every other one failure."""

    name: str
    parameters: tuple[Parameter, ...]
    outcomes: tuple[str, ...]


class Service(Element, frozen=True, kw_only=True):
    """An outside system, reached through an adapter."""

    name: str
    operations: tuple[ServiceOperation, ...]


class Anyone(Struct, frozen=True, kw_only=True):
    """No sign-in is needed."""


class Roles(Struct, frozen=True, kw_only=True):
    """Anyone signed in with one of these roles."""

    names: tuple[str, ...]


class OwnerOf(Struct, frozen=True, kw_only=True):
    """The person that the owner field of a record names; `owner` is that reference."""

    record: Expression
    owner: Expression
    role: str


class BySystem(Struct, frozen=True, kw_only=True):
    """The system itself: on its own whenever `condition` holds for a record (the action's only parameter),
    or, without a condition, only when a workflow calls the action."""

    condition: Expression | None


Actor = Anyone | Roles | OwnerOf | BySystem


class Guard(Element, frozen=True, kw_only=True):
    """A condition of an action, and what the user is told when it does not hold."""

    condition: Expression
    message: str


class ServiceCall(Element, frozen=True, kw_only=True):
    """A call of a service inside an action; any outcome but the first refuses the action."""

    service: str
    operation: str
    arguments: tuple[Expression, ...]
    message: str


class Create(Element, frozen=True, kw_only=True):
    """A new record; `alias` is the Variable by which later clauses know it. Fields without a value take
    their default, are generated, or stay empty."""

    entity: str
    alias: str
    values: tuple[tuple[str, Expression], ...]


class Change(Element, frozen=True, kw_only=True):
    """A new value for a field of an existing record."""

    record: Expression
    entity: str
    field: str
    value: Expression


class Delete(Element, frozen=True, kw_only=True):
    """The end of an existing record."""

    record: Expression
    entity: str


class StartSession(Element, frozen=True, kw_only=True):
    """The person is signed in once the action has succeeded."""

    person: Expression


Effect = Create | Change | Delete | StartSession


class TextTemplate(Struct, frozen=True, kw_only=True):
    """Text with values in it: plain strings and expressions, in order."""

    parts: tuple[str | Expression, ...]


class Action(Element, frozen=True, kw_only=True):
    """Something a person or the system does: one transaction. `returns` names the entity of the created
    record that is its value. `phrases` are what it `says`. `confirmation` is what a page says when it is done."""

    name: str
    parameters: tuple[Parameter, ...]
    actor: Actor
    phrases: tuple[str, ...]
    guards: tuple[Guard, ...]
    calls: tuple[ServiceCall, ...]
    effects: tuple[Effect, ...]
    ensures: tuple[Guard, ...]
    returns: str | None
    confirmation: TextTemplate = TextTemplate(parts=("Done",))


class HitPolicy(StrEnum):
    """Which of the matching rows of a decision table counts."""

    FIRST = "first"
    UNIQUE = "unique"
    ANY = "any"
    COLLECT = "collect"  # the sum of all matching rows


class DecisionRow(Element, frozen=True, kw_only=True):
    """One row: a condition per column (None matches everything) on the parameters, and the result."""

    conditions: tuple[Expression | None, ...]
    result: Expression


class Decision(Element, frozen=True, kw_only=True):
    """A decision table."""

    name: str
    parameters: tuple[Parameter, ...]
    returns: Plain
    policy: HitPolicy
    rows: tuple[DecisionRow, ...]


class Sort(Struct, frozen=True, kw_only=True):
    """The order of rows: a stored field of the entity, ties broken by the key."""

    field: str
    descending: bool = False


class Query(Element, frozen=True, kw_only=True):
    """A named list of records; `where` sees each as the Variable `row`, and the parameters."""

    name: str
    parameters: tuple[Parameter, ...]
    entity: str
    row: str
    where: Expression | None
    sort: Sort | None
    limit: int | None


class FormField(Struct, frozen=True, kw_only=True):
    """One input of a form, called by its label."""

    name: str
    type: ValueType
    label: str


class Form(Element, frozen=True, kw_only=True):
    """Inputs and a button. With an action, submitting does it and then opens a page; without one, the
    inputs travel to the opened page as `form.<name>`. `bound` are the action's parameters that the page's
    own parameters fill."""

    name: str
    fields: tuple[FormField, ...]
    button: str
    action: str | None
    bound: tuple[str, ...]
    opens: str


class Column(Struct, frozen=True, kw_only=True):
    """One shown value: an expression over the row or the page's parameters, with its heading."""

    name: str
    label: str
    value: Expression


class RowLink(Element, frozen=True, kw_only=True):
    """A link in each row that opens a page for the row's record; shown when `when` holds."""

    label: str
    page: str
    when: Expression | None


class RowButton(Element, frozen=True, kw_only=True):
    """A button in each row that does an action to the row's record, then opens a page (its own by default);
    shown when `when` holds."""

    label: str
    action: str
    parameter: str
    opens: str
    when: Expression | None


class Table(Element, frozen=True, kw_only=True):
    """A list of records on a page; the row is the Variable `row`. A search form's inputs that are read in
    `where` are the Variables `form.<name>`."""

    entity: str
    row: str
    where: Expression | None
    sort: Sort | None
    limit: int | None
    columns: tuple[Column, ...]
    links: tuple[RowLink, ...]
    buttons: tuple[RowButton, ...]
    empty: str


class Details(Element, frozen=True, kw_only=True):
    """One record's values on a page."""

    record: Expression
    entity: str
    columns: tuple[Column, ...]


class PageButton(Element, frozen=True, kw_only=True):
    """A button on a page that does an action to one of the page's records, then opens a page."""

    label: str
    action: str
    bound: tuple[str, ...]
    opens: str
    when: Expression | None


class PageLink(Element, frozen=True, kw_only=True):
    """A link to another page that takes no parameters, or the same ones."""

    label: str
    page: str


class Paragraph(Element, frozen=True, kw_only=True):
    """A line of text on a page."""

    text: str


class QuestionBox(Element, frozen=True, kw_only=True):
    """A box for questions in plain words about the records of `entities` (none: of all that may be seen)."""

    entities: tuple[str, ...]


PagePart = Form | Table | Details | PageButton | PageLink | Paragraph | QuestionBox


class Page(Element, frozen=True, kw_only=True):
    """A page. `parameters` are the records named in its path; `inputs` what a search form sends to it;
    `roles` who may see it (empty: everyone). `owner`: where a parameter's owner field names a role of
    `roles`, only the owner may see the page. `images` are its mock-ups, as paths from the file that links them."""

    name: str
    title: str
    path: str
    parameters: tuple[Parameter, ...]
    inputs: tuple[FormField, ...]
    roles: tuple[str, ...]
    owners: tuple[OwnerOf, ...]
    parts: tuple[PagePart, ...]
    images: tuple[str, ...] = ()


class Exposure(Element, frozen=True, kw_only=True):
    """What the API shows of an entity: `list` and `read`. Where the entity has an owner field, a person
    sees only their own records."""

    entity: str
    operations: tuple[str, ...]


class Api(Element, frozen=True, kw_only=True):
    """An HTTP interface under one prefix; `actions` and `queries` are offered by name."""

    prefix: str
    exposures: tuple[Exposure, ...]
    actions: tuple[str, ...]
    queries: tuple[str, ...]


class RetryPolicy(Struct, frozen=True, kw_only=True):
    """How often a failed step is tried again; the pause doubles each time where it says so."""

    times: int = 0
    every: timedelta = timedelta(0)
    doubling: bool = False


class SetData(Element, frozen=True, kw_only=True):
    """A workflow's datum takes a value."""

    name: str
    value: Expression


class DoAction(Element, frozen=True, kw_only=True):
    """A workflow does an action of the system; `undo` (action and arguments) makes up for it later."""

    action: str
    arguments: tuple[Expression, ...]
    undo: tuple[str, tuple[Expression, ...]] | None
    retry: RetryPolicy


class CallService(Element, frozen=True, kw_only=True):
    """A workflow calls a service; an outcome other than the first is a failure and is retried."""

    service: str
    operation: str
    arguments: tuple[Expression, ...]
    undo: tuple[str, tuple[Expression, ...]] | None
    retry: RetryPolicy
    timeout: timedelta | None


class HumanTask(Element, frozen=True, kw_only=True):
    """A person of one of the roles is asked to answer."""

    title: TextTemplate
    roles: tuple[str, ...]
    answers: tuple[str, ...]


class Branch(Element, frozen=True, kw_only=True):
    """One strand of a parallel step."""

    name: str
    steps: tuple[DoAction | CallService, ...]


class Parallel(Element, frozen=True, kw_only=True):
    """Strands that run side by side; `join` says whether all or any must succeed."""

    branches: tuple[Branch, ...]
    join: str


WorkflowStep = SetData | DoAction | CallService | HumanTask | Parallel


class Transition(Element, frozen=True, kw_only=True):
    """The way to another state. `kind`: when (condition), otherwise, answer, after (delay), failed."""

    kind: str
    target: str
    condition: Expression | None = None
    answer: str | None = None
    delay: timedelta | None = None
    compensates: bool = False


class State(Element, frozen=True, kw_only=True):
    """A state of a workflow; entering it runs its steps, then the first transition that applies is taken.
    A final state applies its effects and ends the instance."""

    name: str
    steps: tuple[WorkflowStep, ...]
    transitions: tuple[Transition, ...]
    is_final: bool
    effects: tuple[Change, ...]


class Workflow(Element, frozen=True, kw_only=True):
    """A state machine for one record of `entity` (the Variable `variable`); the first state starts.
    `data` are its own Variables; in `never` the Variable `state` is the name of the state, a Choice."""

    name: str
    entity: str
    variable: str
    starts_on: str
    version: int
    accepts: tuple[int, ...]
    data: tuple[Parameter, ...]
    states: tuple[State, ...]
    never: tuple[Check, ...]
    eventually: tuple[str, ...]


class Invariant(Element, frozen=True, kw_only=True):
    """What always holds for every record of an entity (the Variable `row`); `never` is negated already."""

    entity: str
    row: str
    condition: Expression


class Step(Placed, frozen=True, kw_only=True):
    """One bound step of a scenario. `phase` is given, when or then; None as operation: not bound."""

    phase: str
    text: str
    operation: Operation | None


class Scenario(Element, frozen=True, kw_only=True):
    """One example of behaviour: a scenario, or one row of an outline. `template` is the id of the outline,
    `background` how many of the steps come from a Background."""

    title: str
    template: str
    tags: tuple[str, ...]
    requirement: str
    rule: str | None
    background: int
    steps: tuple[Step, ...]

    @property
    def is_page_scenario(self) -> bool:
        """Tell whether any step acts on or looks at a page."""
        return any(step.operation is not None and step.operation.on_page for step in self.steps)


class Rule(Element, frozen=True, kw_only=True):
    """A rule of a requirement, with its formal invariants."""

    title: str
    requirement: str
    invariants: tuple[Invariant, ...]


class Requirement(Element, frozen=True, kw_only=True):
    """A requirement: a Feature, or a node of an imported tree. `images` are paths relative to its source."""

    title: str
    description: str
    parent: str | None
    needs: tuple[str, ...]
    images: tuple[str, ...]
    tags: tuple[str, ...]


class Model(Struct, frozen=True, kw_only=True):
    """A whole specification. `imported` are scenarios that are prose so far: their steps do nothing."""

    system: System
    enumerations: tuple[Enumeration, ...]
    entities: tuple[Entity, ...]
    services: tuple[Service, ...]
    decisions: tuple[Decision, ...]
    queries: tuple[Query, ...]
    actions: tuple[Action, ...]
    workflows: tuple[Workflow, ...]
    pages: tuple[Page, ...]
    apis: tuple[Api, ...]
    requirements: tuple[Requirement, ...]
    rules: tuple[Rule, ...]
    scenarios: tuple[Scenario, ...]
    imported: tuple[Scenario, ...] = ()

    def entity(self, name: str) -> Entity:
        """Return an entity or role by its name; KeyError where there is none."""
        return _named(self.entities, name)

    def action(self, name: str) -> Action:
        """Return an action by its name; KeyError where there is none."""
        return _named(self.actions, name)

    def decision(self, name: str) -> Decision:
        """Return a decision by its name; KeyError where there is none."""
        return _named(self.decisions, name)

    def page(self, name: str) -> Page:
        """Return a page by its name; KeyError where there is none."""
        return _named(self.pages, name)

    def service(self, name: str) -> Service:
        """Return a service by its name; KeyError where there is none."""
        return _named(self.services, name)

    @property
    def roles(self) -> tuple[Entity, ...]:
        """Return the entities that can sign in."""
        return tuple(entity for entity in self.entities if entity.is_role)


def says_nothing(model: Model) -> bool:
    """Tell whether a specification declares nothing at all: no requirement, no record, no page."""
    return not any((model.enumerations, model.entities, model.services, model.decisions, model.queries, model.actions,
                    model.workflows, model.pages, model.apis, model.requirements, model.imported))  # fmt: skip


_Named = TypeVar("_Named", Entity, Action, Decision, Page, Service)


def _named(items: "tuple[_Named, ...]", name: str) -> "_Named":
    for item in items:
        if item.name == name:
            return item
    raise KeyError(name)
