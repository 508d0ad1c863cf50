"""`weft route run` without a language model: lists, databases, the file of answers, summaries and misuse."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from weft.compiler import open_databases, sql_database
from weft.compiler.cli import run

SCHEMA = """
CREATE TABLE singer (id INTEGER PRIMARY KEY, name TEXT, age INTEGER);
CREATE TABLE concert (id INTEGER PRIMARY KEY, title TEXT, year INTEGER);
CREATE TABLE singer_in_concert (singer_id INTEGER REFERENCES singer, concert_id INTEGER REFERENCES concert);
"""
QUESTIONS = (
    "What are the names of the singers older than 30?",
    "What is the weather tomorrow?",
    "How many singers are there?",
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, others in (("one", ""), ("two", ", (4, 'Dan', 50)")):
        with closing(sqlite3.connect(f"{name}.sqlite")) as connection:
            connection.executescript(
                f"{SCHEMA} INSERT INTO singer VALUES (1, 'Ann', 31), (2, 'Bob', 44), (3, 'Cleo', 27){others}"
            )
    Path("questions.txt").write_text("\n".join(QUESTIONS))


def _run(*options: str, questions: str = "questions.txt", database: str = "one.sqlite") -> int:
    return run(["route", "run", questions, "--out", "out.jsonl", "--database", database, *options])


def _lines() -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path("out.jsonl").read_text().splitlines()]


def test_each_question_gets_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("--ordered") == 1
    one, two, three = _lines()
    assert (one["id"], one["state"], one["pipeline"], one["rows"]) == ("1", "answered", "offline", [["Ann"], ["Bob"]])
    assert (two["id"], two["state"], two["sql"], two["rows"]) == ("2", "unanswered", None, [])
    assert (three["database"], three["rows"], three["in_time"]) == ("one.sqlite", [[3]], True)
    assert "2 of 3 questions answered, 0 escalated, 3 in time, 0 tokens" in capsys.readouterr().out


def test_a_database_is_opened_once_for_questions_that_come_one_after_the_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened = Mock(wraps=sql_database.open_database)
    monkeypatch.setattr(open_databases, "open_database", opened)
    _run("--at-once", "1")
    assert [line["state"] for line in _lines()] == ["answered", "unanswered", "answered"]
    opened.assert_called_once_with("one.sqlite")


def test_all_answered_is_clean() -> None:
    Path("questions.txt").write_text(QUESTIONS[0])
    assert _run() == 0


@pytest.mark.parametrize("name", ("{db}.sqlite", ""), ids=["by a name", "by a file"])
def test_questions_may_be_about_several_databases(name: str) -> None:
    ending = "" if name else ".sqlite"
    listed = [{"id": db, "question": QUESTIONS[2], "db": f"{db}{ending}"} for db in ("two", "one")]
    Path("list.json").write_text(json.dumps(listed))
    assert _run("--ordered", questions="list.json", database=name) == 0
    assert [(line["id"], line["rows"]) for line in _lines()] == [("two", [[4]]), ("one", [[3]])]


def test_the_summary_is_there_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    _run("--format", "json")
    told = json.loads(capsys.readouterr().out)
    assert (told["questions"], told["answered"], told["unanswered"], told["before"]) == (3, 2, 1, 0)
    assert [(one["pipeline"], one["questions"]) for one in told["pipelines"]] == [("offline", 2), ("nobody", 1)]
    assert [(one["pipeline"], one["stage"]) for one in told["stages"]] == [
        ("offline", "linking"),
        ("offline", "drafting"),
        ("offline", "verification"),
    ]
    assert all(one["tokens"] == 0 and one["seconds"] > 0 for one in told["stages"])


def test_questions_that_are_late_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    _run("--deadline", "0.00001", "--format", "json")
    assert json.loads(capsys.readouterr().out)["in_time"] == 0


def test_what_is_done_is_not_done_again(capsys: pytest.CaptureFixture[str]) -> None:
    _run()
    before = Path("out.jsonl").read_bytes()
    capsys.readouterr()
    assert _run("--max-tokens", "10", "--format", "json") == 1  # limits are no reason to answer anew
    assert Path("out.jsonl").read_bytes() == before
    assert json.loads(capsys.readouterr().out)["before"] == 3


def test_a_line_that_was_being_written_is_written_anew() -> None:
    _run("--ordered")
    whole = Path("out.jsonl").read_bytes()
    Path("out.jsonl").write_bytes(whole[:-30])
    _run("--ordered")
    assert [line["id"] for line in _lines()] == ["1", "2", "3"]


def test_questions_may_be_added(capsys: pytest.CaptureFixture[str]) -> None:
    _run()
    Path("questions.txt").write_text("\n".join((*QUESTIONS, "How many singers are older than 30?")))
    capsys.readouterr()
    _run("--format", "json")
    assert json.loads(capsys.readouterr().out)["before"] == 3
    assert len(_lines()) == 4


def test_what_has_changed_is_told_and_answered_again_when_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    _run("--ordered")
    Path("questions.txt").write_text("\n".join((QUESTIONS[0].replace("30", "40"), *QUESTIONS[1:])))
    assert _run() == 2
    assert "'1' and what it depends on are not what they were when it was answered (1 such)" in capsys.readouterr().err
    assert _run("--again", "--ordered", "--format", "json") == 1
    assert json.loads(capsys.readouterr().out)["before"] == 2
    assert [line["rows"] for line in _lines()] == [[["Bob"]], [], [[3]]]


def test_another_file_is_left_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    for content, told in (
        (b"what I wrote down", "its last line is no answer"),
        (b"{}\n", "line 1: this is no answer"),
        (b"\n", "line 1: this is no answer"),
    ):
        Path("out.jsonl").write_bytes(content)
        assert _run() == 2
        assert told in capsys.readouterr().err
        assert Path("out.jsonl").read_bytes() == content


def test_answers_to_other_questions_are_no_place_for_these(capsys: pytest.CaptureFixture[str]) -> None:
    _run()
    Path("questions.txt").write_text(QUESTIONS[0])
    assert _run() == 2
    assert "out.jsonl has an answer to " in capsys.readouterr().err
    assert len(_lines()) == 3


def test_a_database_that_is_not_there_costs_its_own_questions(capsys: pytest.CaptureFixture[str]) -> None:
    Path("list.tsv").write_text(f"question\tdb\n{QUESTIONS[2]}\tone\n{QUESTIONS[2]}\tnone\n")
    assert _run("--ordered", questions="list.tsv", database="{db}.sqlite") == 1
    assert [line["state"] for line in _lines()] == ["answered", "failed"]
    told = capsys.readouterr().err
    assert "1 question without an answer: there is no file none.sqlite" in told
    assert "1 of 2 questions are done" in told


def test_no_password_is_written_down() -> None:
    Path("list.json").write_text(json.dumps([{"question": "How many?", "db": "mysql://me:hidden@host/sales"}]))
    assert _run(questions="list.json") == 1
    assert b"hidden" not in Path("out.jsonl").read_bytes()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--policy", "cascad"], "there is no policy 'cascad' to answer with"),
        (["--policy", "basic"], "the pipeline basic asks a model; set its endpoint under [tool.weft.route]"),
        (["--database", ""], "question '1' names no database: give it a `db`, or all of them a --database"),
        (["--database", "{db}.sqlite"], "question '1' names no database"),
        (["--at-once", "0"], "is not in the range"),
    ],
)
def test_misuse_is_met_with_a_way_out(options: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(*options) == 2
    assert told in capsys.readouterr().err
    assert not Path("out.jsonl").exists()


def test_a_limit_of_cost_for_the_run_needs_prices(capsys: pytest.CaptureFixture[str]) -> None:
    Path("pyproject.toml").write_text('[tool.weft.route]\nendpoint = "http://localhost:9/v1"\nmodel = "small"\n')
    assert _run("--max-run-cost", "1") == 2
    assert "--max-run-cost needs the price of the model small" in capsys.readouterr().err
