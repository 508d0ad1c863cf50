"""Finds transitions for answers that nobody can give."""

from collections.abc import Iterator

from ...diagnostics import Diagnostic, Severity
from ..catalog import nearest
from ..check import Check, CheckContext
from ..model import HumanTask


class UnknownAnswer(Check):
    """A state waits for an answer that none of its tasks offers.

    The transition can never be taken. Mostly the answer is spelled differently in the task.

    Bad:
        Role: Clerk
          signs in with email, password
        Entity: Order
          number: text(8) key
        Action: place(number: text(8)) -> Order
          by anyone
          creates Order with number = number
        Workflow: Approval for Order
          starts on action place
          State: Waiting
            task "Approve {order.number}" for Clerk answers approve
            on approve go Done
            on refuse go Done
          End: Done

    Good:
        Role: Clerk
          signs in with email, password
        Entity: Order
          number: text(8) key
        Action: place(number: text(8)) -> Order
          by anyone
          creates Order with number = number
        Workflow: Approval for Order
          starts on action place
          State: Waiting
            task "Approve {order.number}" for Clerk answers approve, refuse
            on approve go Done
            on refuse go Done
          End: Done
    """

    code = "DSL056"
    name = "unknown-answer"
    severity = Severity.ERROR

    def check(self, context: CheckContext) -> Iterator[Diagnostic]:
        """Yield each transition on an answer that no task of its state offers."""
        for state in (state for workflow in context.model.workflows for state in workflow.states):
            offered = [answer for step in state.steps if isinstance(step, HumanTask) for answer in step.answers]
            for go in state.transitions:
                if go.kind == "answer" and go.answer is not None and go.answer not in offered:
                    hint = nearest(go.answer, offered) or "add it to the answers of the task"
                    yield self.finding(go.span, f"no task in {state.name} can be answered with `{go.answer}`", hint)
