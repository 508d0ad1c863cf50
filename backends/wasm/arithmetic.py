"""Sums, differences and products of numbers, days, moments and lengths of time."""

from ...dsl.expressions import Arithmetic
from ...dsl.model import Model
from ...runtime_probes.binary.value_types import I64
from .code import Code
from .helpers import Helper
from .shapes import DAY, Shape, shape_of

_HELPERS = {"+": Helper.ADD, "-": Helper.SUBTRACT, "*": Helper.MULTIPLY}


def add_arithmetic(code: Code, expression: Arithmetic, model: Model) -> None:
    """Add the operation itself; both operands lie on the stack."""
    left, right = (shape_of(side.type, model) for side in (expression.left, expression.right))
    helper = _HELPERS[expression.operator]
    if Shape.DATE not in (left, right):
        code.add("call", helper.number)
        if Shape.DATETIME in (left, right) and left is not right:
            code.add("call", Helper.IN_CALENDAR_MOMENT.number)
        elif Shape.DURATION in (left, right):
            code.add("call", Helper.IN_CALENDAR_LENGTH.number)
    elif left is right:
        code.add("call", helper.number).add("i64.const", DAY).add("call", Helper.MULTIPLY.number)
    else:
        _shifted_day(code, helper, is_duration_first=left is Shape.DURATION)


def _shifted_day(code: Code, helper: Helper, *, is_duration_first: bool) -> None:
    """A day moves by the whole days of a length of time, rounded down."""
    if is_duration_first:
        day = code.local(I64)
        code.add("local.set", day)
        _whole_days(code)
        code.add("local.get", day)
    else:
        _whole_days(code)
    code.add("call", helper.number).add("call", Helper.IN_CALENDAR_DAY.number)


def _whole_days(code: Code) -> None:
    code.add("i64.const", DAY).add("call", Helper.DIVIDE_DOWN.number)
