"""Finds outcomes of a workflow's state after which nothing happens."""

from collections.abc import Iterator

from ...diagnostics import Diagnostic
from ..check import Check, CheckContext
from ..expressions import Expression
from ..model import HumanTask, Model, State
from .reasoning.conditions import keeps_no_bounds
from .reasoning.satisfiability import is_impossible, negated
from .reasoning.work_in_states import calls_in


class UnhandledOutcome(Check):
    """A task can be answered, a call can fail, or all conditions can be false, and the state does not say what then.

    The workflow stops there without a word: a person has answered and nothing happens, or money was asked for and
    the refusal is lost.

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
            task "Approve {order.number}" for Clerk answers approve, refuse
            on approve go Done
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

    code = "DSL055"
    name = "unhandled-outcome"

    def check(self, context: CheckContext) -> Iterator[Diagnostic]:
        """Yield each answer, failure and remaining case that no transition takes up."""
        for workflow in context.model.workflows:
            for state in workflow.states:
                yield from self._answers(state)
                yield from self._failures(state, context.model)
                yield from self._conditions(state)

    def _answers(self, state: State) -> Iterator[Diagnostic]:
        handled = {go.answer for go in state.transitions if go.kind == "answer"}
        for step in state.steps:
            for answer in step.answers if isinstance(step, HumanTask) else ():
                if answer not in handled:
                    message = f"nothing follows when the task is answered with `{answer}`"
                    yield self.finding(step.span, message, f"add `on {answer} go …`")

    def _failures(self, state: State, model: Model) -> Iterator[Diagnostic]:
        if any(go.kind == "failed" for go in state.transitions):
            return
        for call in calls_in(state.steps):
            operations = {item.name: item for item in model.service(call.service).operations}
            failures = operations[call.operation].outcomes[1:]
            if failures:
                message = f"nothing follows when {call.service}.{call.operation} answers {' or '.join(failures)}"
                yield self.finding(call.span, message, "add `when failed go …`, with `compensate then` to undo")

    def _conditions(self, state: State) -> Iterator[Diagnostic]:
        whens = [go for go in state.transitions if go.kind == "when"]
        waits = {"otherwise", "answer", "after"} & {go.kind for go in state.transitions}
        conditions: list[Expression] = [negated(go.condition) for go in whens if go.condition is not None]
        if whens and not waits and not is_impossible(conditions, keeps_no_bounds):
            message = f"nothing follows in {state.name} when none of its conditions holds"
            hint = "add `otherwise go …`, for conditions are looked at once, on entering; a task or `after` waits"
            yield self.finding(whens[-1].span, message, hint)
