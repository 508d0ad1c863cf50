"""The binder over a whole scenario: people, pronouns, tables, outlines; and the phrases that models declare."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from weft.diagnostics import Source
from weft.dsl.compile import compile_sources
from weft.dsl.model import Model
from weft.dsl.operations import (
    HavePerson,
    HaveRecords,
    Operation,
    Perform,
    Persona,
    RecordByKey,
    SignOut,
    TrySignIn,
)
from weft.dsl.steps.ambiguity import find_ambiguities
from weft.dsl.steps.binder import Binder
from weft.dsl.steps.forms_actions import default_phrases
from weft.dsl.steps.raw_step import RawStep
from weft.dsl.steps.sentences import Sentences
from weft.dsl.steps.vocabulary import Vocabulary

MakeStep = Callable[..., RawStep]
MakeModel = Callable[..., Model]
ANN = Persona("Customer", "Ann")


def operations(binder: Binder, *steps: RawStep) -> list[Operation | None]:
    bound, findings = binder.bind_scenario(steps)
    assert not findings
    return [item.operation for item in bound]


def test_a_pronoun_means_the_person_last_named(binder: Binder, step: MakeStep) -> None:
    people = [step("given", 'customer "Ann" is signed in'), step("given", 'clerk "Kim" is signed in')]
    found = operations(binder, *people, step("when", "she signs out"), step("when", "Ann signs out"))
    assert found[2:] == [SignOut(Persona("Clerk", "Kim")), SignOut(ANN)]


def test_a_pronoun_before_any_name_is_a_finding(binder: Binder, step: MakeStep) -> None:
    _, findings = binder.bind_scenario([step("when", "she signs out")])
    assert [(item.code, item.span.text) for item in findings] == [("DSL021", "she")]


def test_people_are_forgotten_after_their_scenario(binder: Binder, step: MakeStep) -> None:
    binder.bind_scenario([step("given", 'customer "Bob" is signed in')])
    _, findings = binder.bind_scenario([step("when", "Bob signs out")])
    assert [item.message for item in findings] == ["nobody called Bob has been introduced"]


def test_a_stranger_is_reported_once(binder: Binder, step: MakeStep) -> None:
    steps = [step("when", "Bob signs out"), step("when", 'Bob pays "B1"')]
    bound, findings = binder.bind_scenario(steps)
    assert len(findings) == 1
    assert [item.operation for item in bound] == [None, None]


def test_who_registers_is_known_afterwards(binder: Binder, step: MakeStep) -> None:
    register = step("when", 'a visitor registers with name "Bob Li" and password "secret"')
    found = operations(binder, register, step("when", "they sign out"), step("then", "Bob Li is not signed in"))
    assert found[1] == SignOut(Persona("Customer", "Bob Li"))


def test_a_person_signs_in_with_the_identifier_they_were_given(binder: Binder, step: MakeStep) -> None:
    known = step("given", 'customer "Ann" is known with email "a@x.org" and password "secret"')
    found = operations(binder, known, step("when", 'Ann signs in with password "secret"'))
    assert found[1] == TrySignIn("Customer", "a@x.org", "secret")


def test_a_table_makes_records(binder: Binder, step: MakeStep) -> None:
    table = (("number", "Seats left", "price", "note"), ("G1", "2", "1,106.00", "-"), ("G2", "", "5", "Tom and Jerry"))
    (found,) = operations(binder, step("given", "these trains exist", *table))
    first = (("number", "G1"), ("seats_left", 2), ("price", 110600), ("note", None))
    assert found == HaveRecords("Train", (first, (("number", "G2"), ("price", 500), ("note", "Tom and Jerry"))))


def test_a_table_of_a_role_makes_people(binder: Binder, step: MakeStep) -> None:
    table = step(
        "given", "these customers exist", ("name", "email", "password"), ("Ann", "a@x.org", "secret"), ("Bob", "b", "p")
    )
    found = operations(binder, table, step("when", "Ann signs out"))
    assert found[0] == HavePerson(ANN, False, (("email", "a@x.org"),), "secret")
    assert found[1] == HavePerson(Persona("Customer", "Bob"), False, (("email", "b"),), "p")


def test_every_wrong_cell_is_reported_at_its_place(binder: Binder, step: MakeStep) -> None:
    table = step(
        "given", "these bookings exist", ("ref", "trian", "status", "total"), ("B1", "G1", "hold", "1"), ("B2",)
    )
    _, findings = binder.bind_scenario([table])
    found = [(item.code, item.span.text) for item in findings]
    assert found == [("DSL021", "trian"), ("DSL022", "total"), ("DSL022", "hold"), ("DSL023", "B2")]


def test_a_table_that_nothing_reads_is_a_finding(binder: Binder, step: MakeStep) -> None:
    _, findings = binder.bind_scenario([step("given", "nobody is signed in", ("a",))])
    assert [item.message for item in findings] == ["this step takes no table"]


def test_an_action_phrase_takes_references_by_key_and_by_person(binder: Binder, step: MakeStep) -> None:
    found = operations(binder, step("when", 'customer "Ann" gives the booking "B1" to "Zoe"'))
    arguments = (("booking", RecordByKey("Booking", "B1")), ("to", Persona("Customer", "Zoe")))
    assert found == [Perform(ANN, "gift", arguments)]


@pytest.mark.parametrize(
    ("text", "written", "place"),
    [
        ('the train "G1" has seats_left many', 'the train "<key>" has seats_left many', "many"),
        ('the trian "G1" has seats_left 2', 'the trian "<train>" has seats_left 2', "trian"),
        (
            'the train "G1" has seats_left many',
            'the train "G1" has seats_left <n>',
            'the train "G1" has seats_left <n>',
        ),
    ],
)
def test_in_an_outline_the_place_is_found_around_the_placeholders(
    binder: Binder, step: MakeStep, text: str, written: str, place: str
) -> None:
    _, findings = binder.bind_scenario([step("then", text, written=written)])
    assert [item.span.text for item in findings] == [place]


def test_the_default_phrase_is_made_of_the_name_and_the_parameters(model: Model) -> None:
    assert default_phrases(model.action("cancel_order")) == (
        "cancels order {booking} with reason {reason}",
        "cancels order {booking}",
    )
    assert default_phrases(model.action("register")) == ("registers with name {name} and password {password}",)


AMBIGUOUS = [
    ("pays {booking}", "pays {train}", 'the customer "A" pays "A"'),
    ("pays (for) {booking}", "pays for {train}", 'the customer "A" pays for "A"'),
    ("marks {booking} as {status}", "marks {booking} as held", 'the customer "A" marks "A" as held'),
    ("moves/shifts {booking}", "shifts {booking}", 'the customer "A" shifts "A"'),
    ("buys {seats} seat(s)", "buys {amount} seats", 'the customer "A" buys 2 seats'),
    ("enters {passenger} as {extra}", "waits", 'the customer "A" enters "A" as "A"'),
    ("has email {passenger}", "waits", 'the customer "A" has email "A"'),
]


@pytest.mark.parametrize(("first", "second", "sentence"), AMBIGUOUS)
def test_two_meanings_of_one_sentence_are_found_when_they_are_declared(
    phrases: MakeModel, first: str, second: str, sentence: str
) -> None:
    problems = Binder(phrases(first, second)).problems
    assert [item.code for item in problems] == ["DSL030"]
    assert problems[0].message.startswith(f"`{sentence}` can mean ")
    assert problems[0].span.text in (first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("pays {booking}", "pays for {train}"),
        ("pays {booking}", "pays {train} today"),
        ("marks {booking} as {status}", "marks {booking} as lost"),
        ("buys {seats} seat(s)", "buys {seats} ticket(s)"),
        ("moves {booking} to {day}", "moves {booking} to {seats} days"),
        ("has {booking} paid", "opens {booking}"),
    ],
)
def test_phrases_that_one_word_tells_apart_are_fine(phrases: MakeModel, first: str, second: str) -> None:
    assert Binder(phrases(first, second)).problems == ()


def test_an_ambiguity_names_the_other_declaration(phrases: MakeModel) -> None:
    (problem,) = Binder(phrases("pays {booking}", "pays {train}")).problems
    assert problem.message.endswith("can mean `<person> pays <train>` and `<person> pays <booking>`")
    assert (problem.span.text, problem.related[0].span.text) == ("pays {train}", "pays {booking}")


@pytest.mark.parametrize(
    ("phrase", "code", "place"),
    [
        ("pays {bookin}", "DSL031", "{bookin}"),
        ("swaps {booking} and {booking}", "DSL031", "{booking}"),
        ("pays ({booking})", "DSL032", "{booking}"),
        ("pays (for {booking}", "DSL032", "("),
    ],
)
def test_a_wrong_phrase_is_reported_at_its_wrong_part(phrases: MakeModel, phrase: str, code: str, place: str) -> None:
    problems = Binder(phrases(phrase)).problems
    assert [(item.code, item.span.text) for item in problems] == [(code, place)]


def test_a_phrase_needs_every_parameter_that_cannot_be_empty(phrases: MakeModel) -> None:
    model = phrases("pays {booking} {amount} {extra}")
    action = replace(model.actions[0], phrases=("pays {booking}",))
    (problem,) = Binder(replace(model, actions=(action,))).problems
    assert (problem.code, problem.message) == ("DSL031", "the parameter amount is not in the phrase")


def test_the_built_in_forms_do_not_overlap(model: Model) -> None:
    sentences = Sentences(Vocabulary(model))
    overlaps = {
        (item.first.phrase.text, item.second.phrase.text)
        for item in find_ambiguities(sentences.patterns, model.roles)
        if set(item.first.form.phases) & set(item.second.form.phases)
    }
    # The word `nothing` could be a key; the first form counts.
    assert overlaps == {
        ("the query {query} lists nothing", "the query {query} lists {keys}"),
        ("the query {query} with {filters} lists nothing", "the query {query} with {filters} lists {keys}"),
    }


WORDS = st.sampled_from(
    ["Ann", "she", "the", "a", "train", '"G1"', '"', "\\", "has", "with", "and", "is", "seats_left", "2", "no", "there",
     "books", "of", "for", ",", "it", "page", "on", "Refund", "service", "-", "was", "called", "pass", "9" * 40]
)  # fmt: skip


@given(st.sampled_from(["given", "when", "then"]), st.lists(WORDS, max_size=12).map(" ".join) | st.text(max_size=40))
def test_no_sentence_makes_the_binder_fail(binder: Binder, step: MakeStep, phase: str, text: str) -> None:
    bound, findings = binder.bind_scenario([step("given", 'a customer "Ann"'), step(phase, text)])
    assert (bound[1].operation is None) == bool(findings)


def test_one_of_many_alike_actions_is_found(phrases: MakeModel, step: MakeStep) -> None:
    model = phrases(*(f"does{number} {{seats}} thing(s) to (the) {{train}} for {{passenger}}" for number in range(99)))
    binder = Binder(model)
    assert not binder.problems
    sentence = 'customer "Ann" does{} 3 things to "G1" for "Li"'
    found = operations(binder, *(step("when", sentence.format(number)) for number in range(99)))
    assert [item.action for item in found if isinstance(item, Perform)] == [f"action_{number}" for number in range(99)]


def test_an_action_may_say_several_things_and_each_binds() -> None:
    pots = """
Entity: Pot
  name: text(10) key
  level: int(0..100) default 0
Action: fill(pot: Pot, level: int(0..100) default 100)
  by anyone
  says "fills {pot} to {level}"
  says "tops {pot} up"
  changes pot.level to level
Feature: REQ-1 Pots
  Scenario: SC-1 A pot is filled in two ways
    Given a pot "A"
    When someone fills "A" to 40
    Then the pot "A" has level 40
    When someone tops "A" up
    Then the pot "A" has level 100
"""
    assert compile_sources([Source("pots.weft", pots)]).is_sound
