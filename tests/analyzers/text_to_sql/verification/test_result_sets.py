"""Results are compared as answers: by their rows, in order only where the query sorts."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import sqlglot
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlglot import exp

from weft.analyzers.text_to_sql.database import Result
from weft.analyzers.text_to_sql.verification.result_sets import is_sorted, same_results

_ROWS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.tuples(*[st.one_of(st.integers(0, 2), st.sampled_from("ab"), st.none())] * width))
)


def _result(*rows: tuple[Any, ...]) -> Result:
    return Result(tuple(f"c{at}" for at in range(len(rows[0]) if rows else 1)), rows)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([(1, "a"), (2, "b")], [(2, "b"), (1, "a")], True),
        ([(1, "a"), (2, "b")], [("a", 1), ("b", 2)], True),
        ([(1, 2), (2, 1)], [(1, 1), (2, 2)], False),
        ([(1,), (1,), (2,)], [(1,), (2,), (2,)], False),
        ([(1,)], [(1, 1)], False),
        ([(1,)], [(1,), (1,)], False),
        ([(1,)], [("1",)], False),
        ([(1,)], [(1.0,)], True),
        ([(0.1 + 0.2,)], [(0.3,)], True),
        ([(Decimal("1.50"),)], [(1.5,)], True),
        ([(date(2026, 1, 2),)], [("2026-01-02",)], True),
        ([(None,)], [(0,)], False),
        ([], [], True),
    ],
)
def test_results_without_order(first: list[tuple[Any, ...]], second: list[tuple[Any, ...]], expected: bool) -> None:
    assert same_results(_result(*first), _result(*second), in_order=False) is expected


def test_order_counts_where_the_query_sorts() -> None:
    first, second = _result((1, "a"), (2, "b")), _result((2, "b"), (1, "a"))
    assert not same_results(first, second, in_order=True)
    assert same_results(first, _result(("a", 1), ("b", 2)), in_order=True)


@settings(deadline=None)
@given(_ROWS, st.randoms(use_true_random=False))
def test_shuffled_rows_and_columns_are_the_same_result(rows: list[tuple[Any, ...]], random: Any) -> None:
    order = list(range(len(rows[0]))) if rows else []
    random.shuffle(order)
    shuffled = [tuple(row[at] for at in order) for row in rows]
    random.shuffle(shuffled)
    assert same_results(_result(*rows), _result(*shuffled), in_order=False)


def test_many_equal_columns_take_no_time() -> None:
    rows = [tuple([1] * 14)] * 50
    assert same_results(_result(*rows), _result(*rows), in_order=False)
    assert not same_results(_result(*rows), _result(*rows[1:], tuple([1] * 13 + [2])), in_order=False)


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT a FROM t ORDER BY a", True),
        ("SELECT a FROM t", False),
        ("SELECT a FROM (SELECT a FROM t ORDER BY a) AS x", False),
        ("(SELECT a FROM t ORDER BY a)", True),
        ("SELECT a FROM t UNION SELECT a FROM u ORDER BY 1", True),
        ("SELECT row_number() OVER (ORDER BY a) FROM t", False),
    ],
)
def test_only_the_outermost_order_counts(sql: str, expected: bool) -> None:
    query = sqlglot.parse_one(sql)
    assert isinstance(query, exp.Query)
    assert is_sorted(query) is expected
