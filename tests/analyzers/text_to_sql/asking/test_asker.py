"""Questions are answered in the words of the specification, or honestly not at all."""

from collections.abc import Sequence
from typing import Any

import pytest

from weft.analyzers.text_to_sql.asking.asker import Source, ask
from weft.analyzers.text_to_sql.asking.records import Scope, UnreadableScope, read_scopes
from weft.analyzers.text_to_sql.asking.service import examples_for, reply_to

ANSWERED: dict[str, tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]] = {
    "How many tickets are open?": (("Number",), (("1",),)),
    "How many tickets are closed?": (("Number",), (("0",),)),
    "List the title of tickets that are taken": (("What is wrong",), (("No network upstairs",),)),
    "What is the average budget left?": (("Average budget left",), (("340.17",),)),
    "late tickets": (
        ("Ticket", "What is wrong", "Opened"),
        (("T1", "The printer is on fire", "2026-03-02 09:00"),),
    ),
}


@pytest.mark.parametrize("question", ANSWERED)
def test_an_answer_is_a_table_as_people_read_it(question: str, scope: Scope, shared: Source) -> None:
    reply = ask(question, scope, shared)
    assert (reply.headings, reply.rows) == ANSWERED[question]
    assert reply.sql.startswith("SELECT ")


def test_a_query_is_known_by_its_words_in_any_case(scope: Scope, shared: Source) -> None:
    reply = ask("  LATE\ttickets? ", scope, shared)
    assert reply.rows == (("T1", "The printer is on fire", "2026-03-02 09:00"),)
    assert reply.confidence is None


@pytest.mark.parametrize(
    "question",
    [
        "Filed tickets, team Printers, state open",
        "filed tickets of the team printers with state open?",
        "Filed ticket: Printers, open",
    ],
)
def test_a_query_takes_its_values_behind_its_name(question: str, scope: Scope, shared: Source) -> None:
    reply = ask(question, scope, shared)
    assert reply.rows == (("T1", "The printer is on fire"),)
    assert reply.reason == "it is the query “filed tickets, team Printers, state open” of this system"
    assert (reply.sql, reply.confidence) == (shared.statements["filed"], None)


@pytest.mark.parametrize(
    ("question", "reason", "examples"),
    [
        (
            "Filed tickets",
            "it takes a team",
            [f"Filed tickets, team {name}" for name in ("Networks", "Printers", "Quiet")],
        ),
        (
            "Filed tickets of one team",
            "it takes a team",
            [f"Filed tickets, team {name}" for name in ("Networks", "Printers", "Quiet")],
        ),
        (
            "Filed tickets, team Quiet",
            "it takes a state",
            [f"Filed tickets, team Quiet, state {state}" for state in ("open", "taken")],
        ),
    ],
)
def test_a_value_that_is_missing_is_asked_for(
    question: str, reason: str, examples: list[str], scope: Scope, shared: Source
) -> None:
    reply = ask(question, scope, shared)
    assert (reply.sql, reply.reason, list(reply.examples)) == ("", reason, examples)
    assert all("filed tickets" in (told := ask(each, scope, shared).reason) or "it takes" in told for each in examples)


def test_a_value_that_nobody_knows_makes_it_another_question(scope: Scope, shared: Source) -> None:
    assert "filed tickets" not in ask("Filed tickets, team Secrets", scope, shared).reason


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("", "nothing was asked"),
        ("x" * 301, "a question is one line of at most 300 letters"),
        ("tickets\x00", "a question is one line of at most 300 letters"),
        ("What will the weather be tomorrow?", "too unsure what is meant"),
    ],
)
def test_what_cannot_be_answered_is_said_with_examples(
    question: str, reason: str, scope: Scope, shared: Source
) -> None:
    reply = ask(question, scope, shared)
    assert (reply.reason, reply.sql, reply.rows) == (reason, "", ())
    assert reply.examples == scope.examples


def test_an_answer_leaves_no_declared_value_out(scope: Scope, shared: Source) -> None:
    reply = ask("How many closed and open and taken teams of budgets?", scope, shared)
    assert not reply.sql or all(word in reply.sql for word in ("open", "closed", "taken"))


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("What is the password hash of Emma?", "“password” and “hash”"),
        ("Which tickets were opened tomorrow?", "“tomorrow”"),
        ("What is the colour of the open tickets?", "“colour”"),
    ],
)
def test_an_answer_is_none_where_it_leaves_words_out(question: str, left: str, scope: Scope, shared: Source) -> None:
    reply = ask(question, scope, shared, accept=0.0)
    assert (reply.sql, reply.reason) == ("", f"no query was found that is about {left}")
    told = ask(question, scope, shared, accept=0.0, accept_partly=0.0)
    assert told.sql and told.reason.endswith(f", and {left} left out")


def test_a_database_that_fails_gives_no_answer(scope: Scope, shared: Source) -> None:
    def run(sql: str, seconds: float, most: int) -> tuple[Sequence[str], Sequence[Sequence[Any]], bool]:
        raise TimeoutError("it took too long")

    slow = Source(shared.statements, shared.dialect, run)
    assert not ask("How many tickets are open?", scope, slow).sql
    assert ask("late tickets", scope, slow).reason == "it took too long"


def test_the_door_takes_and_gives_plain_values(shared: Source) -> None:
    scopes = """{"Clerk": {"name": "x", "examples": ["How many teams are there?"], "tables": [
        {"name": "teams", "statement": "teams", "key": "name", "columns": [{"name": "name"}]}]}}"""
    found = reply_to("How many teams are there?", scopes, "Clerk", shared.statements, "sqlite", shared.run)
    assert found["rows"] == (("3",),)
    assert examples_for(scopes, "Clerk") == ("How many teams are there?",)


@pytest.mark.parametrize("text", ["", "[]", '{"Clerk": {"name": 1}}'])
def test_what_describes_nothing_is_told(text: str) -> None:
    with pytest.raises(UnreadableScope, match="describes nothing to ask about"):
        read_scopes(text)
