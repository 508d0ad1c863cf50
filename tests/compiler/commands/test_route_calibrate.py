"""`weft route calibrate`: what it tells of a log, what it writes, and that `weft ask` goes by it."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from weft.compiler.cli import run
from weft.compiler.route_config import read_route_config

SETTINGS = """\
# mine
[project]
name = "shop"   # a shop

[tool.weft.route]
model = "small"  # and cheap
accept = 0.7     # for now
calibration.basic = { scores = [0.5], probabilities = [0.4] }

[tool.other]
x = [
    1,  # one
]
"""
USAGE = {"prompt_tokens": 1000, "calls": 1, "cost": 0.01}


def line(at: int, *, is_judged: bool = True) -> dict[str, Any]:
    """Return a logged question: the offline answer is right for the first half of each ten, the basic one for nine."""
    is_cheap_right, is_dear_right = at % 10 < 5, at % 10 < 9
    first = {
        "pipeline": "offline",
        "reason": "the cheapest begins",
        "decision": "escalate",
        "decision_reason": "it is in doubt",
        "sql": "SELECT 1" if is_cheap_right else "SELECT 2",
        "confidence": 0.6 if at % 10 < 6 else 0.3,
        "row_count": 1,
    }
    second = first | {
        "pipeline": "basic",
        "usage": USAGE,
        "sql": "SELECT 1" if is_dear_right else "SELECT 3",
        "confidence": None,
        "agrees_with": ["offline"] if is_cheap_right else [],
        "differs_from": [] if is_cheap_right else ["offline"],
    }
    return {
        "time": "2026-05-04T03:02:01Z",
        "question": f"question {at}",
        "schema": f"database {at % 7}",
        "policy": "cascade",
        "reason": "nobody is left to ask",
        "tier": "basic",
        "sql": second["sql"],
        "steps": [first, second],
        "is_right": is_dear_right if is_judged else None,
    }


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    log("asked.jsonl", 140)
    Path("pyproject.toml").write_text(SETTINGS)


def log(name: str, count: int, *, is_judged: bool = True) -> None:
    Path(name).write_text("".join(json.dumps(line(at, is_judged=is_judged)) + "\n" for at in range(count)))


def test_a_threshold_is_told_and_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["route", "calibrate", "asked.jsonl", "--tokens-per-question", "450"]) == 0
    told = capsys.readouterr()
    assert "learnt from 140 of 140 questions, whose answers people judged" in told.out
    assert "not the share of questions that go on" in told.out
    assert "thresholds chosen on other databases" in told.out
    assert "140 questions are few" in told.out
    assert "[tool.weft.route]\naccept = " in told.err
    assert Path("pyproject.toml").read_text() == SETTINGS


def test_json_tells_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["route", "calibrate", "asked.jsonl", "--tokens-per-question", "450", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert 0 < found["accept"] < 1
    assert found["learnt_from"] == "labels"
    assert found["expected"]["tokens"] <= 450
    assert found["expected"]["right"] == pytest.approx(0.8)  # all but the sixth of each ten, and the tenth
    assert found["intervals"]["right"]["low"] <= 0.8 <= found["intervals"]["right"]["high"]
    assert found["accept"] in [one["accept"] for one in found["alternatives"]]


def test_without_labels_the_dearest_pipeline_is_believed(capsys: pytest.CaptureFixture[str]) -> None:
    log("asked.jsonl", 40, is_judged=False)
    assert run(["route", "calibrate", "asked.jsonl", "--cost-per-question", "0.005"]) == 0
    assert "what gives the same as basic counts as right" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("labels.csv", "question,is_right\n" + "".join(f"question {at},{at % 2 == 0}\n" for at in range(30))),
        ("labels", "".join(json.dumps({"question": f"question {at}", "is_right": True}) + "\n" for at in range(30))),
    ],
)
def test_labels_come_from_a_file(name: str, content: str, capsys: pytest.CaptureFixture[str]) -> None:
    log("asked.jsonl", 60, is_judged=False)
    Path(name).write_text(content)
    assert run(["route", "calibrate", "asked.jsonl", "--labels", name, "--tokens-per-question", "900"]) == 0
    assert "learnt from 30 of 60 questions, whose answers people judged" in capsys.readouterr().out


def test_writing_keeps_all_else(capsys: pytest.CaptureFixture[str]) -> None:
    command = ["route", "calibrate", "asked.jsonl", "--precision", "0.85", "--write", "--format", "json"]
    assert run(command) == 0
    found = json.loads(capsys.readouterr().out)
    text = Path("pyproject.toml").read_text()
    for kept in ("# mine\n", "# a shop", 'model = "small"  # and cheap', "# for now", "    1,  # one\n"):
        assert kept in text
    written = tomllib.loads(text)
    assert written["tool"]["other"] == {"x": [1]}
    assert set(written["tool"]["weft"]["route"]["calibration"]) == {"offline", "basic"}
    settings = read_route_config(Path("pyproject.toml"))
    assert (settings.model, settings.accept, settings.settle) == ("small", found["accept"], found["settle"])
    assert settings.calibrations["basic"].probabilities == tuple(found["calibration"]["basic"]["probabilities"])
    assert run(command) == 0
    assert Path("pyproject.toml").read_text() == text


@pytest.mark.parametrize(
    "text",
    [
        "[tool.weft]\nout = 'built'  # here",
        "[tool.weft]\r\nout = 'built'  # here\r\n",
        "[tool.weft.route]\nmodel = 'x'\n\n# about ruff\n[tool.ruff]\n",
        "[tool.weft.route] # mine\n\n[tool.ruff]\n[tool.weft.route.prices.x]\nprompt = 1\ncompletion = 2\n",
        "[tool.weft.route]\ncalibration.advanced = { scores = [0.5], probabilities = [0.4] }\n",
        "[tool.weft.route]\n\tsettle=0.1# low\n",
    ],
)
def test_what_is_written_is_read_wherever_it_goes(text: str) -> None:
    file = Path("pyproject.toml")
    file.write_bytes(text.encode())
    assert run(["route", "calibrate", "asked.jsonl", "--tokens-per-question", "450", "--write"]) == 0
    written = file.read_bytes().decode()
    assert ("\r\n" in text) == ("\r\n" in written)
    gone = ("calibration", "settle")
    lines = [line for line in text.splitlines() if not any(key in line for key in gone)]
    assert [line for line in written.splitlines() if line in lines] == lines
    if "# about ruff" in text:
        assert "\n\n# about ruff\n[tool.ruff]\n" in written
    settings = read_route_config(file)
    assert set(settings.calibrations) == {"offline", "basic"}
    assert settings.accept != 0.7


@pytest.mark.parametrize(
    "text",
    [
        "[tool.weft]\nroute = { model = 'x' }\n",
        "[tool.weft.route]\n[tool.weft.route.calibration.advanced]\nscores = [1]\nprobabilities = [1]\n",
    ],
)
def test_what_would_change_more_is_not_written(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("pyproject.toml").write_text(text)
    assert run(["route", "calibrate", "asked.jsonl", "--tokens-per-question", "450", "--write"]) == 2
    assert Path("pyproject.toml").read_text() == text
    told = capsys.readouterr().err
    assert "[tool.weft.route]\naccept = " in told
    assert "pyproject.toml: " in told


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "say what to keep to"),
        (["--precision", "2"], "2.0 is not in the range"),
        (["--precision", "0.5", "--labels", "nowhere.csv"], "'nowhere.csv' does not exist"),
    ],
)
def test_misuse_is_told(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["route", "calibrate", "asked.jsonl", *arguments]) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"question,right\n", "a.csv: there is no column is_right"),
        ("a.csv", b"question,is_right\nq,perhaps\n", "a.csv, line 2: is_right must be true or false, not 'perhaps'"),
        ("a.jsonl", b'{"question": "q", "is_right": true}\n[]\n', "a.jsonl, line 2: "),
        ("a.jsonl", b'{"is_right": true}\n', "a.jsonl, line 1: there is no question"),
        ("a.jsonl", b"\xff", "a.jsonl is not UTF-8"),
    ],
)
def test_labels_that_say_nothing_are_refused(
    name: str, content: bytes, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(name).write_bytes(content)
    assert run(["route", "calibrate", "asked.jsonl", "--labels", name, "--precision", "0.5"]) == 2
    assert message in capsys.readouterr().err


def test_too_few_questions_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    log("asked.jsonl", 19)
    assert run(["route", "calibrate", "asked.jsonl", "--precision", "0.5"]) == 2
    assert "19 of 19 questions tell what was right, and 20 are the least" in capsys.readouterr().err
    Path("empty.jsonl").write_text("")
    assert run(["route", "calibrate", "empty.jsonl", "--precision", "0.5"]) == 2
    assert "log some with `weft ask --log FILE.jsonl`" in capsys.readouterr().err


def test_a_line_that_is_no_decision_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    Path("bad.jsonl").write_text(json.dumps(line(1)) + "\nnothing\n")
    assert run(["route", "calibrate", "bad.jsonl", "--precision", "0.5"]) == 2
    assert "bad.jsonl: line 2 is no decision" in capsys.readouterr().err


def test_nothing_is_written_where_there_are_no_settings(capsys: pytest.CaptureFixture[str]) -> None:
    Path("pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert run(["route", "calibrate", "asked.jsonl", "--precision", "0.5", "--write"]) == 2
    assert "no pyproject.toml with [tool.weft]" in capsys.readouterr().err
