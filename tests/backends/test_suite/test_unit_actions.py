"""Guards are tested from both sides, with values found at compile time."""

from collections.abc import Callable

from weft.backends.test_suite.example_records import Examples
from weft.backends.test_suite.unit_actions import action_files
from weft.dsl.model import Model


def emitted(model: Model, action: str) -> str:
    """Return the unit tests of an action."""
    files = {file.path: file.text for file in action_files(model, Examples(model))}
    return files[f"tests/unit/test_{action}.py"]


def test_a_comparison_is_tested_below_at_and_above_its_boundary(load_model: Callable[[str], Model]) -> None:
    text = emitted(load_model("rail"), "book")
    assert '("seats", "is_allowed"), [(9, True), (10, True), (11, False)], ids=["less", "equal", "more"]' in text


def test_a_guard_on_a_choice_is_tested_with_each(load_model: Callable[[str], Model]) -> None:
    text = emitted(load_model("rail"), "pay")
    assert "(BookingStatus.HELD, True), (BookingStatus.PAID, False)" in text


def test_a_count_is_handed_in(load_model: Callable[[str], Model]) -> None:
    text = emitted(load_model("library"), "lend")
    assert '("count_of_loans", "is_allowed"), [(1, True), (2, False), (3, False)]' in text


def test_a_record_that_is_not_referred_to_is_not_handed_in(load_model: Callable[[str], Model]) -> None:
    text = emitted(load_model("library"), "lend")
    assert '("shelf", "is_allowed"), [("C1", True), (None, False)]' in text
    assert "book_shelf=None if shelf is None else SHELF" in text
