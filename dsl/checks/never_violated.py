"""Finds states in which a workflow surely does what it must never do."""

from collections.abc import Iterator

from ...diagnostics import Diagnostic, Related, Severity
from ..check import Check, CheckContext
from ..expressions import Expression, FieldRead, Value, Variable
from ..model import State, Workflow
from ..value_types import Reference, Text
from .reasoning.terms import Term, constant_of, term_of
from .reasoning.truth import test_of
from .reasoning.workflow_graph import WorkflowGraph


class NeverViolated(Check):
    """A workflow says `never …`, and in one of its states just that is the case.

    What is compared is the state itself and, at an end, the values that it gives to the record. Conditions that
    depend on more are watched while the scenarios run.

    Bad:
        Entity: Order
          number: text(8) key
          status: open | sent
        Action: place(number: text(8)) -> Order
          by anyone
          creates Order with number = number
        Workflow: Delivery for Order
          starts on action place
          State: Packing
            after 1 day go Done
          End: Done
            changes order.status to open
          never state is Done and order.status is open

    Good:
        Entity: Order
          number: text(8) key
          status: open | sent
        Action: place(number: text(8)) -> Order
          by anyone
          creates Order with number = number
        Workflow: Delivery for Order
          starts on action place
          State: Packing
            after 1 day go Done
          End: Done
            changes order.status to sent
          never state is Done and order.status is open
    """

    code = "DSL066"
    name = "never-violated"
    severity = Severity.ERROR

    def check(self, context: CheckContext) -> Iterator[Diagnostic]:
        """Yield each `never` that a reachable state surely breaks."""
        for workflow in context.model.workflows:
            reachable = WorkflowGraph(workflow).reachable
            for rule in workflow.never:
                for state in workflow.states:
                    if state.name in reachable and test_of(rule.condition)(_known(workflow, state)) is False:
                        related = (Related(f"in {state.name} it is so", state.span),)
                        hint = "change the state, or what must never be"
                        yield self.finding(rule.span, f"this is always the case in {state.name}", hint, related)


def _known(workflow: Workflow, state: State) -> dict[Term, Value]:
    """Return what is surely true in a state, by what it is said of."""
    known: dict[Term, Value] = {term_of(Variable(type=Text(), span=state.span, name="state")): state.name}
    for effect in state.effects:
        value = constant_of(effect.value)
        if value is not None and _is_subject(effect.record, workflow):
            read = FieldRead(
                type=value.type, span=effect.span, record=effect.record, entity=effect.entity, name=effect.field
            )
            known[term_of(read)] = value.value
    return known


def _is_subject(record: Expression, workflow: Workflow) -> bool:
    is_own = isinstance(record, Variable) and record.name == workflow.variable
    return is_own and isinstance(record.type, Reference)
