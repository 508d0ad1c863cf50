"""Emits the workflows of a generated system, and the engine that runs them."""

from collections.abc import Iterable, Iterator

from ...dsl.model import HumanTask, Model, Workflow
from ...templates.rendering import render
from ..backend import OutputFile
from ..names import workflow_module
from ..workflow_actions import with_final_actions
from .facts_view import facts_view
from .workflow_view import workflow_view

ENGINE = (
    "__init__",
    "answers",
    "attempts",
    "choice",
    "clockwork",
    "definition",
    "ending",
    "engine",
    "event_log",
    "instance",
    "instance_rows",
    "instances",
    "machine",
    "running",
    "step_kinds",
    "store",
    "stored_values",
    "strands",
    "task_list",
    "timers",
)


class WorkflowBackend:
    """The workflows as state machines over an event log in the system's own database."""

    name = "workflow"

    def emit(self, model: Model) -> Iterable[OutputFile]:
        """Return the files of this layer; none without workflows."""
        if not model.workflows:
            return
        extended = with_final_actions(model)
        for path in ENGINE:
            yield OutputFile(f"app/workflows/{path}.py", render(f"workflow/{path}.py.jinja"))
        names = [workflow_module(workflow.name) for workflow in model.workflows]
        yield OutputFile("app/workflows/registry.py", render("workflow/registry.py.jinja", workflows=names))
        for workflow in model.workflows:
            yield from _workflow(workflow, extended)
        yield OutputFile("app/database/schema_workflows.sql", render("workflow/schema_workflows.sql.jinja"))
        for name in ("workflows", "workflow_tasks"):
            yield OutputFile(f"app/database/queries/{name}.sql", render(f"workflow/{name}.sql.jinja"))
        yield from _tasks(model)


def _workflow(workflow: Workflow, model: Model) -> Iterator[OutputFile]:
    name = workflow_module(workflow.name)
    view, facts = workflow_view(workflow, model), facts_view(workflow, model)
    elements = [workflow.id, *(check.id for check in workflow.never)]
    for state in workflow.states:
        elements += [state.id, *(step.id for step in state.steps), *(item.id for item in state.transitions)]
    text = render("workflow/workflow.py.jinja", view=view)
    yield OutputFile(f"app/workflows/{name}.py", text, tuple(dict.fromkeys(elements)))
    text = render("workflow/facts.py.jinja", view=facts)
    yield OutputFile(f"app/workflows/{name}_facts.py", text, (workflow.id,))
    if facts.statements:
        text = render("workflow/workflow_queries.sql.jinja", statements=facts.statements)
        yield OutputFile(f"app/database/queries/{facts.queries}", text, (workflow.id,))


def _tasks(model: Model) -> Iterator[OutputFile]:
    """Yield the API of open tasks, where people are asked anything."""
    steps = [step for workflow in model.workflows for state in workflow.states for step in state.steps]
    elements = tuple(step.id for step in steps if isinstance(step, HumanTask))
    if elements and model.apis:
        yield OutputFile("app/api/tasks.py", render("workflow/tasks_api.py.jinja"), elements)
