"""Values look as pages and messages show them, and typed text is read back."""

from datetime import UTC, date, datetime, timedelta

import pytest

from weft.dsl import value_types as vt
from weft.dsl.expressions import Value
from weft.dsl.interpreter.formatting import show, spell, words
from weft.dsl.interpreter.parsing import parse
from weft.dsl.interpreter.validation import find_problem

CITY = vt.Choice("City", ("Beijing", "Lhasa"))
EIGHT = datetime(2026, 7, 22, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "kind", "locale", "text"),
    [
        (110600, vt.Money(), "en-US", "1,106.00"),
        (-5, vt.Money(), "en-US", "-0.05"),
        (123456789, vt.Money(), "de-DE", "1.234.567,89"),
        (123456, vt.Money(), "fr-FR", "1\u00a0234,56"),
        (1500, vt.Decimal(3), "en-US", "1.500"),
        (2000, vt.Int(), "en-US", "2000"),
        (True, vt.Bool(), "en-US", "yes"),
        (EIGHT, vt.DateTime(), "en-US", "2026-07-22 08:00"),
        (date(2026, 7, 22), vt.Date(), "en-US", "2026-07-22"),
        (timedelta(minutes=90), vt.Duration(), "en-US", "90 minutes"),
        (timedelta(days=1), vt.Duration(), "en-US", "1 day"),
        ("Beijing", CITY, "en-US", "Beijing"),
        ("G1", vt.Reference("Train"), "en-US", "G1"),
        (None, vt.Optional(vt.Int()), "en-US", ""),
        ("secret", vt.Password(), "en-US", ""),
    ],
)
def test_pages_show(value: Value, kind: vt.ValueType, locale: str, text: str) -> None:
    assert show(value, kind, locale) == text


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (110600, vt.Money(), "1106.00"),
        ("Ann", vt.Text(), '"Ann"'),
        ("held", CITY, "held"),
        ("G 1", vt.Reference("Train"), '"G 1"'),
        (None, vt.Int(), "empty"),
    ],
)
def test_messages_spell(value: Value, kind: vt.ValueType, text: str) -> None:
    assert spell(value, kind) == text


def test_names_become_words() -> None:
    assert [words("SeatClass"), words("seat_class")] == ["seat class", "seat class"]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("12", vt.Int(), 12),
        ("553", vt.Money(), 55300),
        ("553.5", vt.Money(), 55350),
        ("yes", vt.Bool(), True),
        ("2026-07-22", vt.Date(), date(2026, 7, 22)),
        ("2026-07-22 08:00", vt.DateTime(), EIGHT),
        ("15 minutes", vt.Duration(), timedelta(minutes=15)),
        ("90", vt.Duration(), timedelta(seconds=90)),
        (" Ann ", vt.Text(), "Ann"),
        (" p ", vt.Password(), " p "),
        ("", vt.Int(), None),
    ],
)
def test_typed_text_is_read(text: str, kind: vt.ValueType, value: Value) -> None:
    assert parse(text, kind, "It") == (value, None)


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        ("two", vt.Int(), "It is not a valid number"),
        ("1.234", vt.Money(), "It is not a valid amount"),
        ("2026-02-30", vt.Date(), "It is not a valid date"),
        ("soon", vt.DateTime(), "It is not a valid date and time"),
        ("9" * 40, vt.Int(), "It is not a valid number"),
    ],
)
def test_typed_text_that_cannot_be_read_is_told(text: str, kind: vt.ValueType, message: str) -> None:
    assert parse(text, kind, "It") == (None, message)


@pytest.mark.parametrize(
    ("value", "kind", "message"),
    [
        (None, vt.Int(), "It is required"),
        (None, vt.Optional(vt.Int()), None),
        (0, vt.Int(1, 5), "It must be between 1 and 5"),
        (0, vt.Int(1), "It must be at least 1"),
        (6, vt.Int(None, 5), "It must be at most 5"),
        (50, vt.Decimal(2, 100), "It must be at least 1.00"),
        ("abc", vt.Text(2), "It must be at most 2 characters"),
        ("abc", vt.Text(8, 5), "It must be 5 to 8 characters"),
        ("Rome", CITY, "It is not one of Beijing, Lhasa"),
        ("x", vt.Date(), "It is not a valid date"),
        (EIGHT, vt.Date(), "It is not a valid date"),
        (3, vt.Int(1, 5), None),
    ],
)
def test_values_that_may_not_stand_are_told(value: Value, kind: vt.ValueType, message: str | None) -> None:
    assert find_problem(value, kind, "It") == message
