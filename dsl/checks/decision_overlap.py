"""Finds inputs for which two rows of a decision table disagree."""

from collections.abc import Iterator
from itertools import combinations

from ...diagnostics import Diagnostic, Related, Severity
from ..check import Check, CheckContext
from ..model import Decision, DecisionRow, HitPolicy
from .reasoning.decision_space import common_example, space_of
from .reasoning.table_row import table_row
from .reasoning.terms import constant_of


class DecisionOverlap(Check):
    """Two rows of a decision table match the same inputs, and its policy does not allow that.

    In a `unique` table no two rows may match; in an `any` table they may if their results agree. Otherwise what
    asks for the decision fails while the system runs, and only for those inputs.

    Bad:
        Decision: fee(weight: int) -> int
          unique match
            | weight   | fee |
            | <= 10    | 5   |
            | 10..100  | 9   |
            | > 100    | 20  |

    Good:
        Decision: fee(weight: int) -> int
          unique match
            | weight   | fee |
            | <= 10    | 5   |
            | 11..100  | 9   |
            | > 100    | 20  |
    """

    code = "DSL061"
    name = "decision-overlap"
    severity = Severity.ERROR

    def check(self, context: CheckContext) -> Iterator[Diagnostic]:
        """Yield each row that an earlier row contradicts, with inputs that both match."""
        for decision in context.model.decisions:
            if decision.policy in (HitPolicy.UNIQUE, HitPolicy.ANY):
                yield from self._overlaps(decision)

    def _overlaps(self, decision: Decision) -> Iterator[Diagnostic]:
        space = space_of(decision)
        reported: set[str] = set()
        for first, second in combinations(range(len(decision.rows)), 2):
            one, other = space.rows[first], space.rows[second]
            if one is None or other is None or decision.rows[second].id in reported:
                continue
            example = common_example(one, other)
            if example is not None and _may_not_share(decision, decision.rows[first], decision.rows[second]):
                reported.add(decision.rows[second].id)
                yield self._overlap(decision, decision.rows[first], decision.rows[second], table_row(decision, example))

    def _overlap(self, decision: Decision, first: DecisionRow, second: DecisionRow, row: str) -> Diagnostic:
        message = f"{row} matches this row and an earlier one"
        if decision.policy is HitPolicy.ANY:
            message += " with another result"
        hint = "narrow one of the two, or say `first match`"
        return self.finding(second.span, message, hint, (Related("the earlier row", first.span),))


def _may_not_share(decision: Decision, first: DecisionRow, second: DecisionRow) -> bool:
    """Tell whether it is surely wrong that both rows match."""
    if decision.policy is HitPolicy.UNIQUE:
        return True
    one, other = constant_of(first.result), constant_of(second.result)
    return one is not None and other is not None and one.value != other.value
