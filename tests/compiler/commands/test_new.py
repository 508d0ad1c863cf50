"""`weft new`: a spec to start from, which is sound, tidy and never written over another."""

from pathlib import Path

import pytest

from weft.compiler.cli import run


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("folder", "system"),
    [("demo", "Demo"), ("my-shop", "MyShop"), ("2nd try", "App2NdTry"), ("specs/日本", "日本"), ("note", "Note")],
)
def test_the_new_spec_is_named_for_its_folder_and_has_no_findings(
    folder: str, system: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["new", folder]) == 0
    [path] = Path(folder).iterdir()
    assert path.name == f"{Path(folder).name}.weft"
    assert path.read_text(encoding="utf-8").startswith(f"System: {system}\n")
    capsys.readouterr()
    assert run(["check", folder]) == 0
    assert capsys.readouterr().out.startswith("no findings\n")


def test_the_new_spec_is_laid_out_as_weft_format_does() -> None:
    run(["new", "demo"])
    assert run(["format", "--check", "demo"]) == 0


def test_the_next_commands_are_shown_as_a_shell_takes_them(capsys: pytest.CaptureFixture[str]) -> None:
    run(["new", "my shop"])
    assert "weft build 'my shop' --out 'build/my shop'\n" in capsys.readouterr().out


def test_the_current_folder_may_be_the_new_one(here: Path) -> None:
    assert run(["new", "."]) == 0
    assert [path.name for path in here.iterdir()] == [f"{here.name}.weft"]


def test_a_spec_is_not_written_over(capsys: pytest.CaptureFixture[str]) -> None:
    run(["new", "demo"])
    path = Path("demo/demo.weft")
    path.write_text("mine")
    assert run(["new", "demo"]) == 2
    assert "demo/demo.weft exists already" in capsys.readouterr().err
    assert path.read_text() == "mine"


@pytest.mark.parametrize("folder", ["file", "file/demo"])
def test_a_file_in_the_way_is_named(folder: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "file").write_text("mine")
    assert run(["new", folder]) == 2
    assert f"{folder} cannot be made" in capsys.readouterr().err
