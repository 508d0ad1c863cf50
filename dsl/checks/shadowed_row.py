"""Finds rows of decision tables that never count."""

from collections.abc import Iterator

from ...diagnostics import Diagnostic, Related
from ..check import Check, CheckContext
from ..model import Decision, HitPolicy
from .reasoning.decision_space import DecisionSpace, TooManyRegionsError, overlap, space_of


class ShadowedRow(Check):
    """A row of a decision table never counts, because earlier rows match all its inputs, or nothing matches it.

    Somebody wrote it for a case and believes that it decides that case. Mostly the rows stand in the wrong order.

    Bad:
        Decision: refund_percent(hours: int) -> int
          first match
            | hours | refund_percent |
            | >= 24 | 80             |
            | >= 48 | 100            |
            | < 24  | 0              |

    Good:
        Decision: refund_percent(hours: int) -> int
          first match
            | hours | refund_percent |
            | >= 48 | 100            |
            | >= 24 | 80             |
            | < 24  | 0              |
    """

    code = "DSL062"
    name = "shadowed-row"

    def check(self, context: CheckContext) -> Iterator[Diagnostic]:
        """Yield each row that can never count."""
        for decision in context.model.decisions:
            space = space_of(decision)
            for number, row in enumerate(space.rows):
                if row is not None and not all(row):
                    hint = "correct the cell, or remove the row"
                    yield self.finding(decision.rows[number].span, "no input matches this row", hint)
                elif decision.policy is HitPolicy.FIRST:
                    yield from self._shadowed(decision, space, number)

    def _shadowed(self, decision: Decision, space: DecisionSpace, number: int) -> Iterator[Diagnostic]:
        own = space.rows[number]
        if own is None:
            return
        above = [(index, row) for index, row in enumerate(space.rows[:number]) if row is not None and overlap(row, own)]
        try:
            is_shadowed = space.uncovered([row for _, row in above], own) is None
        except TooManyRegionsError:
            return
        if is_shadowed:
            related = tuple(Related("this row comes first", decision.rows[index].span) for index, _ in above)
            message = "earlier rows match everything that this row matches"
            yield self.finding(decision.rows[number].span, message, "move the row up, or remove it", related)
