"""The lines of a service that concern workflows: which it starts, and what they forbid."""

from collections.abc import Iterator

from ...dsl.expressions import Aggregate, Expression, FieldRead, Now, UntilTime, Variable, walk
from ...dsl.model import Change, Check, Create, Delete, Workflow
from ..inputs import inputs_of
from ..python_expressions import python_string
from .entry import INDENT, rejected
from .scope import ServiceScope


def workflow_lines(scope: ServiceScope) -> Iterator[str]:
    """Yield the lines that start workflows and ask whether any workflow's rule is broken now."""
    for workflow in scope.model.workflows:
        if workflow.starts_on == scope.plan.action.name:
            yield from _start(scope, workflow)
    for workflow in scope.model.workflows:
        subjects = _subjects_to_verify(scope, workflow)
        if subjects is not None:
            arguments = f"context, {python_string(workflow.name)}{subjects}"
            yield f"rejection = context.workflows.broken_rule({arguments})"
            yield from rejected()


def _start(scope: ServiceScope, workflow: Workflow) -> Iterator[str]:
    plan = scope.plan
    parameter = next((item for item in plan.parameters if item.entity == workflow.entity), None)
    if plan.result is not None and plan.action.returns == workflow.entity:
        subject, is_optional = scope.key_of(plan.result.name, workflow.entity), False
    elif parameter is not None:
        subject, is_optional = parameter.name, parameter.is_optional
    else:
        return
    start = f"rejection = context.workflows.start(context, {python_string(workflow.name)}, {subject})"
    lines = [start, *rejected()]
    if is_optional:
        yield f"if {subject} is not None:"
    yield from (f"{INDENT if is_optional else ''}{line}" for line in lines)


def _subjects_to_verify(scope: ServiceScope, workflow: Workflow) -> str | None:
    """Return the argument that names whose workflows may now break a rule; None where none may."""
    effects = [item for item in scope.plan.action.effects if isinstance(item, Create | Change | Delete)]
    changed = {item.entity for item in effects}
    if not any(changed & _entities_read(scope, check) for check in workflow.never):
        return None
    is_near = all(_is_near(workflow, check.condition) for check in workflow.never)
    changes = [item for item in scope.plan.changes if item.entity == workflow.entity]
    if not is_near or not changes:
        return ""
    keys = ", ".join(scope.key_of(item.record, item.entity) for item in changes)
    return f", [{keys}]"


def _is_near(workflow: Workflow, condition: Expression) -> bool:
    """Tell whether a rule reads nothing but the workflow's own record, its data and its state."""
    return not any(
        isinstance(part, Aggregate | Now | UntilTime)
        or (
            isinstance(part, FieldRead)
            and not (isinstance(part.record, Variable) and part.record.name == workflow.variable)
        )
        for part in walk(condition)
    )


def _entities_read(scope: ServiceScope, check: Check) -> set[str]:
    found = inputs_of((check.condition,), scope.model)
    return {item.entity for item in found.records} | {item.origin.entity for item in found.aggregates}
