"""Finds states in which a workflow is stuck for ever."""

from collections.abc import Iterator

from ...diagnostics import Diagnostic, Severity
from ..check import Check, CheckContext
from ..model import State
from .reasoning.workflow_graph import WorkflowGraph


class StateWithoutExit(Check):
    """From this state the workflow never comes to an end.

    Whatever enters it stays open for ever: nobody is asked, nothing is undone, and the record keeps its status.

    Bad:
        Entity: Order
          number: text(8) key
        Action: place(number: text(8)) -> Order
          by anyone
          creates Order with number = number
        Workflow: Delivery for Order
          starts on action place
          State: Packing
            after 1 day go Waiting
            after 2 days go Done
          State: Waiting
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
            after 1 day go Waiting
          State: Waiting
            after 1 day go Done
          End: Done
    """

    code = "DSL054"
    name = "state-without-exit"
    severity = Severity.ERROR

    def check(self, context: CheckContext) -> Iterator[Diagnostic]:
        """Yield each state that is not final and from which no final state can be reached."""
        for workflow in context.model.workflows:
            graph = WorkflowGraph(workflow)
            for state in workflow.states:
                if not graph.leads_to(state.name, graph.final):
                    yield self._stuck(state, bool(graph.final))

    def _stuck(self, state: State, has_end: bool) -> Diagnostic:
        hint = "add a `go` that leads to an end" if has_end else "add an `End:`"
        if not state.transitions:
            return self.finding(state.span, f"nothing leads out of {state.name}", hint)
        return self.finding(state.span, f"no way leads from {state.name} to an end", hint)
