"""Finds requirements that need themselves."""

from collections.abc import Iterator, Mapping

from ...diagnostics import Diagnostic, Severity
from ..check import Check, CheckContext
from .reasoning.places import place_of


class CircularNeed(Check):
    """Requirements need each other in a circle, so none of them can come first.

    Bad:
        Feature: REQ-1 Customers sign up
          needs REQ-2
        Feature: REQ-2 Customers book seats
          needs REQ-1

    Good:
        Feature: REQ-1 Customers sign up
        Feature: REQ-2 Customers book seats
          needs REQ-1
    """

    code = "DSL068"
    name = "circular-need"
    severity = Severity.ERROR

    def check(self, context: CheckContext) -> Iterator[Diagnostic]:
        """Yield each circle once, at the first of its requirements."""
        needs = {requirement.id: requirement.needs for requirement in context.model.requirements}
        told: set[str] = set()
        for requirement in context.model.requirements:
            circle = [] if requirement.id in told else circle_from(requirement.id, needs)
            if circle:
                told.update(circle)
                message = ", which needs ".join([*circle, circle[0]]).replace(", which needs", " needs", 1)
                place = place_of((*circle, circle[0])[1], requirement.span)
                yield self.finding(place, message, "remove one of these needs")


def circle_from(start: str, needs: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the shortest chain of needs that leads from a requirement back to it; empty where none does."""
    chains = [[start]]
    seen: set[str] = set()
    for chain in chains:
        for need in needs.get(chain[-1], ()):
            if need == start:
                return chain
            if need not in seen:
                seen.add(need)
                chains.append([*chain, need])
    return []
