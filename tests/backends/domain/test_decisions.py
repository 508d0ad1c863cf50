"""The emitted decision tables, by asking them."""

import importlib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

Import = Callable[[str], ModuleType]
Emit = Callable[[str], Path]


def test_the_first_row_that_matches_counts(clinic: Import) -> None:
    fee = clinic("domain.decisions").fee
    assert [fee(age=age, insured=True) for age in (0, 5, 6, 7, 8)] == [0, 0, 1000, 1000, 9900]
    assert fee(age=6, insured=False) == 9900


def test_yes_and_no_are_a_plain_condition(clinic: Import) -> None:
    is_child = clinic("domain.decisions").is_child
    assert (is_child(age=5), is_child(age=6)) == (True, False)


def test_collected_rows_are_added_up(clinic: Import) -> None:
    points = clinic("domain.decisions").points
    assert [points(age=age, insured=insured) for age, insured in ((0, False), (11, False), (11, True))] == [1, 4, 8]


def test_a_table_with_a_gap_says_so(emit: Emit) -> None:
    emit("System: S\nDecision: size(n: int(1..9)) -> int\n  unique match\n    | n | size |\n    | 1..9 | 4 |\n")
    size = importlib.import_module("app.domain.decisions").size
    assert size(n=9) == 4
    with pytest.raises(ValueError, match="no row of size matches"):
        size(n=10)
