"""An action is one transaction: who may, inputs, guards, calls, simultaneous effects, rules, roll back."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from model_parts import (
    action,
    at,
    calc,
    change,
    compare,
    const,
    create,
    field,
    guard,
    number,
    parameter,
    read,
    ref,
    var,
)
from msgspec.structs import replace
from ticket_model import ticket_model
from ticket_state import ANN, BOB, CARL, initial

from weft.diagnostics import WeftError
from weft.dsl import model as m
from weft.dsl import value_types as vt
from weft.dsl.expressions import Value
from weft.dsl.interpreter.interpreter import Interpreter
from weft.dsl.interpreter.outcomes import Accepted, Key, Outcome, Person, Refused, Rejected
from weft.dsl.interpreter.state import State

MODEL = ticket_model()
INTERPRETER = Interpreter(MODEL)


def book(state: State, who: Person | None, **inputs: Value) -> Outcome:
    arguments: Mapping[str, Value] = {"train": "G1", "passenger": "Ann Li", "seats": 2, **inputs}
    return INTERPRETER.perform(state, who, "book", arguments)


def booked(state: State) -> Key:
    outcome = book(state, ANN)
    assert isinstance(outcome, Accepted)
    assert outcome.value is not None
    return outcome.value


def test_an_accepted_action_returns_the_new_record_and_has_its_effects() -> None:
    state = initial(INTERPRETER)
    assert book(state, ANN) == Accepted("B000001")
    assert state.records["Train"]["G1"]["seats_left"] == 0
    booking = state.records["Booking"]["B000001"]
    assert (booking["status"], booking["customer"], booking["seats"]) == ("held", "Ann", 2)


@pytest.mark.parametrize(
    ("who", "message"),
    [(None, "Please sign in first"), (CARL, "You are not allowed to do this")],
)
def test_who_may_comes_before_everything_else(who: Person | None, message: str) -> None:
    assert book(initial(INTERPRETER), who, train="G9", seats=99) == Rejected("action:book/by", message)


def test_a_person_who_is_gone_is_not_signed_in() -> None:
    assert book(initial(INTERPRETER), Person("Customer", "Eve")) == Rejected("action:book/by", "Please sign in first")


@pytest.mark.parametrize(
    ("inputs", "name", "message"),
    [
        ({"passenger": None}, "passenger", "Passenger name is required"),
        ({"passenger": "   "}, "passenger", "Passenger name is required"),
        ({"passenger": "x" * 61}, "passenger", "Passenger name must be at most 60 characters"),
        ({"seats": 0}, "seats", "Seats must be between 1 and 5"),
        ({"seats": "two"}, "seats", "Seats is not a valid number"),
        ({"seats": True}, "seats", "Seats is not a valid number"),
        ({"train": "G9"}, "train", "There is no train G9"),
    ],
)
def test_inputs_come_before_guards(inputs: dict[str, Value], name: str, message: str) -> None:
    assert book(initial(INTERPRETER, seats_left=0), ANN, **inputs) == Rejected(f"action:book/parameter:{name}", message)


def test_texts_lose_their_outer_spaces() -> None:
    state = initial(INTERPRETER)
    book(state, ANN, passenger="  Ann Li ")
    assert state.records["Booking"]["B000001"]["passenger"] == "Ann Li"


def test_an_input_that_is_left_out_takes_its_default() -> None:
    state = initial(INTERPRETER)
    INTERPRETER.perform(state, ANN, "book", {"train": "G1", "passenger": "Ann Li"})
    assert state.records["Booking"]["B000001"]["seats"] == 1


def test_the_first_failing_guard_decides_and_shows_what_it_read() -> None:
    state = initial(INTERPRETER, seats_left=1)
    state.now = state.now.replace(day=23)
    outcome = book(state, ANN)
    assert outcome == Rejected("action:book/requires:1", "The train has departed")
    assert isinstance(outcome, Rejected)
    assert outcome.values == (("train.departs", "2026-07-22 09:00"), ("now", "2026-07-23 09:00"))


def test_only_the_owner_may_do_what_owners_do() -> None:
    state = initial(INTERPRETER)
    key = booked(state)
    assert INTERPRETER.perform(state, BOB, "pay", {"booking": key}) == Rejected(
        "action:pay/by", "You are not allowed to do this"
    )
    assert INTERPRETER.perform(state, ANN, "pay", {"booking": key}) == Accepted()


def test_an_owner_of_nothing_is_told_that_the_record_is_missing() -> None:
    outcome = INTERPRETER.perform(initial(INTERPRETER), ANN, "pay", {"booking": "B9"})
    assert outcome == Rejected("action:pay/parameter:booking", "There is no booking B9")


def test_people_cannot_do_what_only_the_system_does() -> None:
    state = initial(INTERPRETER)
    outcome = INTERPRETER.perform(state, ANN, "expire", {"booking": booked(state)})
    assert outcome == Rejected("action:expire/by", "You are not allowed to do this")


def test_a_refusing_service_refuses_the_action_but_was_called() -> None:
    state = initial(INTERPRETER)
    key = booked(state)
    state.answers["PaymentGateway", "charge"] = "refused"
    assert INTERPRETER.perform(state, ANN, "pay", {"booking": key}) == Refused("refused", "Payment refused")
    assert state.records["Booking"][key]["status"] == "held"
    assert state.calls[0].arguments == (("amount", 110600),)


def test_a_service_is_not_called_where_a_guard_fails() -> None:
    state = initial(INTERPRETER)
    key = booked(state)
    INTERPRETER.perform(state, ANN, "pay", {"booking": key})
    INTERPRETER.perform(state, ANN, "pay", {"booking": key})
    assert len(state.calls) == 1


def test_an_action_can_sign_in_the_person_it_creates() -> None:
    state = INTERPRETER.initial_state()
    outcome = INTERPRETER.perform(state, None, "register", {"name": "Ann", "email": "a@b.org", "password": "x"})
    assert outcome == Accepted("Ann", Person("Customer", "Ann"))


@pytest.mark.parametrize(
    ("inputs", "rule", "message"),
    [
        ({"name": "Ann", "email": "new@example.org"}, "entity:Customer/field:name", "Name is already taken"),
        ({"name": "Eve", "email": "Ann@example.org"}, "entity:Customer/field:email", "Email is already taken"),
    ],
)
def test_keys_and_unique_fields_are_taken_once(inputs: dict[str, Value], rule: str, message: str) -> None:
    assert INTERPRETER.perform(initial(INTERPRETER), None, "register", {**inputs, "password": "x"}) == Rejected(
        rule, message
    )


def test_an_unknown_action_or_parameter_is_a_defect_of_the_caller() -> None:
    with pytest.raises(WeftError, match="no action named 'fly'"):
        INTERPRETER.perform(initial(INTERPRETER), ANN, "fly", {})
    with pytest.raises(WeftError, match="no parameter 'wings'"):
        INTERPRETER.perform(initial(INTERPRETER), ANN, "pay", {"wings": 2})


TRAIN = ref("train", "Train")
LEFT, PRICE = read(TRAIN, "seats_left", vt.Int()), read(TRAIN, "price", vt.Money())


def with_action(*effects: m.Effect, ensures: tuple[m.Guard, ...] = (), model: m.Model = MODEL) -> Interpreter:
    """Return the model with the action `act(train, n)` that anyone may do."""
    parameters = [parameter("train", TRAIN.type), parameter("n", vt.Optional(vt.Int()))]
    made = action("act", parameters, m.Anyone(), effects=effects, ensures=ensures)
    return Interpreter(replace(model, actions=(*model.actions, made)))


def act(interpreter: Interpreter, state: State, n: Value = None) -> Outcome:
    return interpreter.perform(state, None, "act", {"train": "G1", "n": n})


@given(st.integers(0, 2000), st.integers(0, 2000))
def test_all_effects_see_the_state_before(seats: int, price: int) -> None:
    swapping = with_action(change(TRAIN, "seats_left", PRICE), change(TRAIN, "price", LEFT))
    state = initial(swapping, seats)
    swapping.effects.update(state, ("Train", "G1"), {"price": price})
    assert isinstance(act(swapping, state), Accepted)
    record = state.records["Train"]["G1"]
    assert (record["seats_left"], record["price"]) == (price, seats)


@pytest.mark.parametrize(
    ("effect", "rule", "message"),
    [
        (
            change(TRAIN, "seats_left", number(-1)),
            "entity:Train/field:seats_left",
            "Seats left must be between 0 and 2000",
        ),
        (
            change(TRAIN, "origin", read(TRAIN, "destination", vt.Text())),
            "entity:Train/check:1",
            "Origin and destination must differ",
        ),
        (change(TRAIN, "departs", var("n", vt.Int())), "entity:Train/field:departs", "Departs is required"),
        (
            m.Delete(id="d", span=at("deletes"), record=TRAIN, entity="Train"),
            "entity:Booking/field:train",
            "The train G1 is still used by a booking",
        ),
    ],
)
def test_standing_rules_are_checked_after_the_effects(effect: m.Effect, rule: str, message: str) -> None:
    interpreter = with_action(effect)
    state = initial(interpreter)
    interpreter.perform(state, ANN, "book", {"train": "G1", "passenger": "Ann", "seats": 1})
    before = state.copy()
    assert act(interpreter, state) == Rejected(rule, message)
    assert state == before


def test_an_invariant_rejects_with_its_rule() -> None:
    entities = tuple(
        replace(item, fields=tuple(replace(f, type=vt.Int()) if f.name == "seats_left" else f for f in item.fields))
        for item in MODEL.entities
    )
    interpreter = with_action(change(TRAIN, "seats_left", number(-1)), model=replace(MODEL, entities=entities))
    outcome = act(interpreter, initial(interpreter))
    assert outcome == Rejected("R-1", "Seats are never oversold")
    assert isinstance(outcome, Rejected)
    assert outcome.values == (("seats_left", "-1"),)


def test_ensures_sees_the_state_after() -> None:
    ensured = guard("action:act/ensures:1", compare(LEFT, ">", number(5)), "More than five must be left")
    interpreter = with_action(change(TRAIN, "seats_left", number(5)), ensures=(ensured,))
    assert act(interpreter, initial(interpreter)) == Rejected("action:act/ensures:1", "More than five must be left")


def test_fields_that_are_unique_together_occur_once() -> None:
    unique = m.Unique(id="entity:Train/unique:1", span=at("unique"), fields=("origin", "departs"), message="Taken")
    entities = tuple(replace(item, uniques=(unique,)) if item.name == "Train" else item for item in MODEL.entities)
    values = {
        name: read(TRAIN, name, vt.Text()) for name in ("origin", "destination", "departs", "seats_left", "price")
    }
    twin = create("Train", "twin", number=const("G2", vt.Text()), **values)
    interpreter = with_action(twin, model=replace(MODEL, entities=entities))
    assert act(interpreter, initial(interpreter)) == Rejected("entity:Train/unique:1", "Taken")


def test_a_stored_derived_field_is_renewed_only_when_its_own_fields_change() -> None:
    own = ref("self", "Train")
    doubled = calc(read(own, "seats_left", vt.Int()), "*", number(2), vt.Int())
    extra = field("Train", "doubled", vt.Int(), derived=doubled)
    entities = tuple(
        replace(item, fields=(*item.fields, extra)) if item.name == "Train" else item for item in MODEL.entities
    )
    interpreter = with_action(change(TRAIN, "seats_left", number(7)), model=replace(MODEL, entities=entities))
    state = initial(interpreter)
    assert state.records["Train"]["G1"]["doubled"] == 4
    act(interpreter, state)
    assert state.records["Train"]["G1"]["doubled"] == 14


@given(st.lists(st.tuples(st.sampled_from([ANN, BOB, None]), st.integers(-1, 6), st.booleans()), max_size=8))
def test_whatever_is_not_accepted_leaves_the_state_untouched(tries: list[tuple[Person | None, int, bool]]) -> None:
    state = initial(INTERPRETER, seats_left=5)
    for who, seats, pays in tries:
        before = state.copy()
        if pays:
            state.answers["PaymentGateway", "charge"] = before.answers["PaymentGateway", "charge"] = "refused"
            outcome = INTERPRETER.perform(state, who, "pay", {"booking": "B000001"})
            before.calls = list(state.calls)  # a call of a service cannot be taken back
        else:
            outcome = book(state, who, seats=seats)
        if not isinstance(outcome, Accepted):
            assert state == before
        booked_seats = sum(int(str(row["seats"])) for row in state.records["Booking"].values())
        assert booked_seats + int(str(state.records["Train"]["G1"]["seats_left"])) == 5


def test_a_copy_of_a_state_is_independent() -> None:
    state = initial(INTERPRETER)
    copy = state.copy()
    book(copy, ANN)
    assert state.records["Booking"] == {}
    assert state.records["Train"]["G1"]["seats_left"] == 2
