"""Where a condition compares something with a fixed limit, and which two values tell the limit from its neighbours."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ..expressions import And, Comparison, Constant, Expression, Not, Or, Value
from ..value_types import Date, DateTime, Decimal, Duration, Int, Money, plain, scale_of

_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_STEPS: dict[type[object], Any] = {
    Int: 1, Decimal: 1, Money: 1, Date: timedelta(days=1), DateTime: timedelta(seconds=1),
    Duration: timedelta(seconds=1),
}  # fmt: skip


class Threshold(Struct, frozen=True):
    """A comparison that asks for an order: what is compared, how, and with which limit.

    `flipped` is the whole condition with the comparison turned round: where both agree, the comparison does not count.
    """

    comparison: Comparison
    subject: Expression
    operator: str
    limit: Constant
    flipped: Expression

    @property
    def sides(self) -> tuple[Value, ...]:
        """Return the last value below the turn and the first above it: the limit is one of them."""
        limit: Any = self.limit.value
        step = _STEPS[type(plain(self.subject.type))]
        try:
            return (limit - step, limit) if self.operator in ("<", ">=") else (limit, limit + step)
        except OverflowError:  # the calendar ends
            return (limit,)


def thresholds_of(condition: Expression) -> tuple[Threshold, ...]:
    """Return the thresholds of a condition, in their order."""
    return tuple(found for part in _comparisons(condition) if (found := _threshold(part, _flipped(condition, part))))


def _comparisons(condition: Expression) -> Iterator[Comparison]:
    match condition:
        case Comparison():
            yield condition
        case And(operands=operands) | Or(operands=operands):
            for operand in operands:
                yield from _comparisons(operand)
        case Not(operand=operand):
            yield from _comparisons(operand)
        case _:
            return


def _flipped(condition: Expression, part: Comparison) -> Expression:
    """Return a condition with one of its comparisons turned round."""
    if condition is part:
        return Not(type=part.type, span=part.span, operand=part)
    match condition:
        case And(operands=operands) | Or(operands=operands):
            return replace(condition, operands=tuple(_flipped(operand, part) for operand in operands))
        case Not(operand=operand):
            return replace(condition, operand=_flipped(operand, part))
        case _:
            return condition


def _threshold(part: Comparison, flipped: Expression) -> Threshold | None:
    is_ordered = part.operator in _MIRRORED and type(plain(part.left.type)) in _STEPS
    if not is_ordered or scale_of(part.left.type) != scale_of(part.right.type):
        return None
    match part.left, part.right:
        case Constant(), Constant():
            return None
        case subject, Constant() as limit:
            return Threshold(part, subject, part.operator, limit, flipped)
        case Constant() as limit, subject:
            return Threshold(part, subject, _MIRRORED[part.operator], limit, flipped)
        case _:
            return None
