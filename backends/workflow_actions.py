"""What workflows make of actions: which they do, which start them, and what their final states change.

The changes of a final state are an action of the system like any other, such as `finish_refund_as_done(booking)`:
the domain, the database and the services treat it as one, so that the same rules are kept.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from ..dsl.expressions import Expression, Variable, children
from ..dsl.model import (
    Action,
    BySystem,
    CallService,
    DoAction,
    Model,
    Parallel,
    Parameter,
    State,
    Workflow,
    WorkflowStep,
)
from ..dsl.value_types import Reference
from ..dsl.words import label_of, snake_case


def with_final_actions(model: Model) -> Model:
    """Return the model with an action more for every final state that changes anything."""
    known = {action.name for action in model.actions}
    found = [
        final_action(workflow, state)
        for workflow in model.workflows
        for state in workflow.states
        if state.effects and final_action_name(workflow, state) not in known
    ]
    return replace(model, actions=(*model.actions, *found)) if found else model


def final_action_name(workflow: Workflow, state: State) -> str:
    """Return the name of the action that a final state stands for: `finish_refund_as_done`."""
    return f"finish_{snake_case(workflow.name)}_as_{snake_case(state.name)}"


def final_action(workflow: Workflow, state: State) -> Action:
    """Return the changes of a final state as an action of the system on the workflow's record and data."""
    subject = Parameter(name=workflow.variable, type=Reference(workflow.entity), label=label_of(workflow.variable))
    read = {name for effect in state.effects for name in _variables(effect.value)}
    return Action(
        id=state.id,
        span=state.span,
        name=final_action_name(workflow, state),
        parameters=(subject, *(item for item in workflow.data if item.name in read)),
        actor=BySystem(condition=None),
        phrases=(),
        guards=(),
        calls=(),
        effects=state.effects,
        ensures=(),
        returns=None,
    )


def actions_done(workflow: Workflow) -> list[str]:
    """Return the names of the actions that a workflow does, undoes or ends with, each once."""
    found: list[str] = []
    for state in workflow.states:
        for step in plain_steps(state.steps):
            found += [step.action] if isinstance(step, DoAction) else []
            found += [step.undo[0]] if step.undo else []
        found += [final_action_name(workflow, state)] if state.effects else []
    return list(dict.fromkeys(found))


def plain_steps(steps: tuple[WorkflowStep, ...]) -> Iterator[DoAction | CallService]:
    """Yield the actions and the calls among steps, those in branches too."""
    for step in steps:
        if isinstance(step, DoAction | CallService):
            yield step
        elif isinstance(step, Parallel):
            for branch in step.branches:
                yield from branch.steps


def _variables(expression: Expression) -> Iterator[str]:
    if isinstance(expression, Variable):
        yield expression.name
    for child in children(expression):
        yield from _variables(child)
