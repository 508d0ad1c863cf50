"""`weft ask`: what it answers, prints and exits with; no model is asked here, as none is set."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from weft.compiler.cli import run

CONCERTS = """
CREATE TABLE singer (id INTEGER PRIMARY KEY, name TEXT, country TEXT, age INTEGER);
CREATE TABLE concert (id INTEGER PRIMARY KEY, title TEXT, year INTEGER);
CREATE TABLE singer_in_concert (singer_id INTEGER REFERENCES singer, concert_id INTEGER REFERENCES concert);
INSERT INTO singer VALUES (1, 'Ann', 'France', 31), (2, 'Bob', 'Spain', 44), (3, 'Cleo', 'France', 27);
INSERT INTO concert VALUES (1, 'Opening', 2024), (2, 'Gala', 2025);
INSERT INTO singer_in_concert VALUES (1, 1), (1, 2), (2, 2);
"""
OLDER = "What are the names of the singers older than 30?"
DATABASE = "concerts.sqlite"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with closing(sqlite3.connect(DATABASE)) as connection:
        connection.executescript(CONCERTS)


def test_a_question_is_answered(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", OLDER, "--database", DATABASE]) == 0
    told = capsys.readouterr()
    assert [line.rstrip() for line in told.out.splitlines()] == [
        "name",
        "Ann",
        "Bob",
        "",
        "SELECT name FROM singer WHERE age > 30",
    ]
    assert "likely to be right, 0 tokens" in told.err


def test_thresholds_are_those_of_the_settings(capsys: pytest.CaptureFixture[str]) -> None:
    def told(*arguments: str) -> str:
        assert run(["ask", OLDER, "--database", DATABASE, *arguments]) in (0, 1)
        return capsys.readouterr().err.splitlines()[-1]

    assert "answered by offline: it runs" in told()
    Path("pyproject.toml").write_text("[tool.weft.route]\naccept = 0.99\n")
    assert "nobody is left to ask" in told()
    assert "answered by offline: it runs" in told("--accept", "0.5")
    Path("pyproject.toml").write_text(
        "[tool.weft.route.calibration.offline]\nscores = [0, 1]\nprobabilities = [0.1, 0.3]\n"
    )
    assert told().startswith("no answer: no answer is more than 2")


def test_all_steps_are_told_when_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", OLDER, "--database", DATABASE, "--explain", "--offline"]) == 0
    first, *others, last = capsys.readouterr().err.splitlines()
    assert first.startswith("1. offline, as the cheapest begins: 0 tokens")
    assert others[-1].startswith("   accept: it runs")
    assert "answered by offline" in last


def test_json_tells_rows_and_steps(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", OLDER, "--database", DATABASE, "--format", "json", "--rows", "1"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["columns"], found["rows"], found["is_cut"]) == (["name"], [["Ann"]], True)
    (step,) = found["steps"]
    assert (step["pipeline"], step["decision"], step["usage"]["prompt_tokens"]) == ("offline", "accept", 0)
    assert 0.5 < found["probability"] < 1


def test_more_rows_than_shown_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", OLDER, "--database", DATABASE, "--rows", "1"]) == 0
    assert "and 1 more row" in capsys.readouterr().out


def test_what_nobody_can_answer_is_said_to_be_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", "What is the weather tomorrow?", "--database", DATABASE]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("no answer: ")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--policy", "cascad"], "there is no policy 'cascad' to answer with"),
        (["--policy", "basic"], "the pipeline basic asks a model; set its endpoint under [tool.weft.route]"),
        (["--database", "nowhere.sqlite"], "there is no file nowhere.sqlite"),
        (["--accept", "2"], "is not in the range"),
    ],
)
def test_misuse_is_met_with_a_way_out(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", OLDER, "--database", DATABASE, *arguments]) == 2
    assert told in capsys.readouterr().err


def test_a_limit_of_cost_needs_prices(capsys: pytest.CaptureFixture[str]) -> None:
    Path("pyproject.toml").write_text('[tool.weft.route]\nendpoint = "http://localhost:9"\nmodel = "small"\n')
    assert run(["ask", OLDER, "--database", DATABASE, "--max-cost", "1"]) == 2
    assert "--max-cost needs the price of the model small" in capsys.readouterr().err
    assert run(["ask", OLDER, "--database", DATABASE, "--max-cost", "1", "--offline"]) == 0


def test_nothing_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    before = Path(DATABASE).read_bytes()
    run(["ask", "Delete all singers", "--database", DATABASE])
    assert Path(DATABASE).read_bytes() == before
    assert capsys.readouterr()
