"""The measures of routing say what their papers say, and nothing can be won by tossing coins."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weft.analyzers.text_to_sql.evaluation.bootstrap import Interval, cluster_interval, interval
from weft.analyzers.text_to_sql.evaluation.measures import mix_gain, recovered_gap, token_elasticity
from weft.analyzers.text_to_sql.evaluation.outcome import Outcome, Point, point_of

CHEAP, DEAR = Point(0.5, 100.0), Point(0.7, 1100.0)


def test_outcomes_become_a_point() -> None:
    assert point_of([Outcome("a", True, 10), Outcome("b", False, 30)]) == Point(0.5, 20.0)
    with pytest.raises(ValueError, match="no outcomes"):
        point_of([])


def test_elasticity_is_relative_gain_over_relative_cost() -> None:
    assert token_elasticity(DEAR, CHEAP) == pytest.approx(0.4 / 10)
    assert token_elasticity(CHEAP, CHEAP) is None
    assert token_elasticity(DEAR, Point(0.0, 1.0)) is None


@given(st.floats(0.01, 0.99))
def test_a_random_mixture_has_the_elasticity_of_its_parts_and_gains_nothing(share: float) -> None:
    mixture = Point(0.5 + 0.2 * share, 100 + 1000 * share)
    assert token_elasticity(mixture, CHEAP) == pytest.approx(0.04)
    assert mix_gain(mixture, [CHEAP, DEAR]) == pytest.approx(0, abs=1e-9)


def test_what_no_mixture_reaches_is_gained() -> None:
    assert mix_gain(Point(0.7, 600.0), [CHEAP, DEAR]) == pytest.approx(0.1)
    assert mix_gain(Point(0.7, 2000.0), [CHEAP, DEAR]) == pytest.approx(0.0)
    assert mix_gain(Point(0.5, 50.0), [CHEAP, DEAR]) == pytest.approx(0.0)
    assert mix_gain(Point(0.6, 600.0), [CHEAP, Point(0.4, 500.0), DEAR]) == pytest.approx(0.0)


def test_perfect_doubt_recovers_the_gap_at_once() -> None:
    weak, strong = [True, False, True, False], [True, True, True, True]
    assert recovered_gap(weak, strong, [0.0, 1.0, 0.0, 1.0]) == pytest.approx((0 + 0.5 + 1 + 1 + 1) / 5)
    assert recovered_gap(weak, strong, [1.0, 0.0, 1.0, 0.0]) == pytest.approx((0 + 0 + 0 + 0.5 + 1) / 5)


def test_doubt_that_knows_nothing_recovers_half() -> None:
    assert recovered_gap([False] * 5, [True, False, True, True, False], [0.3] * 5) == pytest.approx(0.5)
    assert recovered_gap([True, False], [False, True], [0.1, 0.2]) is None


def test_a_better_choice_can_beat_the_strong_pipeline() -> None:
    found = recovered_gap([True, True, False, False], [False, True, True, True], [0.0, 0.5, 1.0, 1.0])
    assert found == pytest.approx((0 + 1 + 2 + 2 + 1) / 5)


def test_an_interval_covers_the_measure_and_is_the_same_each_time() -> None:
    databases = [f"d{at // 10}" for at in range(200)]
    right = [at % 3 == 0 for at in range(200)]

    def share(questions: Sequence[int]) -> float:
        return sum(right[at] for at in questions) / len(questions)

    found = interval(databases, share)
    assert found is not None
    assert found.low < sum(right) / 200 < found.high
    assert found == interval(databases, share)


@pytest.mark.parametrize(("level", "low", "high"), [(0.95, 2.5, 97.5), (0.5, 25, 75)])
def test_an_interval_leaves_out_as_much_on_either_side(level: float, low: float, high: float) -> None:
    measures = iter(range(101))
    found = cluster_interval(2, lambda _: next(measures), level=level, rounds=101)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((low, high))


def test_a_single_database_has_no_interval() -> None:
    assert interval(["a"] * 9, len) is None


def test_databases_not_questions_are_drawn() -> None:
    databases = ["a"] * 50 + ["b"] * 50
    assert interval(databases, lambda questions: sum(at < 50 for at in questions) / len(questions)) == Interval(0, 1)
    assert interval(databases, lambda _: None) is None
