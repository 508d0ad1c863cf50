"""The rules of the action borrow."""

from dataclasses import replace

import pytest

from app.domain.actions import borrow as rules
from app.domain.values import FieldError, broken
from tests.examples import BOOK, READER


@pytest.mark.verifies("action:borrow")
def test_valid_parameters() -> None:
    errors = rules.parameter_errors(book="T1", book_record=BOOK)
    assert errors == ()


@pytest.mark.verifies("action:borrow")
def test_every_wrong_parameter_is_told() -> None:
    errors = rules.parameter_errors(book="nowhere", book_record=None)
    assert errors == (FieldError("book", "There is no book nowhere"),)


@pytest.mark.verifies("action:borrow/requires:1")
@pytest.mark.parametrize(("reader", "is_allowed"), [(None, True), ("Reader 1", False)])
def test_requires_1(reader: str | None, is_allowed: bool) -> None:
    expected = None if is_allowed else broken("action:borrow/requires:1", "This book is out")
    assert rules.guard(book=replace(BOOK, reader=reader)) == expected


@pytest.mark.verifies("action:borrow")
def test_changes_book() -> None:
    changed = rules.changed_book(book=BOOK, me=READER)
    assert changed == replace(BOOK, reader="Reader 1")
