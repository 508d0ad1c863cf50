"""`weft test`: runs the tests of a built system, keeps what they ran against, and passes their exit code on."""

import json
import sys
from pathlib import Path

import pytest

from weft.compiler import generated_python
from weft.compiler.cli import run
from weft.compiler.ownership import MANIFEST
from weft.compiler.probed_tests.plan import PLAN
from weft.compiler.trace_view import TESTED

# Stands for the pytest of the system: the exit code is what its last argument says.
FAKE_PYTEST = "import json, sys; json.dump(sys.argv, open('called.json', 'w')); sys.exit(int(sys.argv[-1]))"


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a built system whose `python -m pytest` does as it is told."""
    manifest = tmp_path / MANIFEST
    manifest.parent.mkdir()
    manifest.write_text('{"files": {}}')
    (tmp_path / "pytest.py").write_text(FAKE_PYTEST)
    nodes = [{"id": "SC-1", "kind": "scenario", "title": "t", "place": "a.weft:1", "hash": "h"}]
    (tmp_path / "trace.json").write_text(json.dumps({"system": "S", "nodes": nodes, "edges": []}))

    def this_python(_folder: Path) -> Path:
        return Path(sys.executable)

    monkeypatch.setattr(generated_python, "python_for", this_python)
    return tmp_path


@pytest.mark.parametrize(("told", "code"), [("0", 0), ("1", 1), ("2", 2), ("5", 2)])
def test_the_exit_code_is_that_of_the_tests(told: str, code: int, system: Path) -> None:
    assert run(["test", str(system), "--", told]) == code


def test_tests_that_a_signal_ended_are_a_failure(system: Path) -> None:
    (system / "pytest.py").write_text("import os; os.kill(os.getpid(), 9)")
    assert run(["test", str(system)]) == 2


def test_further_options_go_to_pytest(system: Path) -> None:
    run(["test", str(system), "-k", "booking", "0"])
    arguments = json.loads((system / "called.json").read_text())[1:]
    assert arguments == [f"--trace-results={system}/.weft/results.json", "-k", "booking", "0"]


@pytest.mark.parametrize("told", ["0", "1"])
def test_what_was_tested_is_remembered(told: str, system: Path) -> None:
    run(["test", str(system), told])
    assert json.loads((system / TESTED).read_text()) == {"SC-1": "h"}


def test_nothing_is_remembered_when_no_test_ran(system: Path) -> None:
    run(["test", str(system), "4"])
    assert not (system / TESTED).exists()


def test_probes_are_run_by_a_plugin_that_is_found_on_the_way(system: Path) -> None:
    (system / PLAN).write_text("{}")
    saved = (
        "import json, os; json.dump(os.listdir(os.environ['PYTHONPATH'].split(os.pathsep)[0]), open('found.json', 'w'))"
    )
    (system / "pytest.py").write_text(f"{saved}\n{FAKE_PYTEST}")
    run(["test", str(system), "--probe", "trace, coverage", "-k", "booking", "0"])
    arguments = json.loads((system / "called.json").read_text())[1:]
    assert arguments == [
        f"--trace-results={system}/.weft/results.json",
        "-p",
        "weft_third_opinion",
        "-p",
        "weft_probed_tests",
        f"--probed-results={system}/.weft/probed.json",
        "--probed=coverage,trace",
        "--hypothesis-seed=0",
        "-k",
        "booking",
        "0",
    ]
    assert sorted(json.loads((system / "found.json").read_text())) == ["weft_probed_tests.py", "weft_third_opinion.py"]


def test_rows_are_handed_on(system: Path) -> None:
    (system / PLAN).write_text("{}")
    (system / "pytest.py").write_text(f"import os; open('rows', 'w').write(os.environ['APP_TEST_ROWS'])\n{FAKE_PYTEST}")
    assert run(["test", str(system), "--rows", "100000", "0"]) == 0
    assert (system / "rows").read_text() == "100000"


@pytest.mark.parametrize("rows", ["0", "-1", "many"])
def test_rows_are_a_number_of_them(rows: str, system: Path) -> None:
    assert run(["test", str(system), "--rows", rows, "0"]) == 2


def test_rows_of_a_system_without_its_rules_are_misuse(system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["test", str(system), "--rows", "10", "0"]) == 2
    assert "without its rules as WebAssembly" in " ".join(capsys.readouterr().err.split())


def test_an_unknown_probe_is_misuse(system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["test", str(system), "--probe", "coverage,colour"]) == 2
    assert "there is no probe 'colour'; known: coverage, trace" in " ".join(capsys.readouterr().err.split())


def test_no_probe_at_all_is_misuse(system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["test", str(system), "--probe", ","]) == 2
    assert "say what to keep: coverage or trace" in " ".join(capsys.readouterr().err.split())


def test_a_system_without_its_rules_says_how_to_get_them(system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["test", str(system), "--probe", "coverage"]) == 2
    shown = " ".join(capsys.readouterr().err.split())
    assert "was built without its rules as WebAssembly; run `weft build --wasm` first" in shown


def test_probes_without_the_engine_name_the_extra(
    system: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def found_nowhere(_name: str) -> None:
        return None

    monkeypatch.setattr("weft.compiler.commands.test.find_spec", found_nowhere)
    assert run(["test", str(system), "--probe", "coverage"]) == 2
    assert "pip install 'weft[probes]'" in capsys.readouterr().err


def test_a_folder_that_is_no_system_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["test", str(tmp_path)]) == 2
    assert f"{tmp_path} holds no built system; run `weft build` first" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["test", str(tmp_path / "nowhere")]) == 2
    assert "does not exist" in capsys.readouterr().err
