"""Finds conditions of actions that can never reject anything."""

from collections.abc import Iterator

from ...diagnostics import Diagnostic, Related
from ..check import Check, CheckContext
from ..expressions import Expression
from ..model import Action, Guard
from .guard_never_true import conditions_of, derived_fields, first_impossible
from .reasoning.conditions import KeepsBounds, is_input_or_stored
from .reasoning.satisfiability import is_impossible, negated


class ShadowedGuard(Check):
    """A condition of an action always holds where it is tried, so its message is never shown.

    An earlier condition, or the bounds of a type, already see to it. What the message promises to catch is then
    caught elsewhere, with other words, or the condition says something else than was meant.

    Bad:
        Entity: Train
          number: text(8) key
          seats_left: int(0..2000)
        Action: take_seats(train: Train, seats: int(1..5))
          by anyone
          requires seats <= train.seats_left else "Not enough seats left"
          requires seats >= 1 else "Take one seat at least"
          changes train.seats_left to train.seats_left - seats

    Good:
        Entity: Train
          number: text(8) key
          seats_left: int(0..2000)
        Action: take_seats(train: Train, seats: int(1..5))
          by anyone
          requires seats <= train.seats_left else "Not enough seats left"
          requires seats >= 2 else "Groups take two seats at least"
          changes train.seats_left to train.seats_left - seats
    """

    code = "DSL064"
    name = "shadowed-guard"

    def check(self, context: CheckContext) -> Iterator[Diagnostic]:
        """Yield each condition that those before it imply."""
        keeps_bounds = is_input_or_stored(derived_fields(context.model))
        for action in context.model.actions:
            if first_impossible(action, keeps_bounds) is None:
                yield from self._shadowed(action, keeps_bounds)

    def _shadowed(self, action: Action, keeps_bounds: KeepsBounds) -> Iterator[Diagnostic]:
        conditions = conditions_of(action)
        guards_from = len(conditions) - len(action.guards)
        for number, guard in enumerate(action.guards):
            before = conditions[: guards_from + number]
            if is_impossible([*before, negated(guard.condition)], keeps_bounds):
                yield self._always(guard, before, keeps_bounds)

    def _always(self, guard: Guard, before: list[Expression], keeps_bounds: KeepsBounds) -> Diagnostic:
        opposite = negated(guard.condition)
        hint = "remove the condition, or correct it"
        if is_impossible([opposite], keeps_bounds):
            return self.finding(guard.span, f'this always holds, so "{guard.message}" is never said', hint)
        cause = next((item for item in before if is_impossible([item, opposite], keeps_bounds)), None)
        related = tuple(Related("this already sees to it", item.span) for item in ([cause] if cause else before))
        message = f'earlier conditions imply this one, so "{guard.message}" is never said'
        return self.finding(guard.span, message, hint, related)
