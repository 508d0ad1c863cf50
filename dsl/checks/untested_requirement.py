"""Finds requirements that no scenario shows."""

from collections.abc import Iterator

from ...diagnostics import Diagnostic
from ..check import Check, CheckContext


class UntestedRequirement(Check):
    """A requirement has no scenario, and no requirement below it that could have one.

    Nothing shows that the system does what it asks, and nothing will notice when it no longer does.

    Bad:
        Feature: REQ-1 Seats are never oversold

    Good:
        Entity: Train
          number: text(8) key
        Feature: REQ-1 Seats are never oversold
          Scenario: No trains at first
            Then there are no trains
    """

    code = "DSL069"
    name = "untested-requirement"

    def check(self, context: CheckContext) -> Iterator[Diagnostic]:
        """Yield each requirement without a scenario and without children."""
        parents = {requirement.parent for requirement in context.model.requirements}
        # An imported scenario that is still prose is told of by itself.
        tested = {item.requirement for item in (*context.model.scenarios, *context.model.imported)}
        for requirement in context.model.requirements:
            if requirement.id not in parents | tested:
                message = f"no scenario shows {requirement.id}"
                yield self.finding(requirement.span, message, "add a `Scenario:` with an example of it")
