"""Suggests a time limit for calls that are tried again."""

from collections.abc import Iterator

from ...diagnostics import Diagnostic, Severity
from ..check import Check, CheckContext
from .reasoning.work_in_states import calls_in


class RetryWithoutTimeout(Check):
    """A call of a service is tried again after a failure, but may hang for ever.

    A service that does not answer is the most common failure; without a time limit it is never noticed, and the
    next attempt never comes.

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
          State: Paying
            call Bank.pay(order.total) retry 3 times every 10 seconds
            when failed go Refused
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
          State: Paying
            call Bank.pay(order.total) retry 3 times every 10 seconds timeout 30 seconds
            when failed go Refused
            otherwise go Done
          End: Done
          End: Refused
    """

    code = "DSL057"
    name = "retry-without-timeout"
    severity = Severity.INFO

    def check(self, context: CheckContext) -> Iterator[Diagnostic]:
        """Yield each call with `retry` and without `timeout`."""
        for state in (state for workflow in context.model.workflows for state in workflow.states):
            for call in calls_in(state.steps):
                if call.retry.times and call.timeout is None:
                    message = f"{call.service}.{call.operation} is tried again, but may hang for ever"
                    yield self.finding(call.span, message, "add `timeout 30 seconds`, or what suits the service")
