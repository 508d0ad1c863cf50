"""Reader: boundaries of its fields and its rules."""

import pytest

from app.domain import reader as rules
from tests.examples import READER


@pytest.mark.verifies("entity:Reader/field:name")
@pytest.mark.parametrize(
    ("length", "message"),
    [(0, "Name is required"), (1, None), (60, None), (61, "Name must be at most 60 characters")],
)
def test_name(length: int, message: str | None) -> None:
    assert rules.check_name("x" * length) == message


@pytest.mark.verifies("entity:Reader/field:email")
@pytest.mark.parametrize(
    ("length", "message"),
    [
        (0, "Email is required"),
        (1, None),
        (120, None),
        (121, "Email must be at most 120 characters"),
    ],
)
def test_email(length: int, message: str | None) -> None:
    assert rules.check_email("x" * length) == message


@pytest.mark.verifies("entity:Reader/field:password")
@pytest.mark.parametrize(("length", "message"), [(0, "Password is required"), (1, None)])
def test_password(length: int, message: str | None) -> None:
    assert rules.check_password("x" * length) == message


@pytest.mark.verifies("role:Reader")
def test_a_valid_reader_breaks_no_rule() -> None:
    assert rules.broken_rule(READER) is None
