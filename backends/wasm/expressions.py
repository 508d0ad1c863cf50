"""Lowers typed expressions to WebAssembly.

Every expression leaves one value on the stack, as `shapes.py` says. Where the language gives no value (an absent one is
used, a number leaves 64 bits, a divisor is zero, a moment leaves the calendar) the code traps.
"""

from ...dsl.expressions import (
    Aggregate,
    And,
    Arithmetic,
    Comparison,
    Constant,
    Contains,
    DateOf,
    Decide,
    Expression,
    FieldRead,
    IsEmpty,
    LengthOf,
    Me,
    Not,
    Now,
    Or,
    RoundedQuotient,
    Rounding,
    UntilTime,
    Variable,
)
from ...dsl.value_types import Empty, Optional, scale_of
from ...runtime_probes.binary.value_types import I32, I64, NumberType
from ..inputs import expand_derived, may_be_missing
from .arithmetic import add_arithmetic
from .code import Code
from .constants import constant_value
from .context import Context
from .helpers import Helper
from .reads import seen_from
from .refusal import NotLoweredError
from .shapes import DAY, Shape, shape_of
from .slots import Slot, Slots, moment

_DIVIDE = {
    Rounding.DOWN: Helper.DIVIDE_DOWN,
    Rounding.UP: Helper.DIVIDE_UP,
    Rounding.HALF_UP: Helper.DIVIDE_HALF_UP,
    Rounding.HALF_EVEN: Helper.DIVIDE_HALF_EVEN,
}
_COMPARE = {"=": "eq", "!=": "ne", "<": "lt_s", "<=": "le_s", ">": "gt_s", ">=": "ge_s"}
_UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": DAY}


class Lowering:
    """Writes expressions over some slots into the code of one function."""

    def __init__(self, context: Context, slots: Slots, code: Code) -> None:
        self._context = context
        self._model = context.model
        self._slots = slots
        self._code = code

    def value(self, expression: Expression) -> None:
        """Push a value; the code traps where there is none."""
        match expression:
            case Constant():
                self._constant(expression)
            case FieldRead() if expand_derived(expression, self._model) is not None:
                self._derived(expression)
            case Now() | Me() | Variable() | FieldRead() | Aggregate():
                self._read(expression)
            case And(operands=operands):
                self._joined(operands, is_and=True)
            case Or(operands=operands):
                self._joined(operands, is_and=False)
            case Not(operand=operand):
                self.value(operand)
                self._code.add("i32.eqz")
            case Comparison():
                self._code.mark(expression.span)
                self._comparison(expression)
            case _:
                self._code.mark(expression.span)
                self._operation(expression)

    def presence(self, expression: Expression) -> None:
        """Push whether there is a value."""
        if not self.may_be_absent(expression):
            self._code.add("i32.const", 1)
            return
        match expression:
            case Constant():
                self._code.add("i32.const", 0)
            case FieldRead() if (derived := expand_derived(expression, self._model)) is not None:
                self._presence_of_derived(expression, derived)
            case _:
                for record in self._slots.presumed(expression):
                    self._trap_without(record)
                self._code.add("local.get", self._slots.of(expression)[1] + 1)

    def _presence_of_derived(self, read: FieldRead, derived: Expression) -> None:
        """Push whether a derived field has a value; a record that was found by a test is there, or the code traps."""
        if not isinstance(read.record.type, Optional):
            if self.may_be_absent(read.record):
                self._trap_without(read.record)
            self.presence(derived)
            return
        self.presence(read.record)
        self._code.add("if", I32)
        self.presence(derived)
        self._code.add("else").add("i32.const", 0).add("end")

    def _trap_without(self, read: Expression) -> None:
        self._code.add("local.get", self._slots.of(read)[1] + 1).add("i32.eqz")
        self._code.add("if", None).add("unreachable").add("end")

    def may_be_absent(self, expression: Expression) -> bool:
        """Tell whether an expression may have no value, and its absence can be told."""
        if isinstance(expression, Constant):
            return expression.value is None
        if isinstance(expression, FieldRead) and (derived := expand_derived(expression, self._model)) is not None:
            return may_be_missing(expression.record, self._model) or self.may_be_absent(derived)
        if isinstance(expression, Now | Me | Variable | FieldRead):
            return self._slots.of(expression)[0].is_optional
        return False

    def value_or_zero(self, expression: Expression, kind: NumberType) -> None:
        """Push a value of a type, or zero where it is absent."""
        if not self.may_be_absent(expression):
            self.value(expression)
            return
        self.presence(expression)
        self._code.add("if", kind)
        self.value(expression)
        self._code.add("else").add(f"{kind.name}.const", 0).add("end")

    def _constant(self, constant: Constant) -> None:
        if constant.value is None:
            self._code.add("unreachable")
            return
        value = constant_value(constant, self._context.text)
        self._code.add(f"{shape_of(constant.type, self._model).wasm.name}.const", value)

    def _read(self, expression: Expression) -> None:
        slot, index = self._slots.of(expression)
        if slot.is_optional:
            self._trap_without(expression)
        self._code.add("local.get", index)

    def _derived(self, read: FieldRead) -> None:
        function = self._context.derived(read.entity, read.name)
        self._code.mark(read.span)
        for slot in function.slots:
            self._argument(slot, seen_from(read.record, slot))
        self._code.add("call", function.index)
        if function.is_result_optional:
            self._code.add("i32.eqz").add("if", None).add("unreachable").add("end")

    def _argument(self, slot: Slot, value: Expression) -> None:
        if not slot.is_optional:
            self.value(value)
            return
        self.value_or_zero(value, slot.shape.wasm)
        self.presence(value)

    def all_of(self, conditions: tuple[Expression, ...]) -> None:
        """Push whether all of some conditions, at least one, hold."""
        self._joined(conditions, is_and=True)

    def _joined(self, operands: tuple[Expression, ...], *, is_and: bool) -> None:
        """Try operands from left to right, until one settles the matter."""
        self.value(operands[0])
        for operand in operands[1:]:
            self._code.add("if", I32)
            if not is_and:
                self._code.add("i32.const", 1).add("else")
            self.value(operand)
            if is_and:
                self._code.add("else").add("i32.const", 0)
            self._code.add("end")

    def _comparison(self, comparison: Comparison) -> None:
        left, right = comparison.left, comparison.right
        if comparison.operator in ("=", "!=") and (self.may_be_absent(left) or self.may_be_absent(right)):
            self._equality(left, right)
            if comparison.operator == "!=":
                self._code.add("i32.eqz")
            return
        self._compared(comparison.operator, left, right)

    def _equality(self, left: Expression, right: Expression) -> None:
        """Push whether two values are equal, or both absent."""
        if isinstance(left.type, Empty) or isinstance(right.type, Empty):
            self.presence(left)
            self.presence(right)
            self._code.add("i32.eq")
            return
        self.presence(left)
        self.presence(right)
        self._code.add("i32.and").add("if", I32)
        self._compared("=", left, right)
        self._code.add("else")
        self.presence(left)
        self.presence(right)
        self._code.add("i32.or").add("i32.eqz").add("end")

    def _compared(self, operator: str, left: Expression, right: Expression) -> None:
        shape = shape_of(left.type, self._model)
        if shape.is_list:
            raise NotLoweredError("lists are compared")
        self._aligned(left, right)
        if shape is not Shape.TEXT:
            self._code.add(f"{shape.wasm.name}.{_COMPARE[operator]}")
            return
        self._code.add("call", Helper.TEXT_EQUAL.number)
        if operator == "!=":
            self._code.add("i32.eqz")

    def _aligned(self, left: Expression, right: Expression) -> None:
        """Push both sides, brought to the same count of decimal places."""
        difference = scale_of(left.type) - scale_of(right.type)
        self._scaled(left, -difference)
        self._scaled(right, difference)

    def _scaled(self, side: Expression, places: int) -> None:
        self.value(side)
        if places > 0:
            self._code.add("i64.const", 10**places).add("call", Helper.MULTIPLY.number)

    def _operation(self, expression: Expression) -> None:
        match expression:
            case Arithmetic(left=left, right=right):
                if expression.operator == "*":
                    self.value(left)
                    self.value(right)
                else:
                    self._aligned(left, right)
                add_arithmetic(self._code, expression, self._model)
            case RoundedQuotient(numerator=numerator, denominator=denominator, rounding=rounding):
                self.value(numerator)
                self.value(denominator)
                self._code.add("call", _DIVIDE[rounding].number)
            case IsEmpty(operand=operand):
                self._is_empty(operand)
            case Contains(list=listed, item=item):
                self._contains(listed, item)
            case UntilTime(unit=unit, moment=until):
                self.value(until)
                self.value(moment(expression.span))
                self._code.add("call", Helper.SUBTRACT.number)
                self._code.add("i64.const", _UNITS[unit]).add("call", Helper.DIVIDE_DOWN.number)
            case DateOf(moment=of):
                self.value(of)
                self._code.add("i64.const", DAY).add("call", Helper.DIVIDE_DOWN.number)
            case LengthOf(operand=operand):
                self._length(operand)
            case Decide():
                self._decide(expression)
            case _:
                raise NotLoweredError(f"{type(expression).__name__} has no form in WebAssembly")

    def _is_empty(self, operand: Expression) -> None:
        if not shape_of(operand.type, self._model).is_list:
            self.presence(operand)
            self._code.add("i32.eqz")
            return
        self.value_or_zero(operand, I64)
        self._code.add("i64.const", 32).add("i64.shr_u").add("i64.eqz")

    def _contains(self, listed: Expression, item: Expression) -> None:
        is_text = shape_of(listed.type, self._model) is Shape.TEXTS
        helper = Helper.LIST_HAS_TEXT if is_text else Helper.LIST_HAS_NUMBER
        if self.may_be_absent(item):
            self.presence(item)
            self._code.add("if", I32)
        self.value(listed)
        self.value(item)
        self._code.add("call", helper.number)
        if self.may_be_absent(item):
            self._code.add("else").add("i32.const", 0).add("end")

    def _length(self, operand: Expression) -> None:
        self.value(operand)
        if shape_of(operand.type, self._model).is_list:
            self._code.add("i64.const", 32).add("i64.shr_u")
        else:
            self._code.add("call", Helper.TEXT_LENGTH.number)

    def _decide(self, expression: Decide) -> None:
        function = self._context.decision(expression.decision)
        arguments = [
            *expression.arguments,
            *[moment(expression.span)] * (len(function.slots) - len(expression.arguments)),
        ]
        for slot, argument in zip(function.slots, arguments, strict=True):
            self._argument(slot, argument)
        self._code.add("call", function.index)
