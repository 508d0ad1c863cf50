"""Functions that every domain module begins with: arithmetic that traps, and texts and lists in memory."""

from collections.abc import Callable
from enum import StrEnum

from msgspec import Struct

from ...runtime_probes.binary.immediates import MemoryAccess
from ...runtime_probes.binary.value_types import I32, I64, FunctionType
from .code import Code

_TWO_NUMBERS = FunctionType((I64, I64), (I64,))
_TWO_TO_BOOL = FunctionType((I64, I64), (I32,))
_ONE_NUMBER = FunctionType((I64,), (I64,))
# Years 1 to 9999, and a billion days, as Python's calendar has them.
_DAYS = (-719162, 2932896)
_SECONDS = (-62135596800, 253402300799)
_LENGTHS = (-999999999 * 86400, 10**9 * 86400 - 1)


class Helper(StrEnum):
    """The functions, in the order of their indices."""

    ADD = "weft.add"
    SUBTRACT = "weft.subtract"
    MULTIPLY = "weft.multiply"
    DIVIDE_DOWN = "weft.divide.down"
    DIVIDE_UP = "weft.divide.up"
    DIVIDE_HALF_UP = "weft.divide.half_up"
    DIVIDE_HALF_EVEN = "weft.divide.half_even"
    IN_CALENDAR_DAY = "weft.calendar.day"
    IN_CALENDAR_MOMENT = "weft.calendar.moment"
    IN_CALENDAR_LENGTH = "weft.calendar.length"
    TEXT_EQUAL = "weft.text.equal"
    TEXT_LENGTH = "weft.text.length"
    LIST_HAS_NUMBER = "weft.list.has_number"
    LIST_HAS_TEXT = "weft.list.has_text"

    @property
    def number(self) -> int:
        """Return the index of the function."""
        return list(Helper).index(self)


class WasmFunction(Struct, frozen=True):
    """A function: what it is called, what it takes and gives, and its code."""

    name: str
    type: FunctionType
    code: Code


def helper_functions() -> list[WasmFunction]:
    """Return all of them, in the order of their indices."""
    return [WasmFunction(helper, kind, write()) for helper, (kind, write) in _WRITERS.items()]


def _trap_if(code: Code) -> None:
    code.add("if", None).add("unreachable").add("end")


def _get(code: Code, *indices: int) -> Code:
    for index in indices:
        code.add("local.get", index)
    return code


def _add() -> Code:
    """Trap where the sum has a sign that neither operand has."""
    code = Code(2)
    total = code.local(I64)
    _get(code, 0, 1).add("i64.add").add("local.tee", total)
    _get(code, 0).add("i64.xor")
    _get(code, total, 1).add("i64.xor").add("i64.and").add("i64.const", 0).add("i64.lt_s")
    _trap_if(code)
    return _get(code, total)


def _subtract() -> Code:
    """Trap where the operands differ in sign, and the difference has not that of the first."""
    code = Code(2)
    difference = code.local(I64)
    _get(code, 0, 1).add("i64.sub").add("local.set", difference)
    _get(code, 0, 1).add("i64.xor")
    _get(code, 0, difference).add("i64.xor").add("i64.and").add("i64.const", 0).add("i64.lt_s")
    _trap_if(code)
    return _get(code, difference)


def _multiply() -> Code:
    """Trap where the product divided by one operand is not the other; the division traps at the smallest number."""
    code = Code(2)
    product = code.local(I64)
    _get(code, 0).add("i64.eqz").add("if", I64).add("i64.const", 0).add("else")
    _get(code, 0, 1).add("i64.mul").add("local.tee", product)
    _get(code, 0).add("i64.div_s")
    _get(code, 1).add("i64.ne")
    _trap_if(code)
    return _get(code, product).add("end")


def _floor(code: Code) -> tuple[int, int]:
    """Leave the quotient rounded down, and what is left over, in two locals that are returned."""
    quotient, rest = code.local(I64), code.local(I64)
    _get(code, 0, 1).add("i64.div_s").add("local.set", quotient)
    _get(code, 0, 1).add("i64.rem_s").add("local.tee", rest).add("i64.const", 0).add("i64.ne")
    _get(code, rest, 1).add("i64.xor").add("i64.const", 0).add("i64.lt_s").add("i32.and").add("if", None)
    _get(code, quotient).add("i64.const", 1).add("i64.sub").add("local.set", quotient)
    _get(code, rest, 1).add("i64.add").add("local.set", rest).add("end")
    return quotient, rest


def _divide_down() -> Code:
    code = Code(2)
    quotient, _ = _floor(code)
    return _get(code, quotient)


def _divide_up() -> Code:
    code = Code(2)
    quotient, rest = _floor(code)
    return _get(code, quotient, rest).add("i64.const", 0).add("i64.ne").add("i64.extend_i32_u").add("i64.add")


def _nearest(tie: Callable[[Code, int], Code]) -> Code:
    """Compare what is left over with what is missing to the next, both without sign; `tie` pushes who wins a tie."""
    code = Code(2)
    quotient, rest = _floor(code)
    missing = code.local(I64)
    _magnitude(code, 1)
    _magnitude(code, rest)
    code.add("local.tee", rest).add("i64.sub").add("local.set", missing)
    _get(code, quotient, rest, missing).add("i64.eq").add("if", I32)
    tie(code, quotient)
    code.add("else")
    _get(code, rest, missing).add("i64.gt_u").add("end")
    return code.add("i64.extend_i32_u").add("i64.add")


def _magnitude(code: Code, index: int) -> None:
    """Push a local without its sign; the smallest number stays itself, which is right without sign."""
    code.add("i64.const", 0)
    _get(code, index).add("i64.sub")
    _get(code, index, index).add("i64.const", 0).add("i64.lt_s").add("select")


def _half_up() -> Code:
    return _nearest(lambda code, quotient: _get(code, quotient).add("i64.const", 0).add("i64.ge_s"))


def _half_even() -> Code:
    return _nearest(lambda code, quotient: _get(code, quotient).add("i32.wrap_i64").add("i32.const", 1).add("i32.and"))


def _within(bounds: tuple[int, int]) -> Code:
    code = Code(1)
    _get(code, 0).add("i64.const", bounds[0]).add("i64.lt_s")
    _get(code, 0).add("i64.const", bounds[1]).add("i64.gt_s").add("i32.or")
    _trap_if(code)
    return _get(code, 0)


def _high(code: Code, index: int) -> Code:
    return _get(code, index).add("i64.const", 32).add("i64.shr_u").add("i32.wrap_i64")


def _loop(code: Code, counter: int, count: int, step: Callable[[], None]) -> None:
    """Repeat a step while a counter, which begins at 0, is below a count; a step may leave the function."""
    code.add("block", None).add("loop", None)
    _get(code, counter, count).add("i32.ge_u").add("br_if", 1)
    step()
    _get(code, counter).add("i32.const", 1).add("i32.add").add("local.set", counter)
    code.add("br", 0).add("end").add("end")


def _byte(code: Code, text: int, at: int) -> Code:
    _get(code, text).add("i32.wrap_i64")
    return _get(code, at).add("i32.add").add("i32.load8_u", MemoryAccess(0))


def _text_equal() -> Code:
    code = Code(2)
    at, count = code.local(I32), code.local(I32)
    _high(code, 0).add("local.tee", count)
    _high(code, 1).add("i32.ne").add("if", None).add("i32.const", 0).add("return").add("end")

    def step() -> None:
        _byte(code, 0, at)
        _byte(code, 1, at).add("i32.ne").add("if", None).add("i32.const", 0).add("return").add("end")

    _loop(code, at, count, step)
    return code.add("i32.const", 1)


def _text_length() -> Code:
    """Count the bytes that begin a character: all but 10xxxxxx."""
    code = Code(1)
    at, count, length = code.local(I32), code.local(I32), code.local(I64)
    _high(code, 0).add("local.set", count)

    def step() -> None:
        _byte(code, 0, at).add("i32.const", 0xC0).add("i32.and").add("i32.const", 0x80).add("i32.ne")
        _get(code.add("i64.extend_i32_u"), length).add("i64.add").add("local.set", length)

    _loop(code, at, count, step)
    return _get(code, length)


def _list_has(is_same: Callable[[Code], Code]) -> Code:
    code = Code(2)
    at, count = code.local(I32), code.local(I32)
    _high(code, 0).add("local.set", count)

    def step() -> None:
        _get(code, 0).add("i32.wrap_i64")
        _get(code, at).add("i32.const", 3).add("i32.shl").add("i32.add").add("i64.load", MemoryAccess(0))
        is_same(_get(code, 1)).add("if", None).add("i32.const", 1).add("return").add("end")

    _loop(code, at, count, step)
    return code.add("i32.const", 0)


_WRITERS: dict[Helper, tuple[FunctionType, Callable[[], Code]]] = {
    Helper.ADD: (_TWO_NUMBERS, _add),
    Helper.SUBTRACT: (_TWO_NUMBERS, _subtract),
    Helper.MULTIPLY: (_TWO_NUMBERS, _multiply),
    Helper.DIVIDE_DOWN: (_TWO_NUMBERS, _divide_down),
    Helper.DIVIDE_UP: (_TWO_NUMBERS, _divide_up),
    Helper.DIVIDE_HALF_UP: (_TWO_NUMBERS, _half_up),
    Helper.DIVIDE_HALF_EVEN: (_TWO_NUMBERS, _half_even),
    Helper.IN_CALENDAR_DAY: (_ONE_NUMBER, lambda: _within(_DAYS)),
    Helper.IN_CALENDAR_MOMENT: (_ONE_NUMBER, lambda: _within(_SECONDS)),
    Helper.IN_CALENDAR_LENGTH: (_ONE_NUMBER, lambda: _within(_LENGTHS)),
    Helper.TEXT_EQUAL: (_TWO_TO_BOOL, _text_equal),
    Helper.TEXT_LENGTH: (_ONE_NUMBER, _text_length),
    Helper.LIST_HAS_NUMBER: (_TWO_TO_BOOL, lambda: _list_has(lambda code: code.add("i64.eq"))),
    Helper.LIST_HAS_TEXT: (_TWO_TO_BOOL, lambda: _list_has(lambda code: code.add("call", Helper.TEXT_EQUAL.number))),
}
