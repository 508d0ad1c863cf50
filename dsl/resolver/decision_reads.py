"""Finds decisions that ask themselves, or look at more than what they are given and the time."""

from collections.abc import Iterator, Mapping

from ...diagnostics import Diagnostic
from ..catalog import CIRCLE, MISPLACED
from ..expressions import Aggregate, Decide, Expression, FieldRead, walk
from ..model import Decision


def decision_problems(decisions: Mapping[str, Decision]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the rows of decisions; a circle is told once, at its first decision."""
    told: set[str] = set()
    for decision in decisions.values():
        for cell in _cells(decision):
            part = next((part for part in walk(cell) if isinstance(part, Aggregate | FieldRead)), None)
            if part is not None:
                message = f"`{decision.name}` looks at records, and a decision sees its parameters and the time only"
                yield MISPLACED.at(part.span, message, "give it the value as one more parameter")
        asked = _asked_by(decision, decisions)
        if decision.name in asked - told:
            told |= asked
            others = ", ".join(f"`{name}`" for name in decisions if name in asked - {decision.name})
            through = f" through {others}" if others else ""
            yield CIRCLE.at(decision.span, f"the decision `{decision.name}` asks itself{through}")


def _cells(decision: Decision) -> list[Expression]:
    return [cell for row in decision.rows for cell in (*row.conditions, row.result) if cell is not None]


def _asked_by(decision: Decision, decisions: Mapping[str, Decision]) -> set[str]:
    """Return the decisions that one asks, and those that these ask."""
    found: set[str] = set()
    waiting = [decision]
    while waiting:
        parts = [part for cell in _cells(waiting.pop()) for part in walk(cell)]
        asked = {part.decision for part in parts if isinstance(part, Decide)}
        new = (asked & decisions.keys()) - found
        found |= new
        waiting += [decisions[name] for name in new]
    return found
