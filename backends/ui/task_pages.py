"""Writes the pages of the tasks that workflows give to people: the list, and one for each workflow's record."""

from collections.abc import Iterator

from msgspec import Struct

from ...dsl.expressions import FieldRead, Variable
from ...dsl.model import Column, Details, Entity, HumanTask, Model, Workflow
from ...dsl.value_types import Int, Password, Reference, plain
from ...dsl.words import label_of, snake_case
from ...templates.rendering import render
from ..backend import OutputFile
from ..names import member_name, plural_of_entity
from ..python_expressions import python_string
from .navigation import task_roles
from .page_scope import finder_of
from .shown_columns import details_view
from .shown_values import RecordValues

RECORD = "record"


class SubjectView(Struct, frozen=True):
    """What the tasks of a workflow are about, as Python literals and names."""

    workflow: str
    words: str
    find: str
    template: str


def write_task_pages(model: Model) -> Iterator[OutputFile]:
    """Yield the module and the templates; nothing where nobody is asked anything."""
    asking = [workflow for workflow in model.workflows if _tasks_of(workflow)]
    if not asking:
        return
    elements = tuple(task.id for workflow in asking for task in _tasks_of(workflow))
    shown = [(workflow, _details(workflow, model)) for workflow in asking]
    yield OutputFile("app/pages/tasks.py", _module(asking, "".join(text for _, text in shown), model), elements)
    for name in ("tasks", "task"):
        yield OutputFile(f"app/pages/templates/{name}.html", render(f"ui/html/{name}.html.jinja"), elements)
    for workflow, text in shown:
        ids = tuple(task.id for task in _tasks_of(workflow))
        yield OutputFile(f"app/pages/templates/{_template(workflow)}", text, ids)


def _tasks_of(workflow: Workflow) -> list[HumanTask]:
    steps = [step for state in workflow.states for step in state.steps]
    return [step for step in steps if isinstance(step, HumanTask)]


def _template(workflow: Workflow) -> str:
    return f"{snake_case(workflow.name)}_task.html"


def _module(asking: list[Workflow], shown: str, model: Model) -> str:
    roles = task_roles(model)
    entities = [model.entity(workflow.entity) for workflow in asking]
    return render(
        "ui/tasks.py.jinja",
        modules=sorted({plural_of_entity(entity) for entity in entities}),
        roles=[member_name(role) for role in roles],
        role_words=[f"{python_string(role)}: {python_string(label_of(role))}" for role in roles],
        subjects=[_subject(workflow, model) for workflow in asking],
        reads_now="(now)" in shown,
    )


def _subject(workflow: Workflow, model: Model) -> SubjectView:
    entity = model.entity(workflow.entity)
    found = f"{plural_of_entity(entity)}.{finder_of(_values(entity, model))}"
    if isinstance(plain(entity.key.type), Int):
        found = f"lambda connection, key: {found}(connection, int(key))"
    name, words = python_string(workflow.name), python_string(label_of(entity.name))
    return SubjectView(name, words, found, python_string(_template(workflow)))


def _values(entity: Entity, model: Model) -> RecordValues:
    return RecordValues(entity, RECORD, RECORD, model)


def _details(workflow: Workflow, model: Model) -> str:
    """Return the template that shows every field of a workflow's record, save secrets."""
    entity = model.entity(workflow.entity)
    record = Variable(type=Reference(entity.name), span=workflow.span, name=RECORD)
    columns = tuple(
        Column(
            name=field.name,
            label=field.label,
            value=FieldRead(type=field.type, span=field.span, record=record, entity=entity.name, name=field.name),
        )
        for field in entity.fields
        if not isinstance(plain(field.type), Password)
    )
    details = Details(id=workflow.id, span=workflow.span, record=record, entity=entity.name, columns=columns)
    return render("ui/html/task_details.html.jinja", part=details_view(details, entity.key, _values(entity, model)))
