"""The command that adds the accounts which nobody can register."""

from argparse import ArgumentParser
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from app.__main__ import main
from app.accounts import add_user, define_roles
from app.domain.roles import Person
from app.security.sign_in import sign_in
from tests.world import World

PASSWORD = "correct-horse-battery"
NEW = [
    (["reader", "--name=Reader 2", "--email=reader-2@example.com"], "reader-2@example.com"),
]
TAKEN = [
    ["reader", "--name=Reader 1", "--email=reader-1@example.com"],
]


class Terminal(StringIO):
    """An input at which a person sits."""

    def isatty(self) -> bool:
        return True


def add(world: World, arguments: list[str]) -> int:
    parser = ArgumentParser()
    define_roles(parser)
    return add_user(world.system.context(), parser.parse_args(arguments))


def person(world: World, identifier: str) -> object:
    return sign_in(world.system.context(), identifier=identifier, password=PASSWORD)


def answers(monkeypatch: pytest.MonkeyPatch, *passwords: str) -> None:
    """Sit at a terminal and give these answers."""
    left: Iterator[str] = iter(passwords)

    def answer(prompt: str) -> str:
        return next(left)

    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("app.accounts.getpass", answer)


@pytest.mark.parametrize(("arguments", "identifier"), NEW)
def test_a_new_account_can_sign_in(
    filled: World, monkeypatch: pytest.MonkeyPatch, arguments: list[str], identifier: str
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO(f"{PASSWORD}\n"))
    assert add(filled, arguments) == 0
    assert isinstance(person(filled, identifier), Person)


def test_a_terminal_is_asked_twice(filled: World, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments, identifier = NEW[0]
    answers(monkeypatch, PASSWORD, PASSWORD)
    assert add(filled, arguments) == 0
    assert isinstance(person(filled, identifier), Person)


def test_passwords_that_differ(
    filled: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments, identifier = NEW[0]
    answers(monkeypatch, PASSWORD, "another")
    assert add(filled, arguments) == 1
    assert capsys.readouterr().err == "The two passwords differ\n"
    assert not isinstance(person(filled, identifier), Person)


def test_no_password(
    filled: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO())
    assert add(filled, NEW[0][0]) == 1
    assert capsys.readouterr().err == "Password is required\n"


def test_a_password_that_is_no_text(
    filled: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO(f"{PASSWORD}\udcff\n"))
    assert add(filled, NEW[0][0]) == 1
    assert "cannot be stored" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", TAKEN)
def test_an_account_that_is_there_already(
    filled: World,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO(f"{PASSWORD}\n"))
    assert add(filled, arguments) == 1
    assert "already taken" in capsys.readouterr().err


def test_the_password_is_no_option(filled: World) -> None:
    with pytest.raises(SystemExit):
        add(filled, [*NEW[0][0], f"--password={PASSWORD}"])


def test_the_command_line_tells_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("APP_DATABASE", str(tmp_path / "own.sqlite3"))
    monkeypatch.setattr("sys.stdin", StringIO())
    assert main(["add-user", *NEW[0][0]]) == 1
    assert "Password is required" in capsys.readouterr().err


def test_help_names_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    assert "add-user" in capsys.readouterr().out
