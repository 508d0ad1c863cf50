"""Tests of the pages of tasks: the list, each task with its record, and who may see them."""

from collections.abc import Iterator

from ...dsl.expressions import Variable, walk
from ...dsl.model import HumanTask, Model, State, Workflow
from ...dsl.words import label_of, snake_case
from ..backend import OutputFile
from ..names import member_name
from ..python_expressions import python_string
from .example_records import Examples
from .function_text import TestText
from .module_pages import ARGUMENTS, signed_in


def task_page_files(model: Model, examples: Examples) -> Iterator[OutputFile]:
    """Yield one file; none where nobody is asked anything, or no page leads to the tasks."""
    if not model.pages:
        return
    known = {role.name for role in model.roles if role.identifiers}
    tasks = [(workflow, state, task) for workflow in model.workflows for state, task in _first_tasks(workflow)]
    found = [item for item in tasks if item[2].roles[0] in known]
    if not found:
        return
    text = TestText(examples)
    text.literals.imports |= {("tests.world", "World"), ("tests.drivers.html_pages", "HtmlPages")}
    text.need("tests.drivers.page_contract", "check_page")
    for workflow, state, task in found:
        _shown(workflow, state, task, text)
    _refused(found[0][0], found[0][2], text)
    file = text.file("module/test_page_tasks", "The pages of tasks.", [workflow.id for workflow, _, _ in found])
    if file is not None:
        yield file


def _first_tasks(workflow: Workflow) -> Iterator[tuple[State, HumanTask]]:
    """Yield the tasks that a state begins with, where no datum stands in their words."""
    data = {item.name for item in workflow.data}
    for state in workflow.states:
        task = state.steps[0] if state.steps else None
        if isinstance(task, HumanTask) and not data & set(_variables(task)):
            yield state, task


def _variables(task: HumanTask) -> Iterator[str]:
    for part in task.title.parts:
        if not isinstance(part, str):
            yield from (item.name for item in walk(part) if isinstance(item, Variable))


def _shown(workflow: Workflow, state: State, task: HumanTask, text: TestText) -> None:
    entity = text.model.entity(workflow.entity)
    key = text.examples.first[entity.name][entity.key.name]
    text.need("app.workflows.instances", "open_tasks")
    text.need("app.workflows.instances", "put_in_state")
    given = f'workflow="{workflow.name}", key={key!r}, state="{state.name}"'
    lines = [
        f"assert put_in_state(filled.system.context(), {given}) is None",
        *signed_in(task.roles[0], text),
        f"[task] = open_tasks(filled.connection, Role.{member_name(task.roles[0])})",
        'html.open("/tasks")',
        'assert html.heading() == "Tasks"',
        "check_page(html)",
        "html.click(task.title)",
        "assert html.heading() == task.title",
        "check_page(html)",
        f"assert html.sees({python_string(f'{label_of(entity.name)} {key}')})",
    ]
    name = f"test_the_task_of_{snake_case(workflow.name)}_in_{snake_case(state.name)}"
    text.add(name, [workflow.id], lines, ARGUMENTS)


def _refused(workflow: Workflow, task: HumanTask, text: TestText) -> None:
    lines = [*signed_in(task.roles[0], text), 'html.open("/tasks/999")', "assert html.status == 404"]
    text.add("test_a_task_that_is_not_there", [workflow.id], [*lines, "check_page(html)"], ARGUMENTS)
    steps = [step for item in text.model.workflows for state in item.states for step in state.steps]
    asked = {role for step in steps if isinstance(step, HumanTask) for role in step.roles}
    strangers = [item.name for item in text.model.roles if item.identifiers and item.name not in asked]
    if strangers:
        lines = [*signed_in(strangers[0], text), 'html.open("/tasks")', "assert html.status == 403"]
        text.add("test_another_role", [workflow.id], [*lines, "check_page(html)"], ARGUMENTS)
