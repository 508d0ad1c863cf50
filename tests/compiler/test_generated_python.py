"""The Python of a generated system: its own, else this one, else one that is made."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from weft.compiler import generated_python
from weft.compiler.generated_python import MissingPackages, python_for
from weft.compiler.own_package import own_package


@pytest.fixture
def having(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[tuple[str, ...]]]:
    """Return a function that says which Pythons have the packages, and returns the commands that are run."""

    def say(*pythons: Path) -> list[tuple[str, ...]]:
        commands: list[tuple[str, ...]] = []

        def has_packages(python: Path, packages: str) -> bool:
            return python in pythons

        def run(*command: str) -> None:
            commands.append(command)

        monkeypatch.setattr(generated_python, "_has_packages", has_packages)
        monkeypatch.setattr(generated_python, "_run", run)
        return commands

    return say


def own_python(folder: Path) -> Path:
    path = folder / ".venv/bin/python"
    path.parent.mkdir(parents=True)
    path.write_text("")
    return path


def test_the_python_of_the_system_comes_first(having: Callable[..., object], tmp_path: Path) -> None:
    own = own_python(tmp_path)
    having(own, Path(sys.executable))
    assert python_for(tmp_path) == own


def test_this_python_serves_where_it_has_the_packages(having: Callable[..., object], tmp_path: Path) -> None:
    own_python(tmp_path)
    having(Path(sys.executable))
    assert python_for(tmp_path) == Path(sys.executable)


def test_otherwise_one_is_made_and_told(
    having: Callable[..., list[tuple[str, ...]]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commands = having()
    assert python_for(tmp_path) == tmp_path / ".venv/bin/python"
    # -P: a file of the user's that is called like a module is not run in its place.
    assert [" ".join(command[1:4]) for command in commands] == ["-P -m venv", "-P -m pip", "-P -m pip"]
    assert commands[-1][-2:] == ("--group", f"{tmp_path}/pyproject.toml:dev")
    assert "installing what the system needs" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["APP_DATABASE", "APP_TEST_DATABASE"])
def test_on_postgresql_it_has_the_driver(
    having: Callable[..., list[tuple[str, ...]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "postgresql://somewhere/shop")
    commands = having()
    python_for(tmp_path)
    assert f"{tmp_path}[postgresql]" in commands[-1]


def test_for_questions_it_has_the_weft_that_runs(having: Callable[..., list[tuple[str, ...]]], tmp_path: Path) -> None:
    commands = having()
    python_for(tmp_path)
    assert own_package() not in commands[-1]
    (tmp_path / "app" / "asking").mkdir(parents=True)
    python_for(tmp_path)
    assert own_package() in commands[-1]


@pytest.mark.parametrize(
    ("origin", "asked_for"),
    [
        ({"url": "file:///src/weft", "dir_info": {"editable": True}}, "weft @ file:///src/weft"),
        ({"url": "https://example.org/weft-1-py3-none-any.whl", "archive_info": {}}, None),
        (
            {"url": "https://example.org/weft", "vcs_info": {"vcs": "git", "commit_id": "abc"}},
            "weft @ git+https://example.org/weft@abc",
        ),
    ],
)
def test_weft_comes_from_where_it_came_from(
    origin: dict[str, object], asked_for: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "weft-7.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: weft\nVersion: 7\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    assert own_package() == "weft==7"
    (folder / "direct_url.json").write_text(json.dumps(origin))
    assert own_package() == (asked_for or f"weft @ {origin['url']}")


def test_an_installation_that_fails_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def has_packages(_python: Path, _packages: str) -> bool:
        return False

    monkeypatch.setattr(generated_python, "_has_packages", has_packages)
    (tmp_path / ".venv").write_text("in the way")
    with pytest.raises(MissingPackages, match=r"-m venv"):
        python_for(tmp_path)
