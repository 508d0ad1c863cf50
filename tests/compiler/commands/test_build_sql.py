"""`weft build` writes nothing where the linter finds something in the SQL that it generates."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from weft.backends.backend import OutputFile
from weft.compiler import emission
from weft.compiler.cli import run
from weft.dsl.model import Model

ACCOUNT = """\
Entity: Account
  {name}: text(34) key
Page: Accounts at "/accounts"
  table of Account sorted by {name}
"""
OUT = Path("build/bank")


@pytest.fixture(autouse=True)
def spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a spec whose key everyone could read who gets at a backup."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "bank.weft"
    path.write_text(ACCOUNT.format(name="iban"))
    return path


def build(*options: str) -> int:
    return run(["build", "bank.weft", *options])


def contents() -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in OUT.rglob("*") if path.is_file()}


@pytest.mark.parametrize("options", [(), ("--quiet",), ("--diff",)])
def test_a_finding_fails_the_build(options: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert build(*options) == 1
    shown = capsys.readouterr()
    assert shown.out == (
        "build/bank/app/database/schema.sql:9:5: error SQL172 sensitive-column: "
        "in generated SQL, iban can be read by everyone who gets at a backup\n"
        "    9 |     iban TEXT PRIMARY KEY NOT NULL CHECK (length(iban) BETWEEN 1 AND 34)\n"
        "      |     ^^^^\n"
        "    bank.weft:2:3: generated from entity:Account/field:iban\n"
        "    2 |   iban: text(34) key\n"
        "      |   ^^^^^^^^^^^^^^^^^^\n"
        "    hint: encrypt it, or store a token in its place\n"
        "          change what it is generated from\n"
        '          or allow it in pyproject.toml, with `allow = ["sensitive-column"]` under [tool.weft]\n'
        "1 error in 1 file\n"
    )
    assert shown.err == "nothing was written\n"
    assert not OUT.exists()


def test_what_was_built_before_stays(spec: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spec.write_text(ACCOUNT.format(name="code"))
    assert build() == 0
    before = contents()
    spec.write_text(ACCOUNT.format(name="iban"))
    assert [build(), build()] == [1, 1]
    assert capsys.readouterr().err.count("nothing was written") == 2
    assert contents() == before


@pytest.mark.parametrize(
    "setting", ['allow = ["sensitive-column"]', 'allow = ["SQL172"]', 'severity = {SQL172 = "info"}']
)
def test_what_is_allowed_is_built(setting: str) -> None:
    assert build() == 1
    Path("pyproject.toml").write_text(f"[tool.weft]\n{setting}\n")
    assert build() == 0
    assert OUT.exists()


@pytest.mark.parametrize("setting", ['allow = ["select-star"]', 'severity = {SQL172 = "warning"}'])
def test_what_is_not_allowed_is_an_error(setting: str) -> None:
    Path("pyproject.toml").write_text(f"[tool.weft]\n{setting}\n")
    assert build() == 1


class Emitting:
    """A backend whose one file every system has."""

    name = "fixed"

    def __init__(self, path: str, text: str) -> None:
        self._file = OutputFile(path, text)

    def emit(self, model: Model) -> Iterator[OutputFile]:
        yield self._file


@pytest.mark.parametrize(
    ("path", "text", "place"),
    [
        ("app/clear.sql", "-- name: clear\nDELETE FROM notes;\n", "app/clear.sql:2:1"),
        ("app/clear.py", 'connection.execute("DELETE FROM notes")\n', "app/clear.py:1:21"),
    ],
)
def test_a_mistake_of_a_backend_fails_the_build(
    path: str, text: str, place: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(emission, "BACKENDS", (Emitting(path, text),))
    assert build() == 1
    shown = capsys.readouterr().out
    assert f"build/bank/{place}: error SQL128 delete-without-where: in generated SQL, this removes every row" in shown
    assert "the spec does not name this: it may be Weft's mistake" in shown
    assert not OUT.exists()


def test_a_comment_in_what_is_generated_allows_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    allowed = "-- weft: allow delete-without-where (all of them go)\nDELETE FROM notes;\n"
    monkeypatch.setattr(emission, "BACKENDS", (Emitting("app/clear.sql", allowed),))
    assert build() == 0
