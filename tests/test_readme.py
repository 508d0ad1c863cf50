"""The README tells the truth: its program is the example's, and its commands print what it shows."""

import re
import shlex
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from weft.compiler.cli import run
from weft.compiler.sql_config import read_sql_config
from weft.runtime_probes.probes import PROBES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONCERTS = (ROOT / "tests" / "concerts.sql").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", README, re.S)


def test_the_program_is_the_start_of_the_example() -> None:
    program = next(text for language, text in BLOCKS if language == "gherkin")
    example = (ROOT / "examples/library/library.weft").read_text(encoding="utf-8")
    assert example.startswith(program)


def test_the_checks_print_what_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clean, broken, *_ = [text for language, text in BLOCKS if language == "console"]
    monkeypatch.chdir(ROOT)
    assert run(["check", "examples/library"]) == 0
    assert clean == "$ weft check examples/library\n" + capsys.readouterr().out
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "examples/library/library.weft").read_text(encoding="utf-8")
    Path("library.weft").write_text(text.replace('with "This book', 'with "The book'), encoding="utf-8")
    assert run(["check", "library.weft"]) == 1
    assert broken == "$ weft check library.weft\n" + capsys.readouterr().out


def test_the_linter_prints_what_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    shown = next(text for language, text in BLOCKS if language == "console" and "weft sql lint" in text)
    Path("report.sql").write_text(next(text for language, text in BLOCKS if language == "sql"), encoding="utf-8")
    assert run(["sql", "lint", "report.sql", "--dialect", "postgres"]) == 1
    printed = re.sub(r"\d+\.\d+ s$", "0.17 s", capsys.readouterr().out, flags=re.M)
    assert shown == "$ weft sql lint report.sql --dialect postgres\n" + printed


@pytest.fixture
def concerts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the database where the test runs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with closing(sqlite3.connect("concerts.sqlite")) as connection:
        connection.executescript(CONCERTS)


@pytest.mark.usefixtures("concerts")
def test_a_question_in_python_is_answered_as_shown(capsys: pytest.CaptureFixture[str]) -> None:
    exec(next(text for language, text in BLOCKS if language == "python" and "Question" in text), {})
    assert capsys.readouterr().out == [text for language, text in BLOCKS if language == "text"][1]


@pytest.mark.usefixtures("concerts")
def test_a_question_is_answered_as_shown(capsys: pytest.CaptureFixture[str]) -> None:
    (shown,) = [text for kind, text in BLOCKS if kind == "console" and text.startswith("$ weft ask")]
    command, _, output = shown.partition("\n")
    assert run(shlex.split(command)[2:]) == 0
    told = capsys.readouterr()
    lines = (told.out + told.err).splitlines()
    assert re.sub(r"\d\.\d\d s", "", "\n".join(lines)) == re.sub(r"\d\.\d\d s", "", output.rstrip())


def test_the_settings_of_the_linter_are_understood(tmp_path: Path) -> None:
    settings = tmp_path / "pyproject.toml"
    settings.write_text(next(text for language, text in BLOCKS if language == "toml"), encoding="utf-8")
    assert read_sql_config(settings).dialect == "postgres"


def test_the_program_in_python_prints_what_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    exec(next(text for language, text in BLOCKS if language == "python"), {})
    assert capsys.readouterr().out == next(text for language, text in BLOCKS if language == "text")


@pytest.fixture
def collatz(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write the module where the test runs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    Path("collatz.wat").write_text(next(text for language, text in BLOCKS if language == "wat"), encoding="utf-8")


@pytest.mark.usefixtures("collatz")
def test_the_probes_print_what_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    shown = next(text for language, text in BLOCKS if language == "console" and "weft probe run" in text)
    command = shown.partition("\n")[0].removeprefix("$ weft ")
    assert run(command.split()) == 0
    told = capsys.readouterr()
    assert shown == f"$ weft {command}\n{told.out}{told.err}"


@pytest.mark.usefixtures("collatz")
def test_the_probes_in_python_print_what_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    exec(next(text for language, text in BLOCKS if language == "python" and "Probe" in text), {})
    assert capsys.readouterr().out == [text for language, text in BLOCKS if language == "text"][2]


@pytest.mark.usefixtures("collatz")
@pytest.mark.parametrize("row", re.findall(r"`((?:--monitor|--format) [^`]+ -o [^`]+)`", README))
def test_what_the_probes_are_asked_for_is_understood(row: str) -> None:
    assert run(["probe", "run", "collatz.wat", "27", "--invoke", "collatz", *row.split()]) == 0
    assert all(Path(word).stat().st_size for word in row.split() if word.startswith(("run.", "page.")))


def test_the_number_of_monitors_is_right() -> None:
    assert f"names the {len(PROBES)} monitors" in README


def test_every_folder_and_page_that_it_names_exists() -> None:
    linked = re.findall(r"\]\(([^)#:]+)\)", README)
    named = re.findall(r"`(examples/[a-z_/.]+)`", README)
    assert [path for path in (*linked, *named) if not (ROOT / path).exists()] == []
