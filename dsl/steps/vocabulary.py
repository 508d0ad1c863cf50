"""All names that a model lends to its sentences."""

from functools import cached_property

from ..model import (
    Entity,
    Field,
    HumanTask,
    Model,
    Page,
    Parameter,
    Query,
    Service,
    ServiceOperation,
    State,
    Table,
    Workflow,
)
from ..value_types import Password, Text
from ..words import label_of, plural_of, words_of
from .names import Names

# The pages that every system has.
STANDARD_PAGES = (("SignIn", "/sign-in"), ("Tasks", "/tasks"))


class Vocabulary:
    """The names of a model, ready to be looked up."""

    def __init__(self, model: Model) -> None:
        """Take a model; its scenarios are not looked at."""
        self.model = model
        self.entities: Names[Entity] = Names(
            (entity.name, entity, (words_of(entity.name), plural_of(words_of(entity.name)), plural_of(entity.name)))
            for entity in model.entities
        )
        self.roles: Names[Entity] = Names((role.name, role, (words_of(role.name),)) for role in model.roles)
        pages = (*model.pages, *(_standard_page(model, name, path) for name, path in STANDARD_PAGES))
        self.pages: Names[Page] = Names((page.name, page, (words_of(page.name), page.title)) for page in pages)
        self.services: Names[Service] = Names((item.name, item, (words_of(item.name),)) for item in model.services)
        self.queries: Names[Query] = Names((item.name, item, ()) for item in model.queries)
        self.workflows: Names[Workflow] = Names((item.name, item, (words_of(item.name),)) for item in model.workflows)
        self._fields = {entity.name: _field_names(entity) for entity in model.entities}

    def fields(self, entity: Entity) -> Names[Field]:
        """Return the fields of an entity by name, words and label."""
        return self._fields[entity.name]

    @cached_property
    def answers(self) -> Names[str]:
        """Return the answers that any human task accepts."""
        steps = (step for flow in self.model.workflows for state in flow.states for step in state.steps)
        answers = (answer for step in steps if isinstance(step, HumanTask) for answer in step.answers)
        return Names((answer, answer, ()) for answer in dict.fromkeys(answers))

    @cached_property
    def columns(self) -> Names[Parameter]:
        """Return the columns of all tables on pages, by name and heading; what they show is text."""
        tables = (part for page in self.model.pages for part in page.parts if isinstance(part, Table))
        columns = {column.name: column for table in tables for column in table.columns}
        return parameter_names(
            tuple(Parameter(name=item.name, type=Text(), label=item.label) for item in columns.values())
        )


def _standard_page(model: Model, name: str, path: str) -> Page:
    return Page(
        id=f"page:{name}", span=model.system.span, name=name, title=label_of(name), path=path, parameters=(),
        inputs=(), roles=(), owners=(), parts=(),
    )  # fmt: skip


def _field_names(entity: Entity) -> Names[Field]:
    password = Field(id="", span=entity.span, name="password", type=Password(), label="Password")
    extra = (password,) if entity.is_role and not any(isinstance(item.type, Password) for item in entity.fields) else ()
    return Names((item.name, item, (item.label,)) for item in (*entity.fields, *extra))


def parameter_names(parameters: tuple[Parameter, ...]) -> Names[Parameter]:
    """Return parameters by name, words and label."""
    return Names((item.name, item, (item.label,)) for item in parameters)


def state_names(workflow: Workflow) -> Names[State]:
    """Return the states of a workflow by name and words."""
    return Names((state.name, state, (words_of(state.name),)) for state in workflow.states)


def operation_names(service: Service) -> Names[ServiceOperation]:
    """Return the operations of a service by name and words."""
    return Names((item.name, item, ()) for item in service.operations)
