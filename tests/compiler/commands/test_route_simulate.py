"""weft route simulate: tables for people, JSON for tools, and clear words where it cannot."""

import io
import json
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from weft.analyzers.text_to_sql.scheduling import comparison
from weft.analyzers.text_to_sql.scheduling_policies import POLICIES
from weft.compiler import route_simulate
from weft.compiler.cli import run
from weft.compiler.progress import Report

_TRACE = (
    '{"query": "q1", "stages": [{"step": "a", "input_tokens": 1000, "output_tokens": 10},'
    ' [{"step": "b", "input_tokens": 500, "output_tokens": 5},'
    ' {"step": "b", "input_tokens": 0, "output_tokens": 5}]]}\n'
)
_WORKERS = '[[worker]]\nname = "only"\nprefill = 1000\ndecode = 10\ninput_price = 2.0\n'


@pytest.fixture
def trace(tmp_path: Path) -> str:
    file = tmp_path / "trace.jsonl"
    file.write_text(_TRACE)
    return str(file)


@pytest.fixture
def workers(tmp_path: Path) -> str:
    file = tmp_path / "workers.toml"
    file.write_text(_WORKERS)
    return str(file)


def _json(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert run(["route", "simulate", "--format", "json", *arguments]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_table_tells_all_policies_at_each_rate(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["route", "simulate", "--synthetic", "10", "--seeds", "1", "--rate", "0.1", "--rate", "0.5"]) == 0
    out = capsys.readouterr().out
    assert "0.1 questions a second" in out
    for policy in POLICIES:
        assert out.count(f"\n{policy().name} ") == 2
    assert "1.00x" in out


def test_json_tells_times_that_one_finds_by_hand(capsys: pytest.CaptureFixture[str], trace: str, workers: str) -> None:
    found = _json(capsys, "--trace", trace, "--workers", workers, "--policy", "oldest-first", "--slo", "2")
    assert (found["questions"], found["calls"], found["slo"], found["seeds"]) == (1, 3, 2.0, 5)
    (summary,) = found["policies"]
    assert (summary["policy"], summary["rate"], summary["better"]) == ("oldest-first", 0.04, 1.0)
    assert summary["mean"] == summary["p99"] == pytest.approx(3.0)  # 1 and 1, then 0.5 and 0.5
    assert summary["cost"] == pytest.approx(0.003)
    assert summary["within"] == 0.0


def test_the_same_options_print_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("--synthetic", "20", "--shape", "rich", "--workers", "endpoints", "--seeds", "2")
    assert _json(capsys, *arguments) == _json(capsys, *arguments)


def test_a_trace_may_come_on_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, workers: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(_TRACE.encode())))
    assert _json(capsys, "--trace", "-", "--workers", workers)["questions"] == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--rate", "0"), "0.0 is not in the range x>0"),
        (("--rate", "nan"), "nan is not a finite number"),
        (("--slo", "inf"), "inf is not a finite number"),
        (("--policy", "best"), "'best' is not one of 'round-robin'"),
        (("--workers", "miXed"), "presets are mixed, equal, endpoints"),
        (("--workers", "{trace}"), "a worker looks like: [[worker]]"),
        (("--trace", "{workers}"), "line 1: Expected `object`, got `array`: a line looks like"),
        (("--trace", "{trace}", "--shape", "rich"), "leave --synthetic and --shape out"),
    ],
)
def test_misuse_is_told_with_the_way_out(
    capsys: pytest.CaptureFixture[str], trace: str, workers: str, arguments: tuple[str, ...], told: str
) -> None:
    given = [argument.format(trace=trace, workers=workers) for argument in arguments]
    assert run(["route", "simulate", *given]) == 2
    captured = capsys.readouterr()
    assert told in captured.err
    assert "Traceback" not in captured.err
    assert captured.out == ""


def test_more_workers_than_anybody_has_are_refused(capsys: pytest.CaptureFixture[str], workers: str) -> None:
    Path(workers).write_text(_WORKERS + "count = 1000000000\n")
    assert run(["route", "simulate", "--workers", workers]) == 2
    assert "Expected `int` <= 1000 - at `$.worker[0].count`" in capsys.readouterr().err


def test_the_heading_counts_in_words_and_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["route", "simulate", "--synthetic", "1", "--seeds", "1"]) == 0
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith("1 question, 4 workers, 1 run each. Times")
    assert first.endswith("better: P95 of round-robin to that of the policy.")


def test_progress_is_told_after_each_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Round robin runs too, as what the others are measured by."""
    told: list[tuple[int, int]] = []

    @contextmanager
    def noting(**_: bool) -> Generator[Report]:
        yield lambda _phase, done, total: told.append((done, total))

    monkeypatch.setattr(route_simulate, "show_progress", noting)
    options = ("--synthetic", "2", "--seeds", "2", "--rate", "1", "--rate", "2", "--policy", "urgency")
    assert run(["route", "simulate", *options]) == 0
    assert told == [(done, 8) for done in range(1, 9)]


def test_a_call_that_fits_nowhere_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "small.toml"
    file.write_text(_WORKERS + "tpm = 100\n")
    assert run(["route", "simulate", "--workers", str(file)]) == 2
    assert "raise a worker's tpm" in capsys.readouterr().err


def test_an_interrupt_ends_it_quietly(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> Iterator[object]:
        raise KeyboardInterrupt

    monkeypatch.setattr(comparison, "simulate", interrupted)
    assert run(["route", "simulate"]) == 130
    assert capsys.readouterr().out == ""


def test_help_names_every_policy(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["route", "simulate", "--help"]) == 0
    out = capsys.readouterr().out
    assert all(f"\n    {policy().name} " in out for policy in POLICIES)
    for policy in POLICIES:
        assert run(["route", "simulate", "--synthetic", "1", "--seeds", "1", "--policy", policy().name]) == 0
