"""The simulated pages: what is seen, what can be clicked, and where it leads."""

from collections.abc import Sequence

import pytest
from model_parts import scenario
from msgspec.structs import replace
from ticket_model import ANN, BACKGROUND, BOB, CARL, book, ticket_model
from ticket_pages import ticket_pages

from weft.dsl.interpreter.run import ScenarioResult, run_all
from weft.dsl.interpreter.stage import Performed
from weft.dsl.operations import (
    Click,
    EnterValue,
    ExpectCount,
    ExpectPage,
    ExpectRejected,
    ExpectRow,
    ExpectSignedIn,
    ExpectState,
    ExpectText,
    HaveNobody,
    HavePerson,
    LastRecord,
    OpenPage,
    Operation,
    Perform,
    Persona,
    RecordByKey,
    SubmitForm,
)

Steps = Sequence[tuple[str, Operation | None]]
G1 = RecordByKey("Train", "G1")
BOOKING = LastRecord("Booking")


def opens(page: str, *records: RecordByKey | LastRecord, who: Persona | None = ANN) -> tuple[str, Operation]:
    return "given", OpenPage(who, page, records)


def enters(label: str, value: str, who: Persona | None = ANN) -> tuple[str, Operation]:
    return "when", EnterValue(who, label, value)


def clicks(label: str, row: str | None = None, who: Persona | None = ANN) -> tuple[str, Operation]:
    return "when", Click(who, label, row)


def sees(text: str, who: Persona | None = ANN) -> tuple[str, Operation]:
    return "then", ExpectText(who, text)


def sees_no(text: str, who: Persona | None = ANN) -> tuple[str, Operation]:
    return "then", ExpectText(who, text, is_shown=False)


def is_on(page: str, who: Persona | None = ANN) -> tuple[str, Operation]:
    return "then", ExpectPage(who, page)


def row(who: Persona | None = ANN, is_shown: bool = True, **cells: str) -> tuple[str, Operation]:
    return "then", ExpectRow(who, tuple(cells.items()), is_shown)


def result(*steps: tuple[str, Operation | None]) -> ScenarioResult:
    made = scenario("SC-1", *BACKGROUND, *steps)
    return run_all(ticket_model(made, pages=ticket_pages())).results[0]


def messages(*steps: tuple[str, Operation | None]) -> list[str]:
    return [failure.message for failure in result(*steps).failures]


SEARCH: Steps = [opens("Search"), enters("Origin", "Beijing"), enters("Destination", "Shanghai"), clicks("Search")]
ORDER: Steps = [
    *SEARCH,
    clicks("Book", "G1"),
    enters("Passenger name", "Ann Li"),
    enters("Seats", "2"),
    clicks("Place order"),
]
CREDENTIALS: Steps = [
    enters("Email", "ann@example.org", None),
    enters("Password", "correct-horse-battery", None),
    clicks("Sign in", None, None),
]

HOLDS: dict[str, Steps] = {
    "a booking is made on the pages": [
        *ORDER,
        is_on("MyBookings"),
        row(passenger="Ann Li", total="1,106.00", status="held"),
        ("then", ExpectRow(ANN, (("Passenger name", "Ann Li"), ("Ref", "B000001")))),
        row(is_shown=False, status="paid"),
        sees("Done"),
        sees("My bookings"),
    ],
    "a search shows what fits": [
        *SEARCH,
        row(number="G1", departs="2026-07-22 08:00", price="553.00", seats_left="2"),
        sees("Seats left"),
        sees_no("No trains found"),
    ],
    "a search may find nothing": [
        opens("Search"),
        enters("Origin", "Lhasa"),
        enters("Destination", "Beijing"),
        clicks("Search"),
        sees("No trains found"),
    ],
    "a page of results that nobody searched for is empty": [opens("Results"), sees("No trains found")],
    "details show the record": [opens("Book", G1), sees("553.00"), sees("2026-07-22 08:00"), sees("Destination")],
    "an untouched input has its default": [
        opens("Book", G1),
        enters("Passenger name", "Ann Li"),
        ("when", SubmitForm(ANN)),
        row(total="553.00"),
    ],
    "a rejected form stays and says why": [
        opens("Book", G1),
        enters("Passenger name", "Ann Li"),
        enters("Seats", "3"),
        clicks("Place order"),
        ("then", ExpectRejected("Not enough seats left")),
        is_on("Book"),
        sees("Not enough seats left"),
    ],
    "a message on the page is expectation enough": [
        opens("Book", G1),
        clicks("Place order"),
        sees("Passenger name is required"),
    ],
    "staying on the page is expectation enough": [opens("Book", G1), clicks("Place order"), is_on("Book")],
    "an input that cannot be read is told": [
        opens("Book", G1),
        enters("Passenger name", "Ann"),
        enters("Seats", "two"),
        clicks("Place order"),
        sees("Seats is not a valid number"),
    ],
    "a search form asks for its inputs itself": [
        opens("Search"),
        enters("Origin", "Beijing"),
        clicks("Search"),
        sees("Destination is required"),
    ],
    "a page for a role leads to signing in and back": [
        ("given", HaveNobody()),
        opens("Book", G1, who=None),
        is_on("SignIn", None),
        *CREDENTIALS,
        is_on("Book", None),
        ("then", ExpectSignedIn(ANN, True)),
        sees("Sign out"),
    ],
    "a wrong password stays on the page": [
        ("given", HaveNobody()),
        opens("SignIn", who=None),
        enters("Email", "ann@example.org", None),
        enters("Password", "wrong", None),
        clicks("Sign in", None, None),
        sees("Wrong email or password", None),
        is_on("SignIn", None),
    ],
    "after signing in comes the first page": [
        ("given", HaveNobody()),
        opens("SignIn", who=None),
        *CREDENTIALS,
        is_on("Search", None),
    ],
    "signing out leads home": [
        opens("MyBookings"),
        clicks("Sign out"),
        is_on("Search"),
        ("then", ExpectSignedIn(ANN, False)),
        sees("Sign in"),
        sees_no("My bookings"),
    ],
    "navigation leads to pages by their titles": [opens("Search"), clicks("My bookings"), is_on("MyBookings")],
    "a row button does its action to the row": [
        ("given", book(1)),
        opens("MyBookings"),
        clicks("Pay", "B000001"),
        row(status="paid"),
        sees("Done"),
        sees_no("Pay now"),
    ],
    "only one's own rows are listed": [
        ("given", book(1)),
        ("given", HavePerson(BOB, signed_in=True)),
        opens("MyBookings", who=BOB),
        row(BOB, False, ref="B000001"),
        sees("Nothing here", BOB),
    ],
    "a page of somebody else's record is not allowed": [
        ("given", book(1)),
        ("given", HavePerson(BOB, signed_in=True)),
        opens("Ticket", BOOKING, who=BOB),
        sees("You are not allowed to do this", BOB),
        sees_no("Keep this ticket", BOB),
    ],
    "a page for another role is not allowed": [
        ("given", HavePerson(CARL, signed_in=True)),
        opens("MyBookings", who=CARL),
        sees("You are not allowed to do this", CARL),
    ],
    "the tasks page is for roles that have tasks": [opens("Tasks"), sees("You are not allowed to do this")],
    "a record that does not exist has no page": [
        opens("Book", RecordByKey("Train", "G9")),
        sees("There is no train G9"),
    ],
    "buttons and links of a page keep its record": [
        ("given", book(1)),
        opens("MyBookings"),
        clicks("Show", "B000001"),
        is_on("Ticket"),
        sees("Keep this ticket"),
        clicks("Pay now"),
        is_on("Ticket"),
        sees("paid"),
        clicks("Back"),
        is_on("MyBookings"),
    ],
    "registering signs in the one who registers": [
        ("given", HaveNobody()),
        opens("Register", who=None),
        enters("Name", "Eve", None),
        enters("Email", "eve@example.org", None),
        enters("Password", "secret", None),
        clicks("Create account", None, None),
        is_on("Search", None),
        sees("Done", None),
        ("then", ExpectSignedIn(Persona("Customer", "Eve"), True)),
        opens("MyBookings", who=Persona("Customer", "Eve")),
        is_on("MyBookings", Persona("Customer", "Eve")),
    ],
    "tasks are answered on their page": [
        ("given", book(2)),
        ("given", Perform(ANN, "pay", (("booking", BOOKING),))),
        ("given", ExpectState("Refund", BOOKING, "Approve")),
        ("given", HavePerson(CARL, signed_in=True)),
        opens("Search", who=CARL),
        clicks("Tasks", None, CARL),
        row(CARL, task="Approve the refund of B000001"),
        clicks("Approve", "Approve the refund of B000001", CARL),
        sees("Your answer “approve” was recorded", CARL),
        row(CARL, False, task="Approve the refund of B000001"),
        ("then", ExpectState("Refund", BOOKING, "Done")),
    ],
}


@pytest.mark.parametrize("name", HOLDS)
def test_it_holds_that(name: str) -> None:
    assert messages(*HOLDS[name]) == []


CONTRADICTS: dict[str, tuple[Steps, str]] = {
    "a row that is not there": (
        [*SEARCH, row(number="G2")],
        'no row shows number "G2"; rows: number G1 | departs 2026-07-22 08:00 | price 553.00 | seats_left 2',
    ),
    "a row that cannot be clicked": (
        [*SEARCH, clicks("Book", "G2")],
        'there is no row that shows "G2"; rows: G1 | 2026-07-22 08:00 | 553.00 | 2',
    ),
    "an unknown button": (
        [opens("Book", G1), clicks("Buy")],
        'there is no "Buy" to click on this page; there is: "Place order", "Search", "Results", "Register",'
        ' "My bookings", "Sign out"',
    ),
    "an unknown input": (
        [opens("Search"), enters("From", "Beijing")],
        'there is no input "From" on this page; inputs: "Origin", "Destination"',
    ),
    "a choice that is not offered": (
        [opens("Search"), enters("Origin", "Rome")],
        'the input "Origin" offers no "Rome"; it offers Beijing, Shanghai, Lhasa',
    ),
    "a button in several rows": (
        [("given", book(1)), ("given", book(1)), opens("MyBookings"), clicks("Pay")],
        '"Pay" stands in 2 rows: say in the row of what',
    ),
    "a button whose condition does not hold": (
        [
            ("given", book(1)),
            ("given", Perform(ANN, "pay", (("booking", BOOKING),))),
            opens("MyBookings"),
            clicks("Pay", "B000001"),
        ],
        'there is no "Pay" to click in the row of "B000001"; there is: "Show"',
    ),
    "another page": (
        [opens("Search"), is_on("MyBookings")],
        "expected the MyBookings page, but this is Search",
    ),
    "a page that is not seen": (
        [opens("Book", RecordByKey("Train", "G9")), is_on("Book")],
        'the Book page says "There is no train G9"',
    ),
    "no page at all": ([clicks("Search")], "Ann is not on a page yet"),
    "a form among none": (
        [opens("Results"), ("when", SubmitForm(ANN))],
        "this page has 0 forms; click the button of one",
    ),
    "a text that is shown": ([opens("Results"), sees_no("No trains")], 'the page shows "No trains"'),
    "an unexpected rejection": (
        [
            opens("Book", G1),
            enters("Passenger name", "Ann"),
            enters("Seats", "3"),
            clicks("Place order"),
            is_on("MyBookings"),
        ],
        "expected to succeed, but a `requires` of book rejects it: Not enough seats left"
        " (seats = 3, train.seats_left = 2)",
    ),
}


@pytest.mark.parametrize("name", CONTRADICTS)
def test_it_is_told_of(name: str) -> None:
    steps, message = CONTRADICTS[name]
    assert messages(*steps) == [message]


def test_the_trace_keeps_actions_done_on_pages() -> None:
    done = [entry for entry in result(*ORDER).trace if isinstance(entry, Performed)]
    assert [(entry.persona, entry.action) for entry in done] == [(ANN, "book")]
    assert done[0].arguments == (("train", "G1"), ("passenger", "Ann Li"), ("seats", 2))


def test_used_parts_of_pages_are_covered() -> None:
    made = scenario("SC-1", *BACKGROUND, *ORDER)
    coverage = run_all(ticket_model(made, pages=ticket_pages())).coverage
    assert coverage.page_parts == ("page:Book/form:book", "page:Results/link:Book", "page:Search/form:search")
    assert coverage.pages == ("page:Book", "page:MyBookings", "page:Results", "page:Search")


def test_a_system_without_pages_has_those_that_every_system_has() -> None:
    made = scenario(
        "SC-1",
        *BACKGROUND,
        ("given", HaveNobody()),
        ("given", OpenPage(None, "SignIn")),
        sees("Email", None),
        ("then", ExpectCount("Booking", (), 0)),
    )
    assert run_all(ticket_model(made)).results[0].failures == ()


def test_identifiers_of_all_roles_share_one_input() -> None:
    model = ticket_model(pages=ticket_pages())
    entities = tuple(
        replace(
            role,
            identifiers=("username",),
            fields=tuple(
                replace(f, name="username", label="Username") if f.name == "email" else f for f in role.fields
            ),
        )
        if role.name == "Clerk"
        else role
        for role in model.entities
    )
    made = scenario("SC-1", opens("SignIn", who=None), sees("Email or username", None))
    assert run_all(replace(model, entities=entities, scenarios=(made,))).results[0].failures == ()
