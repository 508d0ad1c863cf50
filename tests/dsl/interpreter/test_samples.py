"""Sample values fill what a scenario leaves out."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from model_parts import CLOCK
from ticket_model import ticket_model

from weft.dsl import value_types as vt
from weft.dsl.expressions import Value
from weft.dsl.interpreter.samples import Sample, fill, sample_value
from weft.dsl.interpreter.validation import find_problem

MODEL = ticket_model()


def sample(number: int = 1, person: str | None = None) -> Sample:
    return Sample(number, CLOCK, person, lambda entity: f"a {entity}")


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (vt.Text(60), "Passenger name 1"),
        (vt.Text(8), "Passen 1"),
        (vt.Text(20, 18), "Passenger name 1xx"),
        (vt.Int(3, 9), 3),
        (vt.Int(), 0),
        (vt.Int(None, -4), -4),
        (vt.Money(), 0),
        (vt.Bool(), False),
        (vt.Choice("City", ("Beijing", "Lhasa")), "Beijing"),
        (vt.Date(), CLOCK.date()),
        (vt.DateTime(), CLOCK + timedelta(days=1)),
        (vt.Reference("Train"), "a Train"),
        (vt.Password(), "correct-horse-battery"),
    ],
)
def test_each_type_has_its_sample(kind: vt.ValueType, value: Value) -> None:
    assert sample_value(kind, "Passenger name", sample()) == value


def test_only_required_fields_without_another_value_are_filled() -> None:
    booking = MODEL.entity("Booking")
    assert fill(booking, {"passenger": "Ann"}, sample()) == {
        "passenger": "Ann",
        "customer": "a Customer",
        "train": "a Train",
        "held_until": CLOCK + timedelta(days=1),
    }


def test_a_person_has_their_name_and_an_address_made_of_it() -> None:
    values = fill(MODEL.entity("Customer"), {}, sample(person="Ann Li"))
    assert values == {"name": "Ann Li", "email": "ann.li@example.org", "password": "correct-horse-battery"}


@given(st.integers(1, 40), st.integers(1, 40), st.integers(1, 9999))
def test_sample_texts_fit_their_length(low: int, more: int, number: int) -> None:
    kind = vt.Text(low + more, low)
    assert find_problem(sample_value(kind, "Passenger name", sample(number)), kind, "It") is None


@given(st.integers(5, 40), st.integers(1, 9999), st.integers(1, 9999))
def test_sample_texts_differ_where_their_numbers_do(length: int, one: int, other: int) -> None:
    texts = {sample_value(vt.Text(length), "Number", sample(number)) for number in (one, other)}
    assert len(texts) == len({one, other})
