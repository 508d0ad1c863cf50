"""`weft route run` over endpoints that fail: nothing is lost, limits hold, and a run goes on where it was cut off."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

import pytest
from faulty_models import AGES, FAULTS, FaultyModel, project

from weft.analyzers.text_to_sql.scheduling import rate_limit
from weft.compiler.cli import run

_ASKED = ("route", "run", "questions.txt", "--database", "singers.sqlite", "--policy", "basic", "--out", "out.jsonl")
# A shell that runs tests in the background has them, and what they start, ignore Ctrl-C.
_INTERRUPTIBLE = (
    "import runpy, signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
    " runpy.run_module('weft', run_name='__main__')"
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _model(seed: int = 0, share: float = 0.0, delay: float = 0.0, hold: int | None = None) -> FaultyModel:
    return FaultyModel(Random(seed), share, delay, hold=hold)


def _lines() -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path("out.jsonl").read_text().splitlines()]


def _answers(lines: Sequence[dict[str, Any]]) -> dict[str, tuple[str, str, int]]:
    """Return state, query and number of rows by the id of each question."""
    return {line["id"]: (line["state"], line["sql"], len(line["rows"])) for line in lines}


def _right() -> dict[str, tuple[str, str, int]]:
    """Return what every run has to come to."""
    return {
        str(at): ("answered", f"SELECT name FROM singer WHERE age > {age}", min(max(AGES) - age, 20))
        for at, age in enumerate(AGES[:-1], 1)
    }


def _told(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("seed", (1, 2))
def test_faults_lose_no_question(tmp_path: Path, capsys: pytest.CaptureFixture[str], seed: int) -> None:
    models = [_model(seed, 0.3), _model(seed + 10, 0.2)]
    with project(tmp_path, models, "retries = 10"):
        code = run([*_ASKED, "--ordered", "--format", "json", "--at-once", "12"])
    lines, summary = _lines(), _told(capsys)
    assert [line["reason"] for line in lines[:-1] if line["state"] != "answered"] == []
    assert [line["id"] for line in lines] == [str(number) for number, _ in enumerate(AGES, 1)]
    assert _right().items() <= _answers(lines).items()
    assert len(models[0].met | models[1].met) > len(FAULTS) / 2, "hardly a fault was tried"
    assert summary["answered"] + summary["unanswered"] == len(AGES)
    assert code == (0 if summary["answered"] == len(AGES) else 1)
    assert sum(endpoint["calls"] for endpoint in summary["endpoints"]) == sum(len(model.came) for model in models)
    failed = sum(count for model in models for fault, count in model.met.items() if fault != "none")
    assert sum(line["usage"]["calls"] for line in lines) == len(AGES) + failed


def test_without_any_answer_each_question_is_told_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with project(tmp_path, [_model(1, 1.0)], "retries = 0"):
        Path("questions.txt").write_text("Which singers are older than 30?\nWhich singers are older than 40?\n")
        assert run([*_ASKED, "--max-run-tokens", "1000000"]) == 1
    assert [line["state"] for line in _lines()] == ["failed", "failed"]
    assert all(line["reason"].startswith("basic: small ") for line in _lines())
    assert "0 of 2 questions are done, in out.jsonl; the same command goes on" in capsys.readouterr().err


def test_what_failed_is_asked_again_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with project(tmp_path, [_model(3, 0.5)], "retries = 0"):
        assert run([*_ASKED, "--format", "json"]) == 1
    failed = [line["id"] for line in _lines() if line["state"] == "failed"]
    assert 5 < len(failed) == _told(capsys)["failed"] < 35
    again = _model()
    (tmp_path / "singers.sqlite").unlink()
    with project(tmp_path, [again]):
        run([*_ASKED, "--format", "json"])
    assert len(again.came) == len(failed)
    assert _told(capsys)["before"] == len(AGES) - len(failed)
    assert _right().items() <= _answers(_lines()).items()


def test_a_limit_of_calls_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import_module("weft.analyzers.text_to_sql.language_model.endpoint_call")  # it takes a while, which no call should
    monkeypatch.setattr(rate_limit, "WINDOW", 1.5)  # in place of a minute; test_dispatcher.py looks at each window
    model = _model()
    with project(tmp_path, [model], own="rpm = 15"):
        run(_ASKED)
    assert len(model.came) == len(AGES), _lines()
    assert max(model.came) - min(model.came) > 2  # two windows have to go by, less what the first took on its way


def test_a_faster_endpoint_gets_more(tmp_path: Path) -> None:
    fast, slow = _model(delay=0.05), _model(delay=0.5)
    with project(tmp_path, [slow, fast], own="at-once = 3"):
        run([*_ASKED, "--at-once", "6"])
    assert len(fast.came) > 2 * len(slow.came) > 0


def test_doubtful_answers_go_to_the_next_pipeline_and_its_model(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    models = [_model(), _model()]
    with project(tmp_path, models, 'models = { advanced = "large" }') as folder:
        settings = (folder / "pyproject.toml").read_text().split("[[")
        settings[1] += 'models = { small = "org/small-8b" }\n'
        settings[2] += 'models = ["large"]\n'
        (folder / "pyproject.toml").write_text("[[".join(settings))
        run([*_ASKED, "--policy", "cascade", "--accept", "0.999", "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    assert [set(model.names) for model in models] == [{"org/small-8b"}, {"large"}]
    assert told["escalated"] == sum(len(line["steps"]) > 1 for line in _lines()) > 0
    assert [endpoint["endpoint"] for endpoint in told["endpoints"]] == ["e1/small", "e2/large"]
    assert sum(endpoint["calls"] for endpoint in told["endpoints"]) == sum(len(model.names) for model in models)


def test_an_endpoint_that_lets_nobody_in_is_taken_out_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with project(tmp_path, [_model()]) as folder:
        settings = folder / "pyproject.toml"
        closed = 'name = "closed"\naddress = "http://127.0.0.1:9/v1"\nkey-variable = "NO_SUCH_KEY"\nwrites = 1000'
        settings.write_text(f"{settings.read_text()}[[tool.weft.route.endpoints]]\n{closed}\n")
        run([*_ASKED, "--format", "json"])
    told = capsys.readouterr()
    assert _right().items() <= _answers(_lines()).items()
    assert "note: closed is asked no more: the environment variable NO_SUCH_KEY is not set" in told.err
    assert [endpoint["problem"] != "" for endpoint in json.loads(told.out)["endpoints"]] == [False, True]


def test_a_run_spends_no_more_than_it_may_and_goes_on_later(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = _model()
    with project(tmp_path, [model]):
        assert run([*_ASKED, "--max-run-tokens", "4000"]) == 1
        told, first = capsys.readouterr().err, _lines()
        spent = sum(line["usage"]["prompt_tokens"] + line["usage"]["completion_tokens"] for line in first)
        assert 4000 - 1500 < spent <= 4000  # a call may take as much as that, and so is not made
        assert 0 < len(first) < len(AGES)
        assert "the limit of 4,000 tokens for the run would be passed" in told
        assert run([*_ASKED]) in (0, 1)
    assert len(model.came) == len(AGES)
    assert _right().items() <= _answers(_lines()).items()


def test_nothing_is_settled_for_because_the_run_has_spent_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model, asked = _model(), [*_ASKED, "--policy", "cascade", "--accept", "0.99", "--no-cache"]
    with project(tmp_path, [model]):
        assert run([*asked, "--max-run-tokens", "4000"]) == 1
        assert "the limit of 4,000 tokens for the run would be passed" in capsys.readouterr().err
        first = _lines()
        assert 0 < len(first) < len(AGES)
        assert all("basic" in [step["pipeline"] for step in line["steps"] if not step["failure"]] for line in first)
        run(asked)
    assert len(_lines()) == len(AGES)
    assert not any(step["failure"] for line in _lines() for step in line["steps"])


def test_what_went_into_questions_without_an_answer_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    models, asked = [_model(), _model()], [*_ASKED, "--policy", "cascade", "--accept", "1", "--no-cache"]
    with project(tmp_path, models, 'models = { basic = "small", advanced = "small" }'):
        assert run([*asked, "--max-run-tokens", "9000", "--at-once", "4", "--format", "json"]) == 1
    told = _told(capsys)
    assert told["left"] > 0 < told["left_usage"]["calls"]
    assert told["tokens"] == sum(stage["tokens"] for stage in told["stages"])
    in_answers = sum(stage["calls"] for stage in told["stages"])
    assert in_answers + told["left_usage"]["calls"] == sum(len(model.came) for model in models)


def test_what_is_cut_off_goes_on_and_comes_to_the_same(tmp_path: Path) -> None:
    model = _model(hold=10)
    with project(tmp_path, [model]):
        cut_off = _started()
        assert model.holds.wait(60)
        while _count() < 10:
            time.sleep(0.02)
        cut_off.send_signal(signal.SIGINT)
        _, told = cut_off.communicate(timeout=30)
        assert cut_off.returncode == 130
        assert "10 of 40 questions are done, in out.jsonl; the same command goes on with the others" in told
        before = Path("out.jsonl").read_bytes()
        model.hold = None
        run(_ASKED)
        assert Path("out.jsonl").read_bytes().startswith(before)
    assert len(_lines()) == len(AGES)
    assert _right().items() <= _answers(_lines()).items()


def _started() -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", _INTERRUPTIBLE, *_ASKED, "--at-once", "4"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[4])}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def _count() -> int:
    return Path("out.jsonl").read_bytes().count(b"\n")
