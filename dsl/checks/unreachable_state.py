"""Finds states of a workflow that nothing leads to."""

from collections.abc import Iterator

from ...diagnostics import Diagnostic
from ..check import Check, CheckContext
from .reasoning.workflow_graph import WorkflowGraph


class UnreachableState(Check):
    """No way leads from the first state of the workflow to this one.

    What is written there never happens. Mostly a `go` names the wrong state, or the transition was forgotten.

    Bad:
        Entity: Order
          number: text(8) key
        Action: place(number: text(8)) -> Order
          by anyone
          creates Order with number = number
        Workflow: Delivery for Order
          starts on action place
          State: Packing
            after 1 day go Done
          State: Returned
            after 1 day go Done
          End: Done

    Good:
        Entity: Order
          number: text(8) key
        Action: place(number: text(8)) -> Order
          by anyone
          creates Order with number = number
        Workflow: Delivery for Order
          starts on action place
          State: Packing
            after 1 day go Returned
          State: Returned
            after 1 day go Done
          End: Done
    """

    code = "DSL053"
    name = "unreachable-state"

    def check(self, context: CheckContext) -> Iterator[Diagnostic]:
        """Yield each state that cannot be reached."""
        for workflow in context.model.workflows:
            reachable = WorkflowGraph(workflow).reachable
            for state in workflow.states:
                if state.name not in reachable:
                    message = f"no way leads from {workflow.states[0].name} to {state.name}"
                    yield self.finding(state.span, message, f"add a `go {state.name}`, or remove the state")
