"""Finds ways past the ends that a workflow must come to."""

from collections.abc import Iterator

from ...diagnostics import Diagnostic, Related, Severity
from ..check import Check, CheckContext
from ..model import Workflow
from .reasoning.workflow_graph import WorkflowGraph


class EventuallyViolated(Check):
    """A workflow says `always eventually …`, but can get where none of these ends can be reached any more.

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
            after 2 days go Lost
          End: Done
          End: Lost
          always eventually Done

    Good:
        Entity: Order
          number: text(8) key
        Action: place(number: text(8)) -> Order
          by anyone
          creates Order with number = number
        Workflow: Delivery for Order
          starts on action place
          State: Packing
            after 1 day go Done
            after 2 days go Lost
          End: Done
          End: Lost
          always eventually Done or Lost
    """

    code = "DSL065"
    name = "eventually-violated"
    severity = Severity.ERROR

    def check(self, context: CheckContext) -> Iterator[Diagnostic]:
        """Yield each state at which a workflow loses its last way to the ends it must come to."""
        for workflow in context.model.workflows:
            if workflow.eventually and workflow.states:
                yield from self._lost(workflow, WorkflowGraph(workflow))

    def _lost(self, workflow: Workflow, graph: WorkflowGraph) -> Iterator[Diagnostic]:
        lost = {name for name in graph.reachable if not graph.leads_to(name, workflow.eventually)}
        wanted = " or ".join(dict.fromkeys(workflow.eventually))
        for state in workflow.states:
            is_stuck = not graph.leads_to(state.name, graph.final)  # told of as a state without exit
            comes_from = graph.coming_to(state.name)
            is_first = state is workflow.states[0] or any(item.name not in lost for item in comes_from)
            if state.name in lost and is_first and not is_stuck:
                related = tuple(Related("it is reached from here", item.span) for item in comes_from[:1])
                hint = f"lead on to {wanted}, or add {state.name} to `always eventually`"
                yield self.finding(state.span, f"from {state.name} no way leads to {wanted}", hint, related)
