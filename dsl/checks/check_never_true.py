"""Finds entities of which there can be no record because their checks exclude each other."""

from collections.abc import Iterator

from ...diagnostics import Diagnostic, Related, Severity
from ..check import Check, CheckContext
from ..model import Entity
from .guard_never_true import derived_fields
from .reasoning.conditions import KeepsBounds, is_input_or_stored
from .reasoning.satisfiability import is_impossible


class CheckNeverTrue(Check):
    """A check of an entity can never hold together with the ones before it.

    No record of the entity can then be created or given, not even the examples that generated tests begin with. The
    checks are compared by the constants they name, the order of two values, and the bounds of their types.

    Bad:
        Entity: Train
          number: text(8) key
          seats: int(0..2000)
          check seats > 10 "A train has more than ten seats"
          check seats < 5 "A train is small"

    Good:
        Entity: Train
          number: text(8) key
          seats: int(0..2000)
          check seats > 5 "A train has more than five seats"
          check seats < 10 "A train is small"
    """

    code = "DSL072"
    name = "check-never-true"
    severity = Severity.ERROR

    def check(self, context: CheckContext) -> Iterator[Diagnostic]:
        """Yield the first check of each entity that cannot hold with those before it."""
        keeps_bounds = is_input_or_stored(derived_fields(context.model))
        for entity in context.model.entities:
            yield from self._first_impossible(entity, keeps_bounds)

    def _first_impossible(self, entity: Entity, keeps_bounds: KeepsBounds) -> Iterator[Diagnostic]:
        conditions = [item.condition for item in entity.checks]
        for number, last in enumerate(conditions):
            before = conditions[:number]
            if not is_impossible([*before, last], keeps_bounds):
                continue
            against = [item for item in before if is_impossible([item, last], keeps_bounds)][:1] or before
            alone = is_impossible([last], keeps_bounds)
            related = () if alone else tuple(Related("it excludes this one", item.span) for item in against)
            message = f"this is never true{'' if alone else ' where the checks before it are'}"
            told = f"{message}, so there can be no {entity.name}"
            yield self.finding(last.span, told, "correct the check" if alone else "correct one of them", related)
            return
