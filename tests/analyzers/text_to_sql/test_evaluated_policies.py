"""`--pipeline cascade` takes questions the whole way through the router, counts it, and goes on after a stop."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from fake_endpoint import FakeEndpoint, Reply, fails, running_endpoint, says

from weft.compiler.cli import run

CASES = Path(__file__).parents[2] / "compiler" / "route_evaluation" / "cases"
COMMAND = ("route", "eval", "questions.jsonl", "--databases", "databases", "--format", "json")
CALL = (300, 50)  # tokens that the server says a call took


def _answer(body: dict[str, Any]) -> Reply:
    """Return the gold SQL of the question that is asked about."""
    rows = map(json.loads, Path("questions.jsonl").read_text().splitlines())
    prompt = body["messages"][-1]["content"]
    gold = next(row["gold"] for row in rows if row["question"] in prompt)
    return says(f"```sql\n{gold}\n```", CALL)


def _no_answer(_body: dict[str, Any]) -> Reply:
    return fails(503)


@pytest.fixture
def endpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeEndpoint]:
    """Stand in a folder with questions and their databases, where a model is set that knows all answers."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.chdir(tmp_path)
    Path("databases").mkdir()
    Path("questions.jsonl").write_text((CASES / "questions.jsonl").read_text())
    for name in ("concerts", "library"):
        with closing(sqlite3.connect(f"databases/{name}.sqlite")) as connection:
            connection.executescript((CASES / f"{name}.sql").read_text())
    with running_endpoint([]) as fake:
        fake.answer = _answer
        Path("pyproject.toml").write_text(
            f'[tool.weft.route]\nendpoint = "{fake.url}"\nmodel = "small"\nretries = 0\naccept = 0.9\n'
        )
        yield fake


def told(capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, Any]:
    assert run([*COMMAND, *more]) == 0
    return json.loads(capsys.readouterr().out)


def test_what_was_decided_and_what_stages_took_is_counted(
    endpoint: FakeEndpoint, capsys: pytest.CaptureFixture[str]
) -> None:
    found = told(capsys, "--pipeline", "cascade", "--pipeline", "offline")
    cascade, offline = found["systems"]
    asked = {one["pipeline"]: one for one in cascade["asked"]}
    first, second = asked["offline"], asked["basic"]
    assert (first["questions"], sum(first["decisions"].values())) == (8, 8)
    assert 0 < first["decisions"]["escalate"] == second["questions"] < 8
    drafted = second["stages"]["drafting"]
    assert (drafted["calls"], drafted["prompt_tokens"]) == (second["questions"], 300 * second["questions"])
    spent = [stage for one in asked.values() for stage in one["stages"].values()]
    tokens = sum(stage["prompt_tokens"] + stage["completion_tokens"] for stage in spent)
    assert tokens == sum(stage["calls"] for stage in spent) * sum(CALL) == len(endpoint.asked) * sum(CALL)
    assert cascade["tokens"] == tokens / 8
    assert cascade["accuracy"]["value"] > offline["accuracy"]["value"]
    assert [(one["pipeline"], one["decisions"]) for one in offline["asked"]] == [("offline", {})]


def test_tables_tell_it_too(endpoint: FakeEndpoint, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*COMMAND[:-2], "--pipeline", "cascade", "--pipeline", "basic"]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["policy", "asked", "questions", "accepted", "escalated", "stopped"] in lines
    assert ["basic", "basic", "drafting", "8", "2,800", "0.0000"] in lines


def test_each_policy_is_a_system(endpoint: FakeEndpoint, capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys, "--pipeline", "estimate", "--pipeline", "cascade", "--accept", "0")
    estimate, cascade = found["systems"]
    assert len(estimate["asked"]) > 1
    assert [one["pipeline"] for one in cascade["asked"]] == ["offline"]


def test_a_limit_of_tokens_is_kept_to(endpoint: FakeEndpoint, capsys: pytest.CaptureFixture[str]) -> None:
    (cascade,) = told(capsys, "--pipeline", "cascade", "--max-tokens", "0")["systems"]
    assert (cascade["tokens"], endpoint.asked) == (0, [])


def test_an_endpoint_that_is_away_stops_it_and_nothing_is_judged_wrong(
    endpoint: FakeEndpoint, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = told(capsys, "--pipeline", "cascade")
    endpoint.answer = _no_answer
    assert run([*COMMAND, "--pipeline", "cascade", "--work", "work.jsonl"]) == 2
    assert "of 8 questions are judged; the same command goes on" in capsys.readouterr().err
    before = len(Path("work.jsonl").read_bytes().splitlines())
    endpoint.answer, asked = _answer, len(endpoint.asked)
    assert told(capsys, "--pipeline", "cascade", "--work", "work.jsonl") == expected
    assert before < 9 == len(Path("work.jsonl").read_bytes().splitlines())
    assert len(endpoint.asked) > asked


def test_a_question_that_a_model_refuses_has_no_answer_and_the_others_go_on(
    endpoint: FakeEndpoint, capsys: pytest.CaptureFixture[str]
) -> None:
    """A router goes on to who does not ask that model; here, only the offline tier is left."""
    endpoint.answer = lambda body: fails(400) if "no concert" in str(body["messages"]) else _answer(body)
    basic, cascade = told(capsys, "--pipeline", "basic", "--pipeline", "cascade", "--accept", "1")["systems"]
    assert (basic["accuracy"]["value"], basic["failed"]) == (7 / 8, 1)
    ((problem, count),) = basic["problems"].items()
    assert ("refuses the call (400)" in problem, count) == (True, 1)
    assert basic["asked"][0]["questions"] == 8
    assert cascade["accuracy"]["value"] >= 7 / 8


def test_a_finished_run_asks_nobody(endpoint: FakeEndpoint, capsys: pytest.CaptureFixture[str]) -> None:
    expected = told(capsys, "--pipeline", "cascade", "--work", "work.jsonl")
    asked = len(endpoint.asked)
    assert told(capsys, "--pipeline", "cascade", "--work", "work.jsonl") == expected
    assert len(endpoint.asked) == asked


@pytest.mark.parametrize("more", [("--accept", "0.6"), ("--max-tokens", "9999")])
def test_other_terms_are_another_work(
    more: tuple[str, str], endpoint: FakeEndpoint, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, "--pipeline", "cascade", "--work", "work.jsonl")
    assert run([*COMMAND, "--pipeline", "cascade", "--work", "work.jsonl", *more]) == 2
    assert "changed: the settings of the pipelines, what cascade depends on" in capsys.readouterr().err


def test_a_limit_of_cost_needs_prices(endpoint: FakeEndpoint, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*COMMAND, "--pipeline", "cascade", "--max-cost", "1"]) == 2
    assert "--max-cost needs the price of the model small" in capsys.readouterr().err
