"""Finds limits in conditions that could be off by one without any scenario noticing."""

from collections.abc import Iterable, Iterator

from ...diagnostics import Diagnostic, Severity
from ..check import Check, CheckContext
from ..expressions import Value
from ..interpreter.coverage import Coverage
from ..interpreter.formatting import spell
from ..interpreter.stage import listed
from ..interpreter.thresholds import Threshold, thresholds_of
from ..model import Action, BySystem
from .reasoning.proposal import Proposals


class UnpinnedThreshold(Check):
    """A condition compares with a fixed limit, and no scenario uses the values on both sides of it.

    Were `>= 3` written `> 3`, every scenario would pass as before: the limit is not what anybody agreed on, it is
    what somebody typed. The two values next to each other, one on either side, pin it.

    Bad:
        Entity: Parcel
          number: text(8) key
          weight: int(0..2000)
          is_sent: bool default no
        Action: send(parcel: Parcel)
          by anyone
          says "sends {parcel}"
          requires parcel.weight <= 30 else "The parcel is too heavy"
          changes parcel.is_sent to yes
        Feature: Parcels
          Scenario: A light parcel is sent
            Given a parcel "P1" with weight 5
            When somebody sends "P1"
            Then the parcel "P1" has is_sent yes
          Scenario: A heavy parcel is not
            Given a parcel "P1" with weight 100
            When somebody sends "P1"
            Then the action is rejected with "The parcel is too heavy"

    Good:
        Entity: Parcel
          number: text(8) key
          weight: int(0..2000)
          is_sent: bool default no
        Action: send(parcel: Parcel)
          by anyone
          says "sends {parcel}"
          requires parcel.weight <= 30 else "The parcel is too heavy"
          changes parcel.is_sent to yes
        Feature: Parcels
          Scenario: A parcel that is just light enough is sent
            Given a parcel "P1" with weight 30
            When somebody sends "P1"
            Then the parcel "P1" has is_sent yes
          Scenario: A parcel that is just too heavy is not
            Given a parcel "P1" with weight 31
            When somebody sends "P1"
            Then the action is rejected with "The parcel is too heavy"
    """

    code = "DSL071"
    name = "unpinned-threshold"
    severity = Severity.INFO

    def check(self, context: CheckContext) -> Iterator[Diagnostic]:
        """Yield each limit in a condition that scenarios show to hold and to fail, but not where it turns."""
        if context.runs is None:
            return
        proposals = Proposals(context.model)
        for action in context.model.actions:
            if not isinstance(action.actor, BySystem):
                yield from self._action(action, context.runs.coverage, proposals)

    def _action(self, action: Action, covered: Coverage, proposals: Proposals) -> Iterator[Diagnostic]:
        for number, guard in enumerate(action.guards):
            if guard.id not in covered.guards_true or guard.id not in covered.guards_false:
                continue  # that a scenario is missing at all is told of as such
            for place, threshold in enumerate(thresholds_of(guard.condition)):
                met = [value for rule, at, value in covered.met if (rule, at) == (guard.id, place)]
                missing = [side for side in threshold.sides if side not in met]
                if missing:
                    unused = f"{_spelt(missing, threshold)} {'is' if len(missing) == 1 else 'are'} not used"
                    used = f", only {_spelt(met, threshold)}" if met else ""
                    message = f"no scenario pins this limit: {unused}{used}"
                    hint = _ready(proposals.at_threshold(action, number, threshold, value) for value in missing)
                    hint = hint or f"add a scenario for each of these values: {_spelt(missing, threshold)}"
                    yield self.finding(threshold.comparison.span, message, hint)


def _spelt(values: list[Value], threshold: Threshold) -> str:
    return listed((spell(value, threshold.subject.type) for value in values), 4)


def _ready(scenarios: Iterable[str | None]) -> str:
    """Return the hint with the scenarios that could be worked out; nothing where there is none."""
    texts = [text for text in scenarios if text]
    return "\n".join([f"add {'this scenario' if len(texts) == 1 else 'these scenarios'}:", *texts]) if texts else ""
