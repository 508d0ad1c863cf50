"""Finds parallel steps whose branches have nothing to do."""

from collections.abc import Iterator

from ...diagnostics import Diagnostic, Severity
from ..check import Check, CheckContext
from ..model import Parallel


class JoinNeverFires(Check):
    """A branch of a parallel step has no steps, or there is no branch at all.

    The join waits for branches to succeed, and one that has nothing to do never does.

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
            parallel
              branch goods
                do pack(order)
              branch money
            join all
            otherwise go Done
          End: Done

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
            parallel
              branch goods
                do pack(order)
              branch money
                call Bank.pay(order.total)
            join all
            when failed go Done
            otherwise go Done
          End: Done
    """

    code = "DSL059"
    name = "join-never-fires"
    severity = Severity.ERROR

    def check(self, context: CheckContext) -> Iterator[Diagnostic]:
        """Yield each parallel step without branches, and each branch without steps."""
        for state in (state for workflow in context.model.workflows for state in workflow.states):
            for step in state.steps:
                if isinstance(step, Parallel):
                    yield from self._empty(step)

    def _empty(self, step: Parallel) -> Iterator[Diagnostic]:
        if not step.branches:
            yield self.finding(step.span, "nothing runs in parallel here", "add branches, or remove `parallel`")
        for branch in step.branches:
            if not branch.steps:
                message = f"the branch {branch.name} has nothing to do, so `join {step.join}` waits in vain"
                yield self.finding(branch.span, message, "add a `do` or a `call`, or remove the branch")
