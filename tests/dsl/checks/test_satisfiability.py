"""What is said about conditions is true of all values; only comparisons of two unknowns may leave it open."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weft.diagnostics import Source, Span
from weft.dsl.checks.reasoning.conditions import keeps_no_bounds
from weft.dsl.checks.reasoning.representatives import representatives
from weft.dsl.checks.reasoning.satisfiability import is_impossible, negated
from weft.dsl.expressions import And, Comparison, Constant, Expression, Not, Or, Value, Variable
from weft.dsl.value_types import Bool, Choice, Date, DateTime, Decimal, Duration, Int, Optional, Text, ValueType

SPAN = Span(Source("", ""), 0, 0)
COLOURS = Choice("Colour", ("red", "green", "blue"))
X, Y = (Variable(type=Int(0, 6), span=SPAN, name=name) for name in "xy")
VIP = Variable(type=Bool(), span=SPAN, name="vip")
COLOUR = Variable(type=COLOURS, span=SPAN, name="colour")
VALUES: dict[str, tuple[Value, ...]] = {
    "x": tuple(range(7)), "y": tuple(range(7)), "vip": (True, False), "colour": COLOURS.members,
}  # fmt: skip
SIGNS = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])


def compare(left: Expression, sign: str, right: Expression) -> Expression:
    return Comparison(type=Bool(), span=SPAN, operator=sign, left=left, right=right)


def number(value: int) -> Constant:
    return Constant(type=Int(), span=SPAN, value=value)


def member(value: str) -> Constant:
    return Constant(type=COLOURS, span=SPAN, value=value)


NUMBERS = st.builds(number, st.integers(-1, 7))
SIMPLE: st.SearchStrategy[Expression] = st.one_of(
    st.just(VIP),
    st.builds(compare, st.sampled_from([X, Y]), SIGNS, NUMBERS),
    st.builds(compare, NUMBERS, SIGNS, st.sampled_from([X, Y])),
    st.builds(
        compare, st.just(COLOUR), st.sampled_from(["=", "!="]), st.builds(member, st.sampled_from(COLOURS.members))
    ),
)
PAIRS: st.SearchStrategy[Expression] = st.one_of(SIMPLE, st.builds(compare, st.just(X), SIGNS, st.just(Y)))


def nested(atoms: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    """Return conditions made of these with and, or, not."""

    def wider(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
        several = st.lists(inner, min_size=2, max_size=3).map(tuple)
        return st.one_of(
            several.map(lambda parts: And(type=Bool(), span=SPAN, operands=parts)),
            several.map(lambda parts: Or(type=Bool(), span=SPAN, operands=parts)),
            inner.map(lambda part: Not(type=Bool(), span=SPAN, operand=part)),
        )

    return st.recursive(atoms, wider, max_leaves=6)


def holds(condition: Expression, values: dict[str, Value]) -> bool:
    """Return whether a condition holds, worked out in the plainest way."""
    match condition:
        case And(operands=operands):
            return all(holds(operand, values) for operand in operands)
        case Or(operands=operands):
            return any(holds(operand, values) for operand in operands)
        case Not(operand=operand):
            return not holds(operand, values)
        case Comparison(operator=sign, left=left, right=right):
            python = {"=": "=="}.get(sign, sign)
            return bool(eval(f"a {python} b", {"a": value_of(left, values), "b": value_of(right, values)}))
        case _:
            return bool(value_of(condition, values))


def value_of(expression: Expression, values: dict[str, Value]) -> Value:
    assert isinstance(expression, Constant | Variable)
    return expression.value if isinstance(expression, Constant) else values[expression.name]


def is_ever_true(conditions: list[Expression]) -> bool:
    cases = (dict(zip(VALUES, case, strict=True)) for case in product(*VALUES.values()))
    return any(all(holds(condition, case) for condition in conditions) for case in cases)


def keeps_bounds(_: Expression) -> bool:
    return True


@settings(max_examples=200, deadline=None)
@given(st.lists(nested(SIMPLE), min_size=1, max_size=3))
def test_conditions_on_constants_are_impossible_exactly_where_no_value_fits(conditions: list[Expression]) -> None:
    assert is_impossible(conditions, keeps_bounds) == (not is_ever_true(conditions))


@settings(max_examples=200, deadline=None)
@given(st.lists(nested(PAIRS), min_size=1, max_size=3))
def test_what_is_called_impossible_is_never_true(conditions: list[Expression]) -> None:
    assert not (is_impossible(conditions, keeps_bounds) and is_ever_true(conditions))


@settings(max_examples=100, deadline=None)
@given(nested(SIMPLE))
def test_a_condition_and_its_opposite_exclude_each_other(condition: Expression) -> None:
    assert is_impossible([condition, negated(condition)], keeps_bounds)


def test_bounds_that_nothing_checks_are_not_trusted() -> None:
    beyond = [compare(X, ">", number(6))]
    assert is_impossible(beyond, keeps_bounds)
    assert not is_impossible(beyond, keeps_no_bounds)


def test_nothing_is_said_where_there_are_too_many_cases() -> None:
    colours = [Variable(type=COLOURS, span=SPAN, name=f"c{index}") for index in range(40)]
    either = [
        Or(type=Bool(), span=SPAN, operands=(compare(a, "=", member("red")), compare(b, "!=", member("red"))))
        for a, b in pairwise(colours)
    ]
    never = [compare(colours[-1], "=", member("red")), compare(colours[-1], "!=", member("red"))]
    assert not is_impossible([*either, *never], keeps_bounds)


NEW_YEAR = date(2026, 1, 1)
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "constants", "expected"),
    [
        (Int(0, 10), {5}, (0, 4, 5, 6, 10)),
        (Int(), {5}, (4, 5, 6)),
        (Int(3, 3), {5}, (3,)),
        (Decimal(2), set[Value](), (0,)),
        (Bool(), {True}, (True, False)),
        (COLOURS, {"red"}, COLOURS.members),
        (Int(0, 3), {9}, (0, 3)),
        (Optional(Bool()), set[Value](), (None, True, False)),
        (Text(), {"a"}, ("a", "something else")),
        (Date(), {NEW_YEAR}, (NEW_YEAR - timedelta(1), NEW_YEAR, NEW_YEAR + timedelta(1))),
        (Date(), {date.max}, (date.max - timedelta(1), date.max)),
        (DateTime(), {NOON}, (NOON - timedelta(seconds=1), NOON, NOON + timedelta(seconds=1))),
        (Duration(), set[Value](), (timedelta(0),)),
    ],
)
def test_the_values_that_stand_for_all(kind: ValueType, constants: set[Value], expected: tuple[Value, ...]) -> None:
    assert set(representatives(kind, constants)) == set(expected)
