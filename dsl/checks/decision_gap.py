"""Finds inputs of a decision table for which no row says anything."""

from collections.abc import Iterator

from ...diagnostics import Diagnostic, Severity
from ..check import Check, CheckContext
from ..model import Decision, HitPolicy
from .reasoning.decision_space import TooManyRegionsError, space_of
from .reasoning.table_row import table_row


class DecisionGap(Check):
    """Some inputs match no row of a decision table.

    For them there is no decision: whatever asks for one fails while the system runs. All inputs are looked at, by
    splitting each column at the values that its cells name; a `collect` table gives nothing for them and is fine.

    Bad:
        Decision: refund_percent(hours: int, vip: bool) -> int
          first match
            | hours | vip | refund_percent |
            | >= 48 | -   | 100            |
            | >= 24 | yes | 100            |
            | < 24  | -   | 0              |

    Good:
        Decision: refund_percent(hours: int, vip: bool) -> int
          first match
            | hours | vip | refund_percent |
            | >= 48 | -   | 100            |
            | >= 24 | yes | 100            |
            | >= 24 | no  | 80             |
            | < 24  | -   | 0              |
    """

    code = "DSL060"
    name = "decision-gap"
    severity = Severity.ERROR

    def check(self, context: CheckContext) -> Iterator[Diagnostic]:
        """Yield each table with a gap, and inputs that show it."""
        for decision in context.model.decisions:
            if decision.policy is not HitPolicy.COLLECT:
                yield from self._gap(decision)

    def _gap(self, decision: Decision) -> Iterator[Diagnostic]:
        space = space_of(decision)
        rows = [row for row in space.rows if row is not None]
        if len(rows) < len(space.rows):
            return  # a row that cannot be worked out may close any gap
        try:
            example = space.uncovered(rows)
        except TooManyRegionsError:
            return
        if example is not None:
            row = table_row(decision, example)
            yield self.finding(decision.span, f"no row matches {row}", f"add a row such as {row}")
