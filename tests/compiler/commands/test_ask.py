"""`weft ask`: what it answers, prints and exits with; no model is asked here, as none is set."""

import json
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from weft.analyzers.text_to_sql.routing.decision_log import read_log
from weft.compiler.cli import run

CONCERTS = (Path(__file__).parents[2] / "concerts.sql").read_text(encoding="utf-8")
OLDER = "What are the names of the singers older than 30?"
DATABASE = "concerts.sqlite"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with closing(sqlite3.connect(DATABASE)) as connection:
        connection.executescript(CONCERTS)


def test_a_question_is_answered(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", OLDER, "--database", DATABASE]) == 0
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        "name",
        "Ann",
        "Bob",
        "",
        "SELECT name FROM singer WHERE age > 30",
    ]
    assert "likely to be right, 0 tokens" in told.err


def test_what_no_terminal_shows_is_not_folded(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    name = "Ann " * 40 + "Li"
    with closing(sqlite3.connect(DATABASE)) as connection:
        connection.execute("UPDATE singer SET name = ? WHERE age > 30", [name])
        connection.commit()
    assert run(["ask", OLDER, "--database", DATABASE]) == 0
    assert capsys.readouterr().out.splitlines()[1] == name


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
    assert re.fullmatch(
        r"   linking 0 tokens, \S+ s; drafting 0 tokens, \S+ s; verification 0 tokens, \S+ s", others[0]
    )
    assert "answered by offline" in last


def test_json_tells_rows_and_steps(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", OLDER, "--database", DATABASE, "--format", "json", "--rows", "1"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["columns"], found["rows"], found["is_cut"]) == (["name"], [["Ann"]], True)
    (step,) = found["steps"]
    assert (step["pipeline"], step["decision"], step["usage"]["prompt_tokens"]) == ("offline", "accept", 0)
    assert list(step["stages"]) == ["linking", "drafting", "verification"]
    assert sum(stage["seconds"] for stage in step["stages"].values()) == pytest.approx(step["usage"]["seconds"])
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
        (["--accept", "nan"], "Invalid value for '--accept': nan is not a finite number"),
        (["--max-cost", "NaN"], "NaN is not a finite number"),
        (["--seconds", "nan"], "nan is not a finite number"),
        (["--seconds", "inf"], "is not in the range"),
        (["--evidence", "caf\udce9"], "Invalid value for '--evidence': it is not written in UTF-8"),
        (["--database", "empty.sqlite"], "empty.sqlite has no tables to ask about"),
    ],
)
def test_misuse_is_met_with_a_way_out(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect("empty.sqlite")) as connection:
        connection.execute("VACUUM")
    assert run(["ask", OLDER, "--database", DATABASE, *arguments]) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("question", ("", "  ", "?!"))
def test_nobody_is_asked_nothing(question: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", question, "--database", DATABASE]) == 2
    assert "there is no word in the question" in capsys.readouterr().err


def test_a_limit_of_cost_needs_prices(capsys: pytest.CaptureFixture[str]) -> None:
    Path("pyproject.toml").write_text('[tool.weft.route]\nendpoint = "http://localhost:9"\nmodel = "small"\n')
    assert run(["ask", OLDER, "--database", DATABASE, "--max-cost", "1"]) == 2
    assert "--max-cost needs the price of the model small" in capsys.readouterr().err
    assert run(["ask", OLDER, "--database", DATABASE, "--max-cost", "1", "--offline"]) == 0


@pytest.mark.parametrize("policy", ("basic", "cascade"))
def test_a_model_that_cannot_be_asked_is_told_without_being_asked_for(
    policy: str, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = '[tool.weft.route]\nendpoint = "http://localhost:9"\nmodel = "small"\nkey-variable = "NO_SUCH_KEY"\n'
    Path("pyproject.toml").write_text(settings)
    arguments = ["ask", OLDER, "--database", DATABASE, "--policy", policy, "--accept", "0.999"]
    assert run(arguments) == (1 if policy == "basic" else 0)
    told = capsys.readouterr().err
    assert "note: basic: the environment variable NO_SUCH_KEY is not set" in told
    assert run([*arguments, "--format", "json"]) in (0, 1)
    found = json.loads(capsys.readouterr().out)
    failures = [step["failure"] for step in found["steps"] if step["pipeline"] == "basic"]
    assert failures and failures[0].startswith("the environment variable NO_SUCH_KEY is not set")


def _asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    """Return what JSON says of an answer."""
    assert run(["ask", *arguments, "--database", DATABASE, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_what_was_answered_before_is_run_again(capsys: pytest.CaptureFixture[str]) -> None:
    first = _asked(capsys, OLDER)
    assert (first["remembered"], first["pipeline"], len(first["steps"])) == (None, "offline", 1)
    with closing(sqlite3.connect(DATABASE)) as connection:
        connection.execute("INSERT INTO singer VALUES (4, 'Dee', 'Spain', 50)")
        connection.commit()
    again = _asked(capsys, OLDER.lower())
    assert again["rows"] == [["Ann"], ["Bob"], ["Dee"]]
    assert (again["sql"], again["probability"], again["steps"]) == (first["sql"], first["probability"], [])
    assert (again["remembered"]["question"], again["remembered"]["match"]) == (OLDER, "normalised")
    assert _asked(capsys, OLDER)["remembered"]["match"] == "exact"
    assert _asked(capsys, OLDER, "--exact-cache")["remembered"]["match"] == "exact"
    assert _asked(capsys, OLDER[:-1], "--exact-cache")["remembered"] is None
    assert again["remembered"]["fetched_anew"] == ["columns", "rows"]
    assert _asked(capsys, OLDER, "--no-cache")["remembered"] is None
    assert _asked(capsys, OLDER, "--accept", "0.6")["remembered"] is None


def test_an_earlier_answer_is_told_with_its_date(capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert run(["ask", OLDER, "--database", DATABASE, "--explain"]) == 0
    told = capsys.readouterr().err.splitlines()
    today = datetime.now(UTC).strftime("%Y-%m-%d")
    assert told[-1].endswith(f"answered by offline: it was answered before, on {today}; its rows are of now")
    assert "--no-cache asks anew" in told[-2]
    assert told[-3].startswith("remembered by its letters, and evidence, schema")
    assert run(["ask", OLDER.upper(), "--database", DATABASE, "--explain"]) == 0
    assert "remembered by its words (not case, spaces or end), and evidence" in capsys.readouterr().err


def test_the_cache_holds_no_rows_and_nothing_of_another_database() -> None:
    assert run(["ask", OLDER, "--database", DATABASE]) == 0
    exact, normalised = (file.read_bytes() for file in Path("cache").rglob("answers/*/*.json"))
    assert b"SELECT name FROM singer WHERE age > 30" in exact
    assert exact == normalised
    assert b"Bob" not in exact
    Path("other").mkdir()
    Path("other", DATABASE).write_bytes(Path(DATABASE).read_bytes())
    assert run(["ask", OLDER, "--database", f"other/{DATABASE}"]) == 0
    assert len(list(Path("cache").rglob("answers/*/*.json"))) == 4


def test_every_decision_is_recorded() -> None:
    Path("pyproject.toml").write_text('[tool.weft.route]\nlog = "set.jsonl"\n')
    assert run(["ask", OLDER, "--database", DATABASE, "--log", "asked.jsonl"]) == 0
    with Path("asked.jsonl").open("ab") as file:
        file.write(b'{"time": "2026')
    assert run(["ask", "What is the weather tomorrow?", "--database", DATABASE, "--log", "asked.jsonl"]) == 1
    assert run(["ask", OLDER, "--database", DATABASE]) == 0
    first, torn, second = Path("asked.jsonl").read_bytes().splitlines(keepends=True)
    (known,), (unknown,), (cached,) = map(read_log, (first, second, Path("set.jsonl").read_bytes()))
    assert torn == b'{"time": "2026\n'
    assert (known.question, known.tier, known.policy, known.was_cached) == (OLDER, "offline", "cascade", False)
    assert list(known.steps[0].stages) == ["linking", "drafting", "verification"]
    assert (unknown.tier, unknown.sql) == ("", "")
    assert (cached.was_cached, cached.match) == (True, "exact")
    assert b"Bob" not in first
    assert Path("asked.jsonl").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("option", "told"),
    [
        (["--max-tokens", "10"], "the limit of 10 tokens for a question would be passed: a call of basic takes about "),
        (["--max-cost", "0.00001"], "for the cost of a question would be passed: a call of basic takes about "),
    ],
)
def test_nobody_is_asked_who_would_take_too_much(
    option: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("pyproject.toml").write_text(
        '[tool.weft.route]\nendpoint = "http://localhost:9"\nmodel = "small"\n'
        '[tool.weft.route.prices."small"]\nprompt = 1\ncompletion = 2\n'
    )
    arguments = ["ask", OLDER, "--database", DATABASE, "--accept", "0.999", "--format", "json", *option]
    assert run(arguments) == 0
    found = json.loads(capsys.readouterr().out)
    assert [step["pipeline"] for step in found["steps"]] == ["offline"]
    assert told in found["reason"]
    assert found["expected"]["offline"] == {"tokens": 0, "cost": 0.0}
    assert 0 < found["expected"]["basic"]["tokens"] < found["expected"]["advanced"]["tokens"]
    assert run([*arguments[:-4], *option, "--explain"]) == 0
    assert "expected of basic: about " in capsys.readouterr().err


def test_a_log_that_cannot_be_written_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", OLDER, "--database", DATABASE, "--log", "nowhere/asked.jsonl"]) == 2
    assert "nowhere/asked.jsonl: the log of decisions cannot be written: No such file" in capsys.readouterr().err


def test_nothing_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    before = Path(DATABASE).read_bytes()
    run(["ask", "Delete all singers", "--database", DATABASE])
    assert Path(DATABASE).read_bytes() == before
    assert capsys.readouterr()
