"""Finds counts that only ask whether there is any record, which EXISTS answers at the first one."""

from msgspec.structs import replace

from ..dsl.expressions import Aggregate, Comparison, Constant, Expression, FieldRead, IsEmpty, LengthOf, Not
from ..dsl.model import Model
from ..dsl.value_types import Bool, ListOf
from .inputs import expand_derived

# What a comparison becomes when its sides change places.
FLIPPED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
# Whether there is any record, where a count compares like this.
IS_ANY = {("=", 0): False, ("<=", 0): False, ("<", 1): False, ("!=", 0): True, (">", 0): True, (">=", 1): True}


def presence(expression: Expression, model: Model) -> Expression | None:
    """Return a condition that means the same and counts nothing; None where it is not about whether there is any."""
    match expression:
        case Not(operand=operand) if (found := presence(operand, model)) is not None:
            return _opposite(found)
        case Comparison(left=left, operator=operator, right=Constant(value=int() as limit)):
            return _any(left, (operator, limit), model)
        case Comparison(left=Constant(value=int() as limit), operator=operator, right=right):
            return _any(right, (FLIPPED[operator], limit), model)
        case _:
            return None


def _any(counted: Expression, compared: tuple[str, int], model: Model) -> Expression | None:
    if compared not in IS_ANY:
        return None
    if isinstance(counted, FieldRead):
        counted = expand_derived(counted, model) or counted
    match counted:
        case Aggregate(function="count"):
            found: Expression = replace(counted, type=Bool(), function="any")
        case LengthOf(operand=FieldRead(type=ListOf()) as listed):
            found = _opposite(IsEmpty(type=Bool(), span=counted.span, operand=listed))
        case _:
            return None
    return found if IS_ANY[compared] else _opposite(found)


def _opposite(condition: Expression) -> Expression:
    if isinstance(condition, Not):
        return condition.operand
    return Not(type=Bool(), span=condition.span, operand=condition)
