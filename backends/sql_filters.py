"""Conditions that pick rows, of which it matters only where they hold, so that indexes can serve them."""

from collections.abc import Callable

from msgspec.structs import replace

from ..dsl.expressions import And, Comparison, Expression, Or
from ..dsl.value_types import Optional, plain
from .inputs import choices_of


def as_filter(condition: Expression, reads_row: Callable[[Expression], bool]) -> Expression:
    """Return a condition that holds for the same rows, and may be unknown instead of false for the others.

    A column without a value then equals nothing that has one, which needs no `IS NOT DISTINCT FROM`: PostgreSQL has
    no index for that.
    """
    match condition:
        case And(operands=operands):
            return replace(condition, operands=tuple(as_filter(part, reads_row) for part in operands))
        case Or(operands=operands) if choices_of(operands):
            return replace(condition, operands=tuple(as_filter(part, reads_row) for part in operands))
        case Comparison(operator="=", left=left, right=right):
            if can_be_null(left) and not can_be_null(right) and reads_row(left):
                return replace(condition, left=replace(left, type=plain(left.type)))
            if can_be_null(right) and not can_be_null(left) and reads_row(right):
                return replace(condition, right=replace(right, type=plain(right.type)))
        case _:
            pass
    return condition


def can_be_null(side: Expression) -> bool:
    """Tell whether a value may be NULL, which `=` and `IN` compare as neither true nor false."""
    return isinstance(side.type, Optional)
