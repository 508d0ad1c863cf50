"""`weft build`: writes what the backends emit, only where it changed, and never over a user's edit."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from weft.backends.backend import OutputFile, Ownership
from weft.compiler import emission
from weft.compiler.cli import run
from weft.compiler.stamp import STAMP
from weft.dsl.model import Model

SPEC = """\
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
UNUSED = "Enum: Colour is Red, Green\n"
BOOK = "Entity: Book\n  title: text(80)\n"


class OneFileForEachEntity:
    """A backend that is easy to see through."""

    name = "entities"

    def emit(self, model: Model) -> Iterator[OutputFile]:
        """Yield a module for each entity, and a file that is the user's from the start."""
        for entity in model.entities:
            yield OutputFile(f"app/{entity.name.lower()}.py", f'NAME = "{entity.name}"\n', (entity.id,))
        yield OutputFile("app/extensions/hooks.py", "", ownership=Ownership.EXTENSION)


@pytest.fixture(autouse=True)
def spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(emission, "BACKENDS", (OneFileForEachEntity(),))
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "notes.weft").write_text(SPEC)
    return folder


OUT = Path("build/shop")
NOTE = OUT / "app/note.py"


def build(*options: str) -> int:
    return run(["build", "shop", *options])


def files() -> list[str]:
    return sorted(path.relative_to(OUT).as_posix() for path in OUT.rglob("*") if path.is_file())


def test_a_build_writes_the_files_the_trace_and_what_it_must_remember(capsys: pytest.CaptureFixture[str]) -> None:
    assert build() == 0
    assert files() == [
        ".weft/built-from",
        ".weft/manifest.json",
        "app/extensions/hooks.py",
        "app/member.py",
        "app/note.py",
        "trace.json",
    ]
    assert json.loads((OUT / "trace.json").read_text())["system"]
    assert capsys.readouterr().out.endswith("build/shop: 4 new\n")


def test_the_out_folder_is_that_of_the_command_line_else_of_the_settings(spec: Path) -> None:
    (spec / "pyproject.toml").write_text('[tool.weft]\nout = "../here"\n')
    assert build() == 0
    assert build("--out", "there") == 0
    assert Path("here/trace.json").read_bytes() == Path("there/trace.json").read_bytes()
    assert not OUT.exists()


def test_a_file_as_spec_is_built_under_its_name() -> None:
    assert run(["build", "shop/notes.weft"]) == 0
    assert Path("build/notes/trace.json").is_file()


def test_building_again_does_nothing(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    build()
    capsys.readouterr()
    monkeypatch.setattr(emission, "BACKENDS", None)  # not even looked at
    assert build() == 0
    assert capsys.readouterr().out == "build/shop is up to date\n"


def test_building_again_counts_what_it_told_before(spec: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (spec / "colours.weft").write_text(UNUSED)
    assert build() == 0
    assert "unused-definition" in capsys.readouterr().out
    assert build() == 0
    assert capsys.readouterr().out == "build/shop is up to date; 1 warning in 1 file: `weft check shop` shows them\n"


def test_findings_that_fail_a_build_fail_it_again(spec: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (spec / "colours.weft").write_text(UNUSED)
    (spec / "pyproject.toml").write_text('[tool.weft]\nfail-on = "warning"\n')
    assert [build("--quiet"), build("--quiet")] == [1, 1]
    assert capsys.readouterr().out.count("unused-definition") == 2
    assert Path(NOTE).is_file()


def test_a_change_rewrites_only_what_it_changes(spec: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build()
    before = NOTE.stat().st_mtime_ns
    (spec / "books.weft").write_text(BOOK)
    assert build() == 0
    assert "1 new, 1 changed, 2 unchanged" in capsys.readouterr().out
    assert NOTE.stat().st_mtime_ns == before


def test_what_is_not_generated_any_more_goes_and_the_users_files_stay(spec: Path) -> None:
    (spec / "books.weft").write_text(BOOK)
    build()
    (OUT / "app/own.py").write_text("mine")
    (OUT / "app/extensions/hooks.py").write_text("mine")
    (spec / "books.weft").unlink()
    assert build() == 0
    assert not (OUT / "app/book.py").exists()
    assert (OUT / "app/own.py").read_text() == (OUT / "app/extensions/hooks.py").read_text() == "mine"


@pytest.mark.parametrize("name", ["app/note.py", "trace.json"])
def test_what_was_lost_is_written_again(name: str) -> None:
    build()
    content = (OUT / name).read_bytes()
    (OUT / name).unlink()
    assert build() == 0
    assert (OUT / name).read_bytes() == content


def test_an_edit_stops_the_build_and_is_shown(spec: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build()
    NOTE.write_text('NAME = "Memo"\n')
    (spec / "books.weft").write_text(BOOK)
    assert build() == 1
    shown = capsys.readouterr()
    assert '-NAME = "Memo"\n+NAME = "Note"\n' in shown.out
    assert "app/note.py: hand-edited" in shown.err
    assert not (OUT / "app/book.py").exists()


def test_an_adopted_file_is_the_users_from_then_on() -> None:
    build()
    NOTE.write_text('NAME = "Memo"\n')
    assert build("--adopt", "app/note.py") == 0
    assert build() == 0
    assert NOTE.read_text() == 'NAME = "Memo"\n'


def test_only_what_was_generated_can_be_adopted(capsys: pytest.CaptureFixture[str]) -> None:
    build()
    assert build("--adopt", "app/other.py") == 2
    assert "app/other.py is not a file that weft generated" in capsys.readouterr().err


def test_diff_shows_what_would_be_written_and_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert build("--diff") == 0
    assert '+++ b/app/note.py\n@@ -0,0 +1 @@\n+NAME = "Note"\n' in capsys.readouterr().out
    assert not OUT.exists()


def test_a_spec_with_errors_writes_nothing(spec: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (spec / "notes.weft").write_text(SPEC.replace("text(80)", "txet(80)"))
    assert build() == 1
    shown = capsys.readouterr()
    assert "shop/notes.weft:4:10: error" in shown.out
    assert shown.err == "nothing was written\n"
    assert not OUT.exists()


@pytest.mark.parametrize("path", ["empty", "empty/comments.weft"])
def test_a_spec_that_says_nothing_writes_nothing(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("empty").mkdir()
    if path.endswith(".weft"):
        Path(path).write_text("# Later: trains\n")
    assert run(["build", path]) == 1
    assert "DSL010" in capsys.readouterr().out
    assert not Path("build").exists()


def test_a_file_where_the_folder_should_be_is_a_clear_failure(capsys: pytest.CaptureFixture[str]) -> None:
    Path("taken").write_text("mine")
    assert build("--out", "taken") == 2
    assert "bug" not in capsys.readouterr().err
    assert Path("taken").read_text() == "mine"


def test_quiet_prints_errors_only(spec: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (spec / "colours.weft").write_text(UNUSED)
    assert [build("--quiet"), build("--quiet")] == [0, 0]
    assert capsys.readouterr() == ("", "")
    (spec / "colours.weft").write_text(UNUSED + BOOK.replace("text", "txet"))
    assert build("--quiet") == 1
    assert capsys.readouterr().out.endswith("1 error in 1 file\n")


def test_a_stamp_that_was_spoilt_only_costs_a_build() -> None:
    build()
    (OUT / STAMP).write_bytes(b"\xff\xff")
    assert build() == 0
