"""What no scenario shows is found, and the scenarios that the hints propose close the gaps."""

import pytest

from weft.diagnostics import Diagnostic, Severity, Source
from weft.dsl.compile import compile_sources

RAIL = """
System: Rail
  currency "CNY"
  clock 2026-07-21 09:00
Role: Customer
  points: int(0..1000) default 0
  signs in with email, password
Enum: City is Beijing, Shanghai
Service: Bank
  charge(amount: money) -> ok | refused
Entity: Train
  number: text(8) key
  origin: City
  destination: City
  departs: datetime
  seats_left: int(0..2000)
  check origin != destination "Origin and destination must differ"
Entity: Booking
  ref: text(12) key generated
  customer: Customer owner
  train: Train
  seats: int(1..5)
  status: held | paid | expired
Action: book(train: Train, seats: int) -> Booking
  by Customer
  says "books {seats} seat(s) on {train}"
  requires train.departs > now else "The train has departed"
  requires seats <= train.seats_left else "Not enough seats left"
  requires hours until train.departs >= 2 else "Booking is closed"
  requires me.points >= 10 or seats < 4 else "Only frequent travellers book so many"
  creates Booking with customer = me, train = train, seats = seats, status = held
Action: pay(booking: Booking)
  by owner of booking
  says "pays (for) (the) (booking) {booking}"
  requires booking.status is held else "This booking cannot be paid"
  calls Bank.charge(5.00) else "Payment refused"
  changes booking.status to paid
Action: expire(booking: Booking)
  by system when booking.status is held and booking.train.departs < now
  changes booking.status to expired
Page: Home at "/"
  table of Train
  columns number
  row link "Look" opens Look
Page: Look at "/trains/{train}"
  details of train shows number
Api: "/api"
  offers book, pay
"""


def missing(text: str) -> list[Diagnostic]:
    """Return what no scenario of a specification shows; it has no errors."""
    found = compile_sources([Source("rail.weft", text)]).diagnostics
    assert [item.message for item in found if item.severity is Severity.ERROR] == []
    return [item for item in found if item.code == "DSL051"]


def with_scenarios(*texts: str) -> str:
    """Return the specification with scenarios added."""
    return "\n".join([RAIL, "Feature: REQ-1 Booking", *texts]) + "\n"


def proposed(item: Diagnostic) -> str:
    """Return the scenario that a hint proposes, under a title of its own."""
    heading, _, scenario = item.hint.partition("\n")
    assert heading == "add this scenario:"
    return scenario


def test_an_untested_action_is_told_of_before_its_conditions() -> None:
    messages = [item.message for item in missing(RAIL)]
    assert messages == [
        "in no scenario book succeeds",
        "in no scenario pay succeeds",
        "in no scenario expire succeeds",
        'no scenario clicks "Look" on the Home page',
    ]


def test_the_proposed_scenarios_close_every_gap_of_the_actions_people_do() -> None:
    scenarios: list[str] = []
    for _ in range(8):
        found = [item for item in missing(with_scenarios(*scenarios)) if "add this scenario" in item.hint]
        if not found:
            break
        scenarios += [proposed(item) for item in found]
    left = [item.message for item in missing(with_scenarios(*scenarios))]
    assert left == ["in no scenario expire succeeds", 'no scenario clicks "Look" on the Home page']
    assert len(scenarios) == 7


@pytest.mark.parametrize("message", ["The train has departed", "Not enough seats left"])
def test_a_proposed_scenario_reads_like_one_that_a_person_wrote(message: str) -> None:
    scenario = proposed(missing(RAIL)[0])
    found = missing(with_scenarios(scenario))
    text = next(proposed(item) for item in found if message in item.message)
    assert text.splitlines()[0] == f"Scenario: {message}"
    assert text.splitlines()[1] == '  Given customer "Ann" is signed in'
    assert text.splitlines()[-2] == '  When Ann books 1 seat on "T1"'


def test_nothing_is_said_where_the_scenarios_did_not_run() -> None:
    text = with_scenarios("Scenario: Nonsense", "  Then nothing that could be understood")
    found = compile_sources([Source("rail.weft", text)]).diagnostics
    assert {item.code for item in found} == {"DSL020"}
