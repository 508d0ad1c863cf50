"""The log of decisions: what it says, what it never says, and what is no log."""

from datetime import UTC, datetime

import msgspec
import pytest
from told_pipelines import SCHEMA, Scripted, SmallDatabase

from weft.analyzers.text_to_sql.policies.cascade import Cascade
from weft.analyzers.text_to_sql.question import Question
from weft.analyzers.text_to_sql.routing.decision_log import LoggedAnswer, UnusableLog, logged, read_log, write_line
from weft.analyzers.text_to_sql.routing.policy import Action
from weft.analyzers.text_to_sql.routing.router import Router
from weft.analyzers.text_to_sql.routing.trust import shipped_trust
from weft.analyzers.text_to_sql.verification.likeness import Likeness

RIGHT, WRONG = "SELECT name FROM singer WHERE age = 40", "SELECT name, age FROM singer"
QUESTION = Question("Which singers are 40?", SCHEMA, "40 years old")
TIME = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)


def _entry(*pipelines: Scripted) -> LoggedAnswer:
    answer = Router(pipelines, Cascade(shipped_trust())).answer(QUESTION, SmallDatabase())
    return logged(answer, QUESTION, "cascade", TIME)


def test_an_entry_tells_every_decision() -> None:
    entry = _entry(
        Scripted("offline", RIGHT, confidence=0.3), Scripted("basic", WRONG, 500), Scripted("strong", RIGHT, 90)
    )
    assert (entry.question, entry.evidence, entry.schema) == ("Which singers are 40?", "40 years old", "concerts")
    assert (entry.tier, entry.sql, entry.usage.tokens) == ("strong", RIGHT, 590)
    assert [step.decision for step in entry.steps] == [Action.ESCALATE, Action.ESCALATE, Action.ACCEPT]
    assert [step.agrees_with for step in entry.steps] == [(), (), ("offline",)]
    assert [step.differs_from for step in entry.steps] == [(), ("offline",), ("basic",)]
    alike, unlike = Likeness(1, 1, 1), Likeness()
    assert [step.likenesses for step in entry.steps] == [(unlike,), (unlike, unlike), (alike, unlike, alike)]
    assert [step.row_count for step in entry.steps] == [2, 3, 2]
    assert entry.is_right is None


def test_no_row_is_in_the_log() -> None:
    line = write_line(_entry(Scripted("offline", RIGHT, confidence=0.95)))
    assert b"Bob" not in line
    assert line.count(b"\n") == 1


def test_what_is_written_is_read() -> None:
    entries = [_entry(Scripted("offline", RIGHT, confidence=0.95)), _entry(Scripted("basic", None, 30))]
    assert list(read_log(b"".join(map(write_line, entries)))) == entries


def test_people_fill_in_what_was_right() -> None:
    line = msgspec.json.decode(write_line(_entry(Scripted("offline", RIGHT, confidence=0.95))))
    (entry,) = read_log(msgspec.json.encode({**line, "is_right": True}))
    assert entry.is_right is True


def test_a_line_that_was_interrupted_is_left_out() -> None:
    line = write_line(_entry(Scripted("offline", RIGHT)))
    assert len(list(read_log(line + line[:50]))) == 1


@pytest.mark.parametrize("line", [b"{}", b"nothing", b'{"question": 3}', b"\xff"])
def test_a_line_that_is_no_decision_is_named(line: bytes) -> None:
    good = write_line(_entry(Scripted("offline", RIGHT)))
    with pytest.raises(UnusableLog, match=r"line 2 is no decision"):
        list(read_log(good + line + b"\n" + good))
