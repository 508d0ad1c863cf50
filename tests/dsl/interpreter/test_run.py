"""Scenarios run against the model; what contradicts it is told with the values and the deciding rule."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from model_parts import CLOCK, at, number, quotient, read, ref, scenario
from msgspec.structs import replace
from ticket_model import ANN, BACKGROUND, BOB, CARL, TRAIN, book, ticket_model

from weft.diagnostics import WeftError
from weft.dsl import model as m
from weft.dsl import value_types as vt
from weft.dsl.expressions import Rounding
from weft.dsl.interpreter.outcomes import Accepted
from weft.dsl.interpreter.run import Failure, Runs, run_all
from weft.dsl.interpreter.stage import Made, Performed
from weft.dsl.operations import (
    AnswerTask,
    ExpectAccepted,
    ExpectCount,
    ExpectQuery,
    ExpectRejected,
    ExpectServiceCalled,
    ExpectSignedIn,
    ExpectState,
    ExpectTask,
    ExpectValues,
    HaveNobody,
    HavePerson,
    HaveRecords,
    HaveServiceAnswer,
    HaveTime,
    HaveValues,
    LastRecord,
    Operation,
    PassTime,
    Perform,
    RecordByKey,
    RecordWith,
    SignOut,
    TrySignIn,
)

Steps = Sequence[tuple[str, Operation | None]]

G1 = RecordByKey("Train", "G1")
BOOKING = LastRecord("Booking")
PAY = Perform(ANN, "pay", (("booking", BOOKING),))
ASK = Perform(ANN, "ask_refund", (("booking", BOOKING),))
PAID: Steps = [("given", book(2)), ("given", PAY)]
SIGN_IN = TrySignIn("Customer", "ann@example.org", "correct-horse-battery")


def run(*steps: tuple[str, Operation | None], model: m.Model | None = None) -> Runs:
    return run_all(replace(model or ticket_model(), scenarios=(scenario("SC-1", *BACKGROUND, *steps),)))


def failures(*steps: tuple[str, Operation | None], model: m.Model | None = None) -> tuple[Failure, ...]:
    return run(*steps, model=model).results[0].failures


def messages(*steps: tuple[str, Operation | None], model: m.Model | None = None) -> list[str]:
    return [failure.message for failure in failures(*steps, model=model)]


def values(record: RecordByKey | RecordWith | LastRecord, **fields: object) -> ExpectValues:
    return ExpectValues(record, tuple(fields.items()))  # pyright: ignore[reportArgumentType]


HOLDS: dict[str, Steps] = {
    "booking takes seats": [
        ("when", book(2)),
        ("then", values(G1, seats_left=0)),
        ("then", ExpectCount("Booking", (("passenger", "Ann Li"), ("total", 110600), ("status", "held")), None)),
        ("then", ExpectAccepted()),
    ],
    "too many seats are refused": [
        ("when", book(3)),
        ("then", ExpectRejected("Not enough seats left")),
        ("then", ExpectCount("Booking", (), 0)),
    ],
    "an unpaid booking expires": [
        ("given", book(2)),
        ("when", PassTime(timedelta(minutes=16))),
        ("then", values(RecordWith("Booking", (("passenger", "Ann Li"),)), status="expired")),
        ("then", values(G1, seats_left=2)),
    ],
    "a paid booking does not expire": [
        *PAID,
        ("when", PassTime(timedelta(days=1))),
        ("then", values(BOOKING, status="paid")),
    ],
    "paying calls the gateway": [
        ("given", book(1)),
        ("when", PAY),
        ("then", ExpectServiceCalled("PaymentGateway", "charge", (("amount", 55300),), 1)),
        ("then", ExpectServiceCalled("PaymentGateway", "refund", (), 0)),
    ],
    "a refused payment leaves the booking held": [
        ("given", book(1)),
        ("given", HaveServiceAnswer("PaymentGateway", None, "refused")),
        ("when", PAY),
        ("then", ExpectRejected("Payment refused")),
        ("then", values(BOOKING, status="held")),
    ],
    "somebody unknown cannot book": [
        ("given", HaveNobody()),
        ("when", book(1, None)),
        ("then", ExpectRejected("Please sign in first")),
    ],
    "an unknown record may be what the scenario is about": [
        ("when", book(1, train="G9")),
        ("then", ExpectRejected("There is no train G9")),
    ],
    "signing in and out": [
        ("when", SignOut(ANN)),
        ("then", ExpectSignedIn(ANN, False)),
        ("when", SIGN_IN),
        ("then", ExpectSignedIn(ANN, True)),
        ("when", book(1)),
        ("then", ExpectAccepted()),
    ],
    "signing in by the name of a person": [
        ("given", HavePerson(BOB, signed_in=False, password="secret")),
        ("when", TrySignIn("Customer", "Bob", "secret")),
        ("then", ExpectSignedIn(BOB, True)),
    ],
    "a wrong password": [
        ("when", TrySignIn("Customer", "ann@example.org", "wrong")),
        ("then", ExpectRejected("Wrong email or password")),
    ],
    "registering signs in": [
        ("given", HaveNobody()),
        ("when", Perform(None, "register", (("name", "Eve"), ("email", "e@x.org"), ("password", "p")))),
        ("then", ExpectSignedIn(replace(ANN, name="Eve"), True)),
        ("when", book(1, replace(ANN, name="Eve"))),
        ("then", values(BOOKING, customer=replace(ANN, name="Eve"))),
    ],
    "values may be set whatever the actions say": [
        ("given", HaveValues(G1, (("seats_left", 9),))),
        ("when", book(5)),
        ("then", values(G1, seats_left=4)),
    ],
    "the clock may be set": [
        ("given", HaveTime(CLOCK + timedelta(days=2))),
        ("when", book(1)),
        ("then", ExpectRejected("The train has departed")),
    ],
    "a record may be made from one value": [
        ("given", HaveRecords("Booking", ((("passenger", "Zoe"),),))),
        ("then", values(BOOKING, customer=ANN, train="G1", seats=1, status="held")),
    ],
    "a refund is approved": [
        *PAID,
        ("given", HaveTime(CLOCK - timedelta(hours=1))),
        ("given", HavePerson(CARL, signed_in=True)),
        ("when", ASK),
        ("then", ExpectState("Refund", BOOKING, "Approve")),
        ("then", ExpectTask("Clerk", "Approve the refund of B000001")),
        ("then", ExpectTask("Admin", "Approve the refund of B000001", is_open=False)),
        ("when", AnswerTask(CARL, "approve", "Approve the refund of B000001")),
        ("then", ExpectState("Refund", BOOKING, "Done")),
        ("then", values(BOOKING, status="refunded")),
    ],
    "a workflow may be put into a state": [
        *PAID,
        ("given", ExpectState("Refund", BOOKING, "Approve")),
        ("when", PassTime(timedelta(days=2))),
        ("then", ExpectTask("Admin", "Overdue refund B000001")),
    ],
    "only the role of a task answers it": [
        *PAID,
        ("given", ExpectState("Refund", BOOKING, "Approve")),
        ("when", AnswerTask(ANN, "approve", "Approve the refund of B000001")),
        ("then", ExpectRejected("You are not allowed to do this")),
    ],
}


@pytest.mark.parametrize("name", HOLDS)
def test_it_holds_that(name: str) -> None:
    assert messages(*HOLDS[name]) == []


CONTRADICTS: dict[str, tuple[Steps, str]] = {
    "an unexpected rejection": (
        [("when", book(3)), ("then", ExpectCount("Booking", (), 0))],
        "expected to succeed, but a `requires` of book rejects it: Not enough seats left"
        " (seats = 3, train.seats_left = 2)",
    ),
    "an unexpected refusal": (
        [
            ("given", book(1)),
            ("given", HaveServiceAnswer("PaymentGateway", "charge", "timeout")),
            ("when", PAY),
        ],
        "expected to succeed, but the call in pay is refused (timeout): Payment refused",
    ),
    "a Given action that is rejected": (
        [("given", book(3)), ("then", ExpectRejected(None))],
        "expected to succeed, but a `requires` of book rejects it: Not enough seats left"
        " (seats = 3, train.seats_left = 2)",
    ),
    "a rejection that is expected only later": (
        [("when", book(3)), ("when", book(3)), ("then", ExpectRejected(None))],
        "expected to succeed, but a `requires` of book rejects it: Not enough seats left"
        " (seats = 3, train.seats_left = 2)",
    ),
    "another message": (
        [("when", book(3)), ("then", ExpectRejected("Sold out"))],
        'expected a rejection with "Sold out", but it was rejected by a `requires` of book'
        ' with "Not enough seats left" (seats = 3, train.seats_left = 2)',
    ),
    "no rejection": (
        [("when", book(1)), ("then", ExpectRejected("Sold out"))],
        'expected a rejection with "Sold out", but the action succeeded',
    ),
    "a wrong value": (
        [("when", book(1)), ("then", values(G1, seats_left=0, price=1))],
        'the train "G1": expected seats_left to be 0, but it is 1; price to be 0.01, but it is 553.00',
    ),
    "a wrong count": (
        [("when", book(1)), ("then", ExpectCount("Booking", (("seats", 2),), None))],
        'expected at least 1 booking record(s) with seats 2, found 0; there is: "B000001" (seats 1)',
    ),
    "an unknown record": (
        [("when", book(1, train="G9")), ("then", ExpectAccepted())],
        'there is no train "G9"; known: "G1"',
    ),
    "an unknown record in a Then": (
        [("then", values(RecordByKey("Train", "G9"), seats_left=0))],
        'there is no train "G9"; known: "G1"',
    ),
    "a record that cannot exist": (
        [("given", HaveRecords("Train", ((("number", "G2"),),)))],
        "this train cannot exist: a `check` of Train rejects it: Origin and destination must differ"
        " (origin = Beijing, destination = Beijing)",
    ),
    "nothing created": ([("then", values(BOOKING, seats=1))], "no booking was created yet"),
    "no such person": (
        [("given", book(1)), ("then", values(BOOKING, customer=BOB))],
        'there is no customer "Bob"; known: "Ann"',
    ),
    "several records": (
        [
            ("given", book(1)),
            ("given", book(1)),
            ("then", values(RecordWith("Booking", (("passenger", "Ann Li"),)), seats=1)),
        ],
        '2 records of booking have passenger "Ann Li": B000001, B000002',
    ),
    "a call that was not made": (
        [("then", ExpectServiceCalled("PaymentGateway", "charge", (("amount", 1),)))],
        "expected PaymentGateway.charge to be called at least once with amount 0.01, it was 0 times; calls: none",
    ),
    "a person who is signed in": ([("then", ExpectSignedIn(ANN, False))], "Ann is signed in"),
    "a workflow that has not started": (
        [*PAID, ("then", ExpectState("Refund", BOOKING, "Done"))],
        'the workflow Refund of "B000001" has not started',
    ),
    "a workflow elsewhere": (
        [*PAID, ("when", ASK), ("then", ExpectState("Refund", BOOKING, "Done"))],
        "expected Refund to be in Done, but it is in Approve (it went Assess → Approve)",
    ),
    "a state in which nothing rests": (
        [*PAID, ("given", ExpectState("Refund", BOOKING, "PayBack"))],
        "the workflow Refund does not rest in PayBack: it goes on to Done",
    ),
    "a state that does not exist": (
        [*PAID, ("given", ExpectState("Refund", BOOKING, "Limbo"))],
        'the workflow Refund has no state "Limbo"',
    ),
    "a task that is not open": (
        [("when", AnswerTask(ANN, "yes", "Approve it"))],
        'there is no open task "Approve it"; open: none',
    ),
    "a clock outside the calendar": (
        [("when", PassTime(timedelta(days=4_000_000)))],
        "the clock would leave the calendar",
    ),
}


@pytest.mark.parametrize("name", CONTRADICTS)
def test_it_is_told_of(name: str) -> None:
    steps, message = CONTRADICTS[name]
    assert messages(*steps) == [message]


def test_a_failure_points_at_the_step_and_at_the_rule() -> None:
    (failure,) = failures(("when", book(3)))
    assert failure.span.text == f"when {book(3)}"
    assert failure.rule is not None
    assert failure.rule.text == "Not enough seats left"


def test_a_wrong_value_points_at_the_effect_that_gave_it() -> None:
    (failure,) = failures(("when", book(1)), ("then", values(G1, seats_left=2)))
    assert failure.rule is not None
    assert failure.rule.text == "changes seats_left"


def test_all_wrong_thens_are_told_and_nothing_after_them_is_done() -> None:
    found = messages(
        ("when", book(1)),
        ("then", values(G1, seats_left=7)),
        ("then", values(G1, seats_left=8)),
        ("when", book(9)),
    )
    assert len(found) == 2


def test_a_division_by_zero_fails_the_step_at_the_expression() -> None:
    broken = quotient(number(1), number(0), Rounding.DOWN, vt.Int())
    model = ticket_model()
    check = m.Check(id="c", span=at("c"), condition=replace(broken, type=vt.Bool()), message="never")
    entities = tuple(replace(e, checks=(check,)) if e.name == "Train" else e for e in model.entities)
    (failure,) = failures(model=replace(model, entities=entities))
    assert failure.message == "division by zero"
    assert failure.rule == broken.span


def test_a_definition_that_leads_back_to_itself_is_told() -> None:
    model = ticket_model()
    own = read(ref("self", "Booking"), "total", vt.Money())
    booking = model.entity("Booking")
    fields = tuple(replace(item, derived=own) if item.name == "total" else item for item in booking.fields)
    entities = tuple(replace(e, fields=fields) if e.name == "Booking" else e for e in model.entities)
    steps: Steps = [("given", book(1)), ("then", values(BOOKING, total=1))]
    assert messages(*steps, model=replace(model, entities=entities)) == [
        "this never ends: definitions lead back to themselves"
    ]


def test_an_action_of_the_system_that_never_rests_is_told() -> None:
    model = ticket_model()
    expire = model.action("expire")
    restless = replace(expire, effects=(), guards=())
    actions = tuple(restless if item.name == "expire" else item for item in model.actions)
    found = messages(("given", book(1)), ("when", PassTime(timedelta(hours=1))), model=replace(model, actions=actions))
    assert found == ["the actions of the system never come to rest: expire"]


@pytest.mark.parametrize(
    ("keys", "message"), [(("G1",), None), (("G2", "G1"), 'trains lists "G1"; expected "G2", "G1"')]
)
def test_a_query_lists_exactly(keys: tuple[str, ...], message: str | None) -> None:
    query = m.Query(
        id="q", span=at("q"), name="trains", parameters=(), entity="Train", row="row", where=None,
        sort=m.Sort(field="price"), limit=None,
    )  # fmt: skip
    model = ticket_model(queries=(query,))
    assert messages(("then", ExpectQuery("trains", (), keys)), model=model) == ([message] if message else [])


def test_an_unbound_step_ends_the_run() -> None:
    result = run(("when", None), ("then", values(G1, seats_left=99))).results[0]
    assert (result.failures, result.is_complete) == ((), False)


def test_the_trace_keeps_what_was_made_and_done() -> None:
    (made, ann, done) = run(("when", book(2))).results[0].trace
    assert isinstance(made, Made)
    assert (made.step, made.entity, made.key) == (0, "Train", "G1")
    assert isinstance(ann, Made)
    assert dict(ann.values)["email"] == "ann@example.org"
    arguments = (("train", "G1"), ("passenger", "Ann Li"), ("seats", 2))
    assert done == Performed(2, ANN, "book", arguments, Accepted("B000001"))


def test_coverage_tells_what_was_exercised() -> None:
    steps = HOLDS["a refund is approved"]
    one = scenario("SC-1", *BACKGROUND, ("when", book(3)), ("then", ExpectRejected(None)))
    other = scenario("SC-2", *BACKGROUND, *steps)
    coverage = run_all(ticket_model(one, other)).coverage
    assert coverage.guards_false == ("action:book/requires:2",)
    assert coverage.guards_true == (
        "action:ask_refund/requires:1",
        "action:book/requires:1",
        "action:book/requires:2",
        "action:pay/requires:1",
    )
    assert coverage.actions == ("action:ask_refund", "action:book", "action:pay", "action:release_seats")
    assert coverage.rejections == ("action:book/requires:2",)
    assert coverage.rows == ("decision:refund_percent/row:4",)
    assert [state.rpartition(":")[2] for state in coverage.states] == ["Approve", "Assess", "Done", "PayBack"]
    assert coverage.transitions == (
        "workflow:Refund/answer/approve/PayBack",
        "workflow:Refund/otherwise/Done",
        "workflow:Refund/when/Approve",
    )


def test_scenarios_do_not_touch_each_other() -> None:
    one = scenario("SC-1", *BACKGROUND, ("when", book(2)), ("then", values(G1, seats_left=0)))
    assert [result.failures for result in run_all(ticket_model(one, one)).results] == [(), ()]


def test_a_step_that_names_what_the_model_lacks_is_a_defect() -> None:
    with pytest.raises(WeftError):
        run(("when", Perform(ANN, "fly", ())))
    with pytest.raises(WeftError):
        run(("then", values(G1, wings=2)))


def test_background_records_exist() -> None:
    assert run_all(ticket_model(scenario("SC-1", ("given", TRAIN)))).results[0].failures == ()
