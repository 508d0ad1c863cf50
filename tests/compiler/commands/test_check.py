"""`weft check`: findings in every format, exit codes, and clear words for what cannot be read."""

import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from weft.compiler.cli import run

SOUND = """\
Role: Member
  signs in with email, password
Entity: Note
  title: text(80)
  author: Member owner
Action: write_note(title: text) -> Note
  by Member
  says "writes {title}"
  creates Note with title = title, author = me
Feature: REQ-1 Members write notes
  Scenario: SC-1 A note is written
    Given member "Ann" is signed in
    When Ann writes "Hello"
    Then there is a note with title "Hello"
"""
CONTRADICTED = SOUND.replace('there is a note with title "Hello"', "there are no notes")
BROKEN = "Entity: Note\n  title text(80)\n"
UNUSED = SOUND + "Enum: Colour is Red, Green\n"

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Return a function that writes a file of the spec `spec/` below the current folder."""
    monkeypatch.chdir(tmp_path)

    def put(text: str, name: str = "spec/notes.weft") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return put


def test_a_sound_spec_is_summed_up(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    write(SOUND)
    assert run(["check", "spec"]) == 0
    out = capsys.readouterr().out
    assert "no findings\n1 file, 1 requirement, 1 scenario, bound 3 of 3 steps" in out


def test_without_paths_the_current_folder_is_checked(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    write(SOUND)
    assert run(["check"]) == 0
    assert "1 scenario" in capsys.readouterr().out


def test_several_paths_are_one_spec(write: Write) -> None:
    definitions, feature = SOUND.split("Feature:")
    write(definitions, "a/notes.weft")
    write(f"Feature:{feature}", "b/notes.feature")
    assert run(["check", "a"]) == 0
    assert run(["check", "a", "b/notes.feature"]) == 0
    assert run(["check", "b"]) == 1


@pytest.mark.parametrize("text", [BROKEN, CONTRADICTED])
def test_an_error_ends_in_exit_code_1(text: str, write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    write(text)
    assert run(["check", "spec"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("spec/notes.weft:")
    assert out.endswith("1 error in 1 file\n")


def test_a_contradiction_is_shown_with_the_step(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    write(CONTRADICTED)
    run(["check", "spec"])
    assert "14 |     Then there are no notes" in capsys.readouterr().out


def test_a_warning_ends_in_exit_code_0_unless_the_settings_say_otherwise(write: Write) -> None:
    write(UNUSED)
    assert run(["check", "spec"]) == 0
    write('[tool.weft]\nfail-on = "warning"\n', "pyproject.toml")
    assert run(["check", "spec"]) == 1
    write('[tool.weft]\nfail-on = "warning"\nallow = ["unused-definition"]\n', "pyproject.toml")
    assert run(["check", "spec"]) == 0


def test_a_mistake_in_the_settings_is_a_finding(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    write(SOUND)
    write("[tool.weft]\nfail_on = 1\n", "pyproject.toml")
    assert run(["check", "spec"]) == 1
    assert "CFG001 unknown-setting" in capsys.readouterr().out


def test_the_same_mistake_in_two_files_is_found_twice(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    write("Entity: A\n  title text(80)\n", "spec/a.weft")
    write("Entity: B\n  title text(80)\n", "spec/b.weft")
    run(["check", "spec"])
    assert capsys.readouterr().out.endswith("2 errors in 2 files\n")


def test_json_lists_findings_and_counts(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    write(BROKEN)
    assert run(["check", "spec", "--format", "json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["summary"] == {"error": 1, "warning": 0, "info": 0}
    assert [(found["file"], found["start"]["line"]) for found in document["diagnostics"]] == [("spec/notes.weft", 2)]


def test_sarif_names_every_rule_that_it_uses(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    write(CONTRADICTED)
    assert run(["check", "spec", "--format", "sarif"]) == 1
    [log] = json.loads(capsys.readouterr().out)["runs"]
    [result] = log["results"]
    assert log["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 14


def test_github_gets_one_command_for_each_finding(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    write(BROKEN)
    assert run(["check", "spec", "--format", "github"]) == 1
    [line] = capsys.readouterr().out.splitlines()
    assert line.startswith("::error file=spec/notes.weft,line=2,")


@pytest.mark.parametrize("format_", ["json", "sarif", "github"])
def test_a_sound_spec_gives_a_report_that_tools_can_read(
    format_: str, write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    write(SOUND)
    assert run(["check", "spec", "--format", format_]) == 0
    out = capsys.readouterr().out
    assert out == "" if format_ == "github" else json.loads(out)


def test_an_unknown_format_is_misuse(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    write(SOUND)
    assert run(["check", "spec", "--format", "xml"]) == 2
    assert "'sarif'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("empty", "empty:1:1: error DSL010 unreadable-file: there is no .weft, .feature, .md or requirements.yaml"),
        ("latin.weft", "latin.weft:1:2: error DSL010 unreadable-file: byte 1 is 0xe9, which is not UTF-8"),
        ("binary.weft", "binary.weft:1:1: error DSL010 unreadable-file: this is no text: byte 5 is 0x00\n    hint:"),
        ("comments.weft", "comments.weft:1:1: error DSL010 unreadable-file: there is nothing to build"),
        ("prose.md", "prose.md:1:1: error DSL010 unreadable-file: there is no ```weft block in this file"),
    ],
)
def test_what_cannot_be_read_is_named(
    path: str, message: str, write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    write("# Notes\n", "prose.md")
    write("# Later: trains\n\n", "comments.weft")
    (tmp_path / "binary.weft").write_bytes(b"Role:\0\xff\n" * 9)
    (tmp_path / "latin.weft").write_bytes(b"#\xe9\n")
    assert run(["check", path]) == 1
    out = capsys.readouterr().out
    assert message in out
    assert "1 error in 1 file" in out


@pytest.mark.parametrize("command", ["check", "build", "format"])
@pytest.mark.parametrize(
    ("path", "message"),
    [("nowhere", "there is no such file or folder"), ("notes.txt", "not a spec: the name must end")],
)
def test_a_path_that_can_be_no_spec_is_misuse(
    command: str, path: str, message: str, write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    write("a", "notes.txt")
    write(SOUND)
    assert run([command, "spec", path]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert f"Error: {path}: {message}" in printed.err


def test_systems_of_one_folder_are_named_with_their_files(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("c", "a", "b"):
        write(f"System: {name.title()}\nEntity: E{name}\n  title: text key\n", f"spec/{name}.weft")
    assert run(["check", "spec"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("spec/b.weft:1:1: error DSL048 contradictory-clauses: a specification has one System\n")
    assert "spec/a.weft:1:1: here is another\n" in out
    assert "spec/c.weft:1:1: here is another\n" in out
    assert "hint: keep one of them, or move each to a folder of its own" in out


def pipe(text: bytes, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    return run(["check", *arguments])


def test_standard_input_is_a_spec_of_one_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pipe(SOUND.encode(), monkeypatch, "-") == 0
    assert "no findings\n1 file, 1 requirement" in capsys.readouterr().out
    assert pipe(BROKEN.encode(), monkeypatch, "-") == 1
    assert capsys.readouterr().out.startswith("<stdin>:2:9: error")
    assert pipe(b"\xff", monkeypatch, "-") == 1
    assert "<stdin>:1:1: error DSL010" in capsys.readouterr().out


def test_standard_input_is_read_as_the_name_that_is_given_says(
    write: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write('[tool.weft]\nallow = ["unused-definition"]\n', "spec/pyproject.toml")
    assert pipe(UNUSED.encode(), monkeypatch, "-", "--stdin-filename", "spec/notes.weft") == 0
    assert capsys.readouterr().out.startswith("no findings\n")
    assert pipe(b"Feature: f\n  Entity: A\n", monkeypatch, "-", "--stdin-filename", "a.feature") == 0
    assert "1 requirement" in capsys.readouterr().out


def test_standard_input_stands_alone(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    write(SOUND)
    assert run(["check", "-", "spec"]) == 2
    assert "`-` stands alone" in capsys.readouterr().err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    write(SOUND).chmod(0)
    assert run(["check", "spec"]) == 1
    assert "permission denied" in capsys.readouterr().out


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "\ufeff",
        "\0",
        "Entity:",
        "Entity: \n" * 200,
        '"' * 500,
        "(" * 500,
        "Feature: x\n  Scenario Outline: y\n",
    ],
    ids=["nothing", "blank", "mark", "nul", "header", "headers", "quotes", "brackets", "outline"],
)
def test_no_text_makes_it_crash(text: str, write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    write(text)
    assert run(["check", "spec"]) in (0, 1)
    assert "bug" not in capsys.readouterr().err
