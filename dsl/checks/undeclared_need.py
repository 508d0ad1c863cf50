"""Finds requirements that need one that does not exist."""

from collections.abc import Iterator

from ...diagnostics import Diagnostic, Severity
from ..catalog import nearest
from ..check import Check, CheckContext
from .reasoning.places import place_of


class UndeclaredNeed(Check):
    """A requirement `needs` an id that no requirement has.

    The order of work and the trace follow these ids; one that leads nowhere is mostly a typing mistake.

    Bad:
        Feature: REQ-1 Customers sign up
        Feature: REQ-2 Customers book seats
          needs REQ-11

    Good:
        Feature: REQ-1 Customers sign up
        Feature: REQ-2 Customers book seats
          needs REQ-1
    """

    code = "DSL067"
    name = "undeclared-need"
    severity = Severity.ERROR

    def check(self, context: CheckContext) -> Iterator[Diagnostic]:
        """Yield each need of an unknown requirement."""
        known = [requirement.id for requirement in context.model.requirements]
        for requirement in context.model.requirements:
            for need in requirement.needs:
                if need not in known:
                    hint = nearest(need, known) or "correct the id, or add the requirement"
                    yield self.finding(place_of(need, requirement.span), f"there is no requirement {need}", hint)
