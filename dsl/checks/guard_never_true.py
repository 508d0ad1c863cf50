"""Finds actions that can never succeed because their conditions exclude each other."""

from collections.abc import Iterator

from ...diagnostics import Diagnostic, Related, Severity
from ..check import Check, CheckContext
from ..expressions import Expression
from ..model import Action, BySystem, Model
from .reasoning.conditions import KeepsBounds, is_input_or_stored
from .reasoning.satisfiability import is_impossible


class GuardNeverTrue(Check):
    """A condition of an action can never hold together with the ones before it.

    The action then rejects everybody, always, or the system never does it. The conditions are compared by the
    constants they name, the order of two values, and the bounds of their types.

    Bad:
        Entity: Train
          number: text(8) key
          seats_left: int(0..2000)
        Action: take_seats(train: Train, seats: int(1..5))
          by anyone
          requires seats > 3 else "Too few for a group"
          requires seats < 3 else "Too many for one person"
          changes train.seats_left to train.seats_left - seats

    Good:
        Entity: Train
          number: text(8) key
          seats_left: int(0..2000)
        Action: take_seats(train: Train, seats: int(1..5))
          by anyone
          requires seats > 1 else "Too few for a group"
          requires seats < 5 else "Too many for one group"
          changes train.seats_left to train.seats_left - seats
    """

    code = "DSL063"
    name = "guard-never-true"
    severity = Severity.ERROR

    def check(self, context: CheckContext) -> Iterator[Diagnostic]:
        """Yield the first condition of each action that cannot hold with those before it."""
        keeps_bounds = is_input_or_stored(derived_fields(context.model))
        for action in context.model.actions:
            found = first_impossible(action, keeps_bounds)
            if found is not None:
                yield self._impossible(action, conditions_of(action)[: found + 1], keeps_bounds)

    def _impossible(self, action: Action, conditions: list[Expression], keeps_bounds: KeepsBounds) -> Diagnostic:
        *before, last = conditions
        if is_impossible([last], keeps_bounds):
            return self.finding(
                last.span, f"this is never true, so {action.name} never succeeds", "correct the condition"
            )
        against = next((item for item in before if is_impossible([item, last], keeps_bounds)), None)
        message = f"this is never true where the conditions before it are, so {action.name} never succeeds"
        related = tuple(Related("it excludes this one", item.span) for item in ([against] if against else before))
        return self.finding(last.span, message, "correct one of them", related)


def conditions_of(action: Action) -> list[Expression]:
    """Return what must hold for an action to be done, in the order in which it is tried."""
    condition = action.actor.condition if isinstance(action.actor, BySystem) else None
    return [*([condition] if condition is not None else []), *(guard.condition for guard in action.guards)]


def first_impossible(action: Action, keeps_bounds: KeepsBounds) -> int | None:
    """Return which condition of an action is the first that cannot hold with those before it."""
    conditions = conditions_of(action)
    for number in range(len(conditions)):
        if is_impossible(conditions[: number + 1], keeps_bounds):
            return number
    return None


def derived_fields(model: Model) -> frozenset[tuple[str, str]]:
    """Return entity and name of the fields that are worked out from others; nothing checks their bounds."""
    return frozenset((entity.name, item.name) for entity in model.entities for item in entity.fields if item.derived)
