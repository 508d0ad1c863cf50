"""Finds scenarios that the rules of their own specification contradict."""

from collections.abc import Iterator

from ...diagnostics import Diagnostic, Related, Severity
from ..check import Check, CheckContext
from ..interpreter.run import Failure
from ..model import Scenario


class ScenarioContradictsRule(Check):
    """A scenario expects what the rules do not say.

    Every scenario is run against the model while compiling. One of the two is wrong, and whoever reads the
    specification cannot know which: the people who agreed on the scenario, or those who wrote the rule.

    Bad:
        Entity: Train
          number: text(8) key
          seats_left: int(0..2000)
        Action: take_seats(train: Train, seats: int(1..5))
          by anyone
          says "takes {seats} seat(s) on {train}"
          requires seats <= train.seats_left else "Not enough seats left"
          changes train.seats_left to train.seats_left - seats
        Feature: Seats
          Scenario: Take the last seats
            Given a train "G1" with seats_left 2
            When somebody takes 2 seats on "G1"
            Then the train "G1" has seats_left 1

    Good:
        Entity: Train
          number: text(8) key
          seats_left: int(0..2000)
        Action: take_seats(train: Train, seats: int(1..5))
          by anyone
          says "takes {seats} seat(s) on {train}"
          requires seats <= train.seats_left else "Not enough seats left"
          changes train.seats_left to train.seats_left - seats
        Feature: Seats
          Scenario: Take the last seats
            Given a train "G1" with seats_left 2
            When somebody takes 2 seats on "G1"
            Then the train "G1" has seats_left 0
    """

    code = "DSL050"
    name = "scenario-contradicts-rule"
    severity = Severity.ERROR

    def check(self, context: CheckContext) -> Iterator[Diagnostic]:
        """Yield each step that failed, once where several scenarios share it."""
        seen: set[tuple[str, int, str]] = set()
        for result in context.runs.results if context.runs else ():
            for failure in result.failures:
                place = (failure.span.source.name, failure.span.start, failure.message)
                if place not in seen:
                    seen.add(place)
                    yield self._contradiction(result.scenario, failure)

    def _contradiction(self, scenario: Scenario, failure: Failure) -> Diagnostic:
        row = f" (in {scenario.id})" if scenario.id != scenario.template else ""
        related = (Related("this rule decides", failure.rule),) if failure.rule else ()
        hint = "correct the step, or the rule that decides" if failure.rule else "correct the step, or what it is about"
        return self.finding(failure.span, failure.message + row, hint, related)
