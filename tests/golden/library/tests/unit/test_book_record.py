"""Book: boundaries of its fields and its rules."""

import pytest

from app.domain import book as rules
from tests.examples import BOOK


@pytest.mark.verifies("entity:Book/field:title")
@pytest.mark.parametrize(
    ("length", "message"),
    [(0, "Title is required"), (1, None), (80, None), (81, "Title must be at most 80 characters")],
)
def test_title(length: int, message: str | None) -> None:
    assert rules.check_title("x" * length) == message


@pytest.mark.verifies("entity:Book")
def test_a_valid_book_breaks_no_rule() -> None:
    assert rules.broken_rule(BOOK) is None
