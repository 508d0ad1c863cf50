"""The tests that a build with `--wasm` generates: they pass, and find whatever is wrong in `domain.wasm`."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from wasm_mutants import Mutant, mutants_of

from weft.compiler.cli import run

ROOT = Path(__file__).parents[3]
CASES = Path(__file__).parent / "cases"
BIN = Path(sys.executable).parent
SPECS = {
    "tickets": ROOT / "examples/ticket_booking",
    "grammar": CASES / "grammar.weft",
    "optional change": CASES / "optional_change.weft",
    "clinic": ROOT / "tests/backends/domain/cases/clinic.weft",
}
Build = Callable[[str], Path]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return the function that builds a specification with its rules as WebAssembly, each once."""
    built: dict[str, Path] = {}

    def folder_of(name: str) -> Path:
        if name not in built:
            built[name] = tmp_path_factory.mktemp(name) / "out"
            run(["build", str(SPECS[name]), "--out", str(built[name]), "--wasm", "--quiet"])
        return built[name]

    return folder_of


def execute(folder: Path, *command: str | Path, rows: int = 100) -> subprocess.CompletedProcess[str]:
    """Run a command in a generated system, with so many rows for each function."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment["APP_TEST_ROWS"] = str(rows)
    words = [str(part) for part in command]
    return subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def compared(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the generated tests of rules."""
    quiet = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:randomly")
    return execute(folder, sys.executable, "-m", "pytest", *quiet, "tests/rules", *options)


@pytest.mark.parametrize("name", SPECS)
def test_python_and_wasm_agree(name: str, build: Build) -> None:
    done = compared(build(name))
    assert done.returncode == 0, done.stdout[-4000:]


@pytest.mark.parametrize(("name", "tests"), [("clinic", "tests"), ("grammar", "tests/unit/test_invariants.py")])
def test_the_other_tests_pass(name: str, tests: str, build: Build) -> None:
    """What these specifications read is missing, named alike or compared with nothing wherever that can be."""
    quiet = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-m", "not browser", "--ignore", "tests/rules")
    done = execute(build(name), sys.executable, "-m", "pytest", *quiet, tests)
    assert done.returncode == 0, done.stdout[-4000:]


@pytest.mark.parametrize("name", SPECS)
def test_the_system_is_clean(name: str, build: Build) -> None:
    for command in (("ruff", "check", "--no-cache"), ("ruff", "format", "--check", "--no-cache")):
        done = execute(build(name), BIN / command[0], *command[1:], ".")
        assert done.returncode == 0, done.stdout
    done = execute(build(name), BIN / "basedpyright", "--pythonpath", sys.executable)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("mutant", list(mutants_of(SPECS["tickets"])), ids=lambda mutant: mutant.name)
def test_a_changed_instruction_is_found(mutant: Mutant, build: Build, tmp_path: Path) -> None:
    """The smallest row that shows it is told, with the rule and its line."""
    folder = tmp_path / "mutated"
    shutil.copytree(build("tickets"), folder)
    (folder / "app/rules/domain.wasm").write_bytes(mutant.content)
    done = compared(folder, "-k", "edges", "-x")
    assert done.returncode == 1, done.stdout[-4000:]
    assert mutant.told in done.stdout


def test_a_changed_rule_in_python_is_found(build: Build, tmp_path: Path) -> None:
    folder = tmp_path / "edited"
    shutil.copytree(build("tickets"), folder)
    path = folder / "app/domain/actions/book.py"
    path.write_text(path.read_text("utf-8").replace("seats > train.seats_left", "seats >= train.seats_left"), "utf-8")
    done = compared(folder, "-k", "edges and guard_of_book")
    assert "guard_of_book, action.book.requires.1" in done.stdout
    assert re.search(r"  seats = (\d+)\n.* train.seats_left = \1\n", done.stdout), done.stdout
    assert "Python says 'action:book/requires:2', domain.wasm None" in done.stdout


def test_the_system_says_what_the_tests_need(build: Build) -> None:
    folder = build("tickets")
    project = (folder / "pyproject.toml").read_text("utf-8")
    assert project.count('"wasmtime') == 2
    assert '"rules/*.wasm"' in project
    assert "APP_TEST_ROWS=1000000" in (folder / "README.md").read_text("utf-8")


def test_a_build_without_wasm_has_none_of_it(tmp_path: Path) -> None:
    run(["build", str(SPECS["tickets"]), "--out", str(tmp_path / "out"), "--quiet"])
    assert not (tmp_path / "out/tests/rules").exists()
    assert "wasmtime" not in (tmp_path / "out/pyproject.toml").read_text("utf-8")
    assert "app/rules" not in (tmp_path / "out/README.md").read_text("utf-8")
