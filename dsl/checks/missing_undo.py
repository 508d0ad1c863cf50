"""Suggests an undo for steps that a later failure should make up for."""

from collections.abc import Iterator

from ...diagnostics import Diagnostic, Related, Severity
from ..check import Check, CheckContext
from ..model import CallService, DoAction, Parallel, State, Transition, Workflow, WorkflowStep
from .reasoning.work_in_states import work_in
from .reasoning.workflow_graph import WorkflowGraph


class MissingUndo(Check):
    """A failure compensates, but a step done before it has no `undo`.

    `compensate` undoes the completed steps, the last one first, and passes over those that do not say how. What they
    did stays: the seats are taken although the payment failed.

    Bad:
        Service: Bank
          pay(amount: money) -> ok | refused
        Entity: Order
          number: text(8) key
          total: money
          is_packed: bool default no
        Action: place(number: text(8), total: money) -> Order
          by anyone
          creates Order with number = number, total = total
        Action: pack(order: Order)
          by system
          changes order.is_packed to yes
        Action: unpack(order: Order)
          by system
          changes order.is_packed to no
        Workflow: Delivery for Order
          starts on action place
          State: Packing
            do pack(order)
            call Bank.pay(order.total)
            when failed compensate then go Refused
            otherwise go Done
          End: Done
          End: Refused

    Good:
        Service: Bank
          pay(amount: money) -> ok | refused
        Entity: Order
          number: text(8) key
          total: money
          is_packed: bool default no
        Action: place(number: text(8), total: money) -> Order
          by anyone
          creates Order with number = number, total = total
        Action: pack(order: Order)
          by system
          changes order.is_packed to yes
        Action: unpack(order: Order)
          by system
          changes order.is_packed to no
        Workflow: Delivery for Order
          starts on action place
          State: Packing
            do pack(order) undo unpack(order)
            call Bank.pay(order.total)
            when failed compensate then go Refused
            otherwise go Done
          End: Done
          End: Refused
    """

    code = "DSL058"
    name = "missing-undo"
    severity = Severity.INFO

    def check(self, context: CheckContext) -> Iterator[Diagnostic]:
        """Yield each step without `undo` that can be complete when a failure compensates, once."""
        for workflow in context.model.workflows:
            seen: set[str] = set()
            for state in workflow.states:
                for go in state.transitions:
                    if go.compensates:
                        yield from self._not_undone(workflow, state, go, seen)

    def _not_undone(self, workflow: Workflow, state: State, go: Transition, seen: set[str]) -> Iterator[Diagnostic]:
        before = [step for item in WorkflowGraph(workflow).before(state.name) for step in work_in(item.steps)]
        for step in (*before, *_complete_at_failure(state.steps)):
            if step.undo is None and step.id not in seen:
                seen.add(step.id)
                name = step.action if isinstance(step, DoAction) else f"{step.service}.{step.operation}"
                related = (Related("this failure undoes what was done", go.span),)
                message = f"{name} is not undone when {state.name} fails"
                yield self.finding(step.span, message, "add `undo <action>(…)` if it has to be made up for", related)


def _complete_at_failure(steps: tuple[WorkflowStep, ...]) -> Iterator[DoAction | CallService]:
    """Yield the steps that can be complete when another step of the same state fails."""
    working = [step for step in steps if isinstance(step, Parallel | DoAction | CallService)]
    yield from work_in(tuple(working[:-1]))
    last = working[-1] if working else None
    if isinstance(last, Parallel):
        for branch in last.branches:
            yield from branch.steps if len(last.branches) > 1 else branch.steps[:-1]
