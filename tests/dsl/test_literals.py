"""Values are read as people write them, by their type, and written back so that they are read the same."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weft.diagnostics import Source, Span
from weft.dsl.clauses import default_parser
from weft.dsl.expressions import Value
from weft.dsl.literals import LiteralProblem, describe_value, parse_value, show_value
from weft.dsl.value_types import (
    Bool,
    Choice,
    Date,
    DateTime,
    Decimal,
    Duration,
    Empty,
    Int,
    Money,
    Optional,
    Password,
    Reference,
    Text,
    ValueType,
)

CITY = Choice("City", ("Beijing", "New_York"))
LIKE_MOMENT = "write it like 2026-07-22 08:00"
MOMENT = datetime(2026, 7, 22, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Ann", Text(), "Ann"),
        ('"Ann Li"', Text(), "Ann Li"),
        (r'"say \"hi\" \\"', Text(), r'say "hi" \ '.strip()),
        ('""', Text(), ""),
        ('"-"', Optional(Text()), "-"),
        ("-", Optional(Text()), None),
        ("", Optional(Int()), None),
        ("empty", Optional(Money()), None),
        ("empty", Empty(), None),
        ("secret", Password(), "secret"),
        ("G1", Reference("Train"), "G1"),
        ("yes", Bool(), True),
        ("False", Bool(), False),
        ("12", Int(), 12),
        ("-1,200", Int(), -1200),
        ('"12"', Int(), 12),
        ("99", Int(0, 5), 99),
        ("1106.00", Money(), 110600),
        ("1,106.00", Money(), 110600),
        ("1106", Money(), 110600),
        ("-0.5", Money(), -50),
        ("7", Money(0), 7),
        ("1.25", Decimal(3), 1250),
        ("2026-07-22", Date(), date(2026, 7, 22)),
        ("2026-07-22", DateTime(), datetime(2026, 7, 22, tzinfo=UTC)),
        ("2026-07-22 08:00", DateTime(), MOMENT),
        ("2026-07-22T08:00:00Z", DateTime(), MOMENT),
        ("15 minutes", Duration(), timedelta(minutes=15)),
        ("1 hour and 30 minutes", Duration(), timedelta(minutes=90)),
        ("beijing", CITY, "Beijing"),
        ("New York", CITY, "New_York"),
    ],
)
def test_a_value_is_read_by_its_type(text: str, kind: ValueType, value: Value) -> None:
    assert parse_value(text, kind) == value


@pytest.mark.parametrize(
    ("text", "kind", "message", "hint"),
    [
        ("maybe", Bool(), '"maybe" is not a valid yes or no', ""),
        ("", Int(), "the value is missing", ""),
        ("1.5", Int(), '"1.5" is not a valid number', "it has no decimal places"),
        ("twelve", Int(), '"twelve" is not a valid number', "write it like 12"),
        ("1.234", Money(), '"1.234" is not a valid amount', "it has at most 2 decimal places"),
        ("11,06.00", Money(), '"11,06.00" is not a valid amount', "write it like 12.50"),
        ("9" * 40, Int(), f'"{"9" * 40}" is not a valid number', "write it like 12"),
        ("2026-02-30", Date(), '"2026-02-30" is not a valid date', "write it like 2026-07-22"),
        ("tomorrow", Date(), '"tomorrow" is not a valid date', "write it like 2026-07-22"),
        ("2026-07-22 08:00", Date(), '"2026-07-22 08:00" is not a valid date', "write it like 2026-07-22"),
        ("8 am", DateTime(), '"8 am" is not a valid date and time', LIKE_MOMENT),
        ("2026-07-22 25:00", DateTime(), '"2026-07-22 25:00" is not a valid date and time', LIKE_MOMENT),
        ("15", Duration(), '"15" is not a valid duration', "write it like 15 minutes"),
        ("Bejing", CITY, '"Bejing" is not one of Beijing, New_York', "did you mean Beijing?"),
        ("Oslo", CITY, '"Oslo" is not one of Beijing, New_York', ""),
        ("x", Empty(), "only `empty` fits here", ""),
    ],
)  # fmt: skip
def test_a_text_that_is_no_value_is_explained(text: str, kind: ValueType, message: str, hint: str) -> None:
    assert parse_value(text, kind) == LiteralProblem(message, hint)


@pytest.mark.parametrize(
    ("value", "kind", "written", "shown"),
    [
        ("Ann", Text(), '"Ann"', "Ann"),
        ("G1", Reference("Train"), '"G1"', "G1"),
        (None, Optional(Int()), "empty", ""),
        (True, Bool(), "yes", "yes"),
        (1200, Int(), "1200", "1200"),
        (110600, Money(), "1106.00", "1,106.00"),
        (-5, Money(), "-0.05", "-0.05"),
        (7, Money(0), "7", "7"),
        (date(2026, 7, 22), Date(), "2026-07-22", "2026-07-22"),
        (MOMENT, DateTime(), "2026-07-22 08:00", "2026-07-22 08:00"),
        (MOMENT.replace(second=5), DateTime(), "2026-07-22 08:00:05", "2026-07-22 08:00:05"),
        (timedelta(minutes=15), Duration(), "15 minutes", "15 minutes"),
        (timedelta(days=1), Duration(), "1 day", "1 day"),
        (timedelta(0), Duration(), "0 seconds", "0 seconds"),
        ("Beijing", CITY, "Beijing", "Beijing"),
    ],
)
def test_a_value_is_written_for_specifications_and_for_readers(
    value: Value, kind: ValueType, written: str, shown: str
) -> None:
    assert describe_value(value, kind) == written
    assert show_value(value, kind) == shown


VALUES: dict[ValueType, st.SearchStrategy[Value]] = {
    Text(): st.text(),
    Bool(): st.booleans(),
    Int(): st.integers(-(10**9), 10**9),
    Money(): st.integers(-(10**9), 10**9),
    Decimal(3): st.integers(-(10**9), 10**9),
    Date(): st.dates(),
    DateTime(): st.datetimes().map(lambda moment: moment.replace(microsecond=0, tzinfo=UTC)),
    Duration(): st.integers(0, 10**8).map(lambda seconds: timedelta(seconds=seconds)),
    CITY: st.sampled_from(CITY.members),
    Optional(Text()): st.none() | st.text(),
}
TYPED = st.sampled_from(list(VALUES)).flatmap(lambda kind: st.tuples(st.just(kind), VALUES[kind]))


@given(TYPED)
def test_what_is_written_is_read_back(typed: tuple[ValueType, Value]) -> None:
    kind, value = typed
    assert parse_value(describe_value(value, kind), kind) == value


@given(st.text(max_size=30), st.sampled_from([*VALUES, Password(), Reference("Train"), Empty()]))
def test_any_text_is_read_without_failing(text: str, kind: ValueType) -> None:
    parse_value(text, kind)


@pytest.mark.parametrize("text", ["90 seconds", "15 minutes", "1 hour", "2 days", "3 weeks"])
def test_clauses_and_steps_read_a_length_of_time_alike(text: str) -> None:
    clause = Span(Source("a.weft", f"after {text} go Late"), 0, len(f"after {text} go Late"))
    node, problems = default_parser().parse("state_clause", clause)
    assert (node.delay, problems) == (parse_value(text, Duration()), [])
