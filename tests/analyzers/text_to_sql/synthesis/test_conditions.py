"""Conditions hold for some of their own candidates and fail for others, so that wrong comparisons show."""

import pytest

from weft.analyzers.text_to_sql.synthesis.conditions import Comparison, Condition
from weft.analyzers.text_to_sql.synthesis.views import View

YEAR = View(0, 4)
ORDERED = [one for one in Comparison if one not in (Comparison.NULL, Comparison.LIKE)]
BOUNDED = [
    *(Condition(comparison, literal) for comparison in ORDERED for literal in ("7", "7.25", "2020-02-29")),
    Condition(Comparison.EQUAL, "Red Chair"),
    Condition(Comparison.EQUAL, "Red Chair", is_negated=True),
    Condition(Comparison.LIKE, "Oak%"),
    Condition(Comparison.LIKE, "%oak"),
    Condition(Comparison.LIKE, "1%", is_negated=True),
    Condition(Comparison.GREATER, "2019", YEAR),
    Condition(Comparison.NULL),
    Condition(Comparison.NULL, is_negated=True),
]


@pytest.mark.parametrize("condition", BOUNDED, ids=str)
def test_candidates_lie_on_both_sides_of_the_bound(condition: Condition) -> None:
    found = {condition.holds(value) for value in condition.candidates("2018-04-05")}
    assert found == {True, False}


@pytest.mark.parametrize(
    ("condition", "value", "expected"),
    [
        (Condition(Comparison.GREATER, "9"), "10", True),
        (Condition(Comparison.GREATER, "b"), "a", False),
        (Condition(Comparison.EQUAL, "1.0"), "1", True),
        (Condition(Comparison.EQUAL, "x"), None, False),
        (Condition(Comparison.EQUAL, "x", is_negated=True), None, False),
        (Condition(Comparison.LIKE, "a_c%"), "ABCD", True),
        (Condition(Comparison.LIKE, "a.c"), "abc", False),
        (Condition(Comparison.EQUAL, "2019", YEAR), "2019-01-01", True),
    ],
    ids=str,
)
def test_values_are_compared_as_databases_do(condition: Condition, value: str | None, expected: bool) -> None:
    assert condition.holds(value) is expected


def test_a_part_is_put_where_it_was_taken_from() -> None:
    month = View(5, 2)
    assert month.put("12", "2018-04-05") == "2018-12-05"
    assert month.of(month.put("12", "")) == "12"
