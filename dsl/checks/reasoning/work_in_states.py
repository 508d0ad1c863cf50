"""What the steps of a workflow's state do, those in branches too."""

from collections.abc import Iterator

from ...model import CallService, DoAction, Parallel, WorkflowStep


def work_in(steps: tuple[WorkflowStep, ...]) -> Iterator[DoAction | CallService]:
    """Yield the actions and the calls of services among steps."""
    for step in steps:
        if isinstance(step, Parallel):
            yield from (item for branch in step.branches for item in branch.steps)
        elif isinstance(step, DoAction | CallService):
            yield step


def calls_in(steps: tuple[WorkflowStep, ...]) -> Iterator[CallService]:
    """Yield the calls of services among steps."""
    return (item for item in work_in(steps) if isinstance(item, CallService))
