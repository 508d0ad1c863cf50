"""Rounding agrees with exact fractions."""

import math
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from model_parts import calc, const, number, quotient
from ticket_model import ticket_model

from weft.dsl.expressions import Rounding
from weft.dsl.interpreter.arithmetic import divide
from weft.dsl.interpreter.expressions import Evaluator, Frame
from weft.dsl.interpreter.index import Index
from weft.dsl.interpreter.state import State
from weft.dsl.value_types import Decimal, Money

NUMERATORS = st.integers(-(10**12), 10**12)
DENOMINATORS = st.integers(-(10**6), 10**6).filter(bool)


def exactly(numerator: int, denominator: int, rounding: Rounding) -> int:
    exact = Fraction(numerator, denominator)
    match rounding:
        case Rounding.DOWN:
            return math.floor(exact)
        case Rounding.UP:
            return math.ceil(exact)
        case Rounding.HALF_EVEN:
            return round(exact)
        case Rounding.HALF_UP:
            sign = 1 if exact >= 0 else -1
            return sign * math.floor(abs(exact) + Fraction(1, 2))


@given(NUMERATORS, DENOMINATORS, st.sampled_from(Rounding))
def test_every_quotient_is_rounded_as_named(numerator: int, denominator: int, rounding: Rounding) -> None:
    assert divide(numerator, denominator, rounding) == exactly(numerator, denominator, rounding)


@given(st.integers(-1000, 1000), st.sampled_from(Rounding))
def test_ties_are_rounded_as_named(half: int, rounding: Rounding) -> None:
    assert divide(half, 2, rounding) == exactly(half, 2, rounding)


@given(st.integers(0, 10**9), st.integers(0, 100))
def test_a_share_of_money_is_exact_to_the_cent(cents: int, percent: int) -> None:
    model = ticket_model()
    share = quotient(calc(const(cents, Money()), "*", number(percent), Money()), number(100), Rounding.HALF_UP, Money())
    state = State.initial(model)
    value = Evaluator(Index(model), set()).value(share, Frame(state.records, state.now, None, {}))
    assert value == exactly(cents * percent, 100, Rounding.HALF_UP)


def test_sums_bring_decimals_to_one_scale() -> None:
    model = ticket_model()
    total = calc(const(15, Decimal(1)), "+", const(125, Decimal(2)), Decimal(2))
    state = State.initial(model)
    assert Evaluator(Index(model), set()).value(total, Frame(state.records, state.now, None, {})) == 275
