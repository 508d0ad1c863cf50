"""`weft trace`: what it prints in each format, the page that it writes, and gates that end in an exit code."""

import csv
import json
from pathlib import Path

import pytest
from trace_samples import NODES, PASSED, node, write_trace

from weft.compiler.cli import run
from weft.compiler.gates import GATES


@pytest.fixture
def system(tmp_path: Path) -> Path:
    """Make a system whose tests passed, but for a requirement without a scenario."""
    return write_trace(tmp_path, [*NODES, node("requirement", "REQ-2", title="Later")], outcomes=PASSED)


def test_the_text_counts_and_names_what_is_missing(system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["trace", str(system)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "2 requirements, 1 rule, 1 scenario",
        "scenarios: 1 passed",
        "untested-requirement: REQ-2 Later has no scenario",
        f"page: {system}/trace.html",
    ]


def test_no_gaps_are_told_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["trace", str(write_trace(tmp_path, outcomes=PASSED))]) == 0
    assert "no gaps\n" in capsys.readouterr().out


def test_json_lists_the_gaps(system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["trace", str(system), "--format", "json"]) == 0
    gaps = json.loads(capsys.readouterr().out)
    assert gaps == [{"gate": "untested-requirement", "id": "REQ-2", "message": "REQ-2 Later has no scenario"}]


def test_csv_has_a_row_for_each_scenario(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nodes = [*NODES, node("scenario", "SC-2", "R-1", title='Says "no", twice')]
    run(["trace", str(write_trace(tmp_path, nodes, outcomes=PASSED)), "--format", "csv"])
    first, second = csv.DictReader(capsys.readouterr().out.splitlines())
    assert (first["requirement"], first["rule"], first["status"]) == ("REQ-1", "", "passed")
    assert first["tests"] == "tests/a.py::test_write"
    assert (second["requirement"], second["rule"], second["status"]) == ("REQ-1", "R-1", "missing")
    assert second["title"] == 'Says "no", twice'


def test_the_page_is_written_into_the_system_or_where_it_is_asked_for(system: Path, tmp_path: Path) -> None:
    run(["trace", str(system)])
    run(["trace", str(system), "--html", str(tmp_path / "other.html")])
    assert (system / "trace.html").read_text() == (tmp_path / "other.html").read_text()


@pytest.mark.parametrize(
    ("gates", "code"),
    [
        ("", 0),
        ("failed", 0),
        ("untested-requirement", 1),
        ("failed,untested-requirement", 1),
        ("failed, untested-requirement", 1),
        (",".join(GATES), 1),
    ],
)
def test_a_gap_that_is_asked_for_ends_in_exit_code_1(gates: str, code: int, system: Path) -> None:
    assert run(["trace", str(system), "--fail-on", gates]) == code


def test_an_unknown_gate_is_misuse(system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["trace", str(system), "--fail-on", "missing-tset"]) == 2
    assert "there is no gate 'missing-tset'; known: untested-requirement" in " ".join(capsys.readouterr().err.split())


def test_the_help_tells_what_each_gate_means(capsys: pytest.CaptureFixture[str]) -> None:
    run(["trace", "--help"])
    shown = " ".join(capsys.readouterr().out.split())
    assert all(f"{gate.name} ({gate.meaning})" in shown for gate in GATES.values())


@pytest.mark.parametrize(
    ("folder", "message"), [(".", "holds no trace.json; run `weft build` first"), ("nowhere", "does not exist")]
)
def test_a_folder_without_a_trace_is_refused(
    folder: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["trace", str(tmp_path / folder)]) == 2
    assert message in capsys.readouterr().err


def test_a_page_that_cannot_be_written_is_a_clear_failure(system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["trace", str(system), "--html", str(system / "no" / "page.html")]) == 2
    shown = capsys.readouterr()
    assert "page.html: No such file or directory" in shown.err
    assert "bug" not in shown.err
