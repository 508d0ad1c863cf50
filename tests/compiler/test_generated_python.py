"""The Python of a generated system: its own, else this one, else one that is made."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from weft.compiler import generated_python
from weft.compiler.generated_python import MissingPackages, python_for


@pytest.fixture
def having(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[tuple[str, ...]]]:
    """Return a function that says which Pythons have the packages, and returns the commands that are run."""

    def say(*pythons: Path) -> list[tuple[str, ...]]:
        commands: list[tuple[str, ...]] = []

        def has_packages(python: Path) -> bool:
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


def test_an_installation_that_fails_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def has_packages(_python: Path) -> bool:
        return False

    monkeypatch.setattr(generated_python, "_has_packages", has_packages)
    (tmp_path / ".venv").write_text("in the way")
    with pytest.raises(MissingPackages, match=r"-m venv"):
        python_for(tmp_path)
