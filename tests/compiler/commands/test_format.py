"""`weft format`: files are rewritten in place, checked, compared, or passed through."""

import io
import sys
from pathlib import Path

import pytest

from weft.compiler.cli import run

MESSY = "Role:Clerk\nEntity:Train\nnumber:int   key\n"
TIDY = "Role: Clerk\n\nEntity: Train\n  number: int key\n"
BROKEN = "Entity:Train\n  number int\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def spec(here: Path) -> Path:
    """Write a spec with a file of each kind."""
    folder = here / "spec"
    folder.mkdir()
    for name, text in {
        "messy.weft": MESSY,
        "tidy.weft": TIDY,
        "broken.weft": BROKEN,
        "requirements.yaml": "a:   b",
    }.items():
        (folder / name).write_text(text)
    return folder


def test_files_are_rewritten_where_they_differ(spec: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (spec / "tidy.weft").stat()
    assert run(["format", "spec/messy.weft", "spec/tidy.weft"]) == 0
    assert (spec / "messy.weft").read_text() == TIDY
    assert (spec / "tidy.weft").stat() == before
    assert sorted(path.name for path in spec.iterdir()) == [
        "broken.weft",
        "messy.weft",
        "requirements.yaml",
        "tidy.weft",
    ]
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == "formatted spec/messy.weft\n1 file formatted, 1 file already fine\n"


def test_errors_are_reported_and_the_rest_is_formatted(spec: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["format"]) == 1
    assert (spec / "messy.weft").read_text() == TIDY
    assert (spec / "broken.weft").read_text() == BROKEN
    assert (spec / "requirements.yaml").read_text() == "a:   b"
    printed = capsys.readouterr().err
    assert "spec/broken.weft:2:10: error DSL007" in printed
    assert printed.endswith("1 file formatted, 1 file left alone because of errors, 1 file already fine\n")


def test_check_lists_and_writes_nothing(spec: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["format", "--check", "spec/messy.weft", "spec/tidy.weft"]) == 1
    assert (spec / "messy.weft").read_text() == MESSY
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("spec/messy.weft\n", "1 file to format, 1 file already fine\n")
    assert run(["format", "--check", "spec/tidy.weft"]) == 0


def test_diff_shows_the_lines(spec: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["format", "--diff", "spec/messy.weft"]) == 0
    assert (spec / "messy.weft").read_text() == MESSY
    assert "\n-Role:Clerk\n" in (out := capsys.readouterr().out)
    assert "\n+Role: Clerk\n" in out
    assert run(["format", "--diff", "--check", "spec/messy.weft"]) == 1


def test_a_link_stays_a_link(here: Path, spec: Path) -> None:
    (here / "link.weft").symlink_to(spec / "messy.weft")
    assert run(["format", "link.weft"]) == 0
    assert (here / "link.weft").is_symlink()
    assert (spec / "messy.weft").read_text() == TIDY


def pipe(text: bytes, monkeypatch: pytest.MonkeyPatch, *options: str) -> int:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    return run(["format", *options])


def test_standard_input_goes_to_standard_output(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert pipe(MESSY.replace("\n", "\r\n").encode(), monkeypatch, "-") == 0
    assert capsysbinary.readouterr() == (TIDY.replace("\n", "\r\n").encode(), b"")
    assert pipe(b"Feature:f\nScenario:s\n", monkeypatch, "--stdin-filename", "a.feature", "-") == 0
    assert capsysbinary.readouterr().out == b"Feature: f\n\n  Scenario: s\n"
    assert pipe(BROKEN.encode(), monkeypatch, "-") == 1
    printed = capsysbinary.readouterr()
    assert printed.out == BROKEN.encode()
    assert b"<stdin>:2:10: error" in printed.err


def test_misuse(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["format", "--check", "-"]) == 2
    assert pipe(b"\xff", monkeypatch, "-") == 2
    assert "standard input is not UTF-8" in capsys.readouterr().err
    assert run(["format", "nowhere"]) == 2
    assert "there is no such file or folder" in capsys.readouterr().err


def test_help_teaches(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["format", "--help"]) == 0
    assert "weft format --check spec " in capsys.readouterr().out
