"""Whatever a file holds, the linter ends with a finding or a clean report, and leaves nothing out in silence."""

import io
import json
import sys
from pathlib import Path

import pytest

from weft.compiler.cli import run

STAR = "SELECT * FROM a;"
DEEP = "nested too deep to be looked into by all rules"
RECURSION = "not understood: it is nested too deep"
OPEN = "not understood: a quote or a comment is never closed"
# Name, bytes, exit code, and how the messages begin, in their order; a note begins with its name.
FILES: list[tuple[str, bytes, int, list[str]]] = [
    ("empty.sql", b"", 0, ["note: empty.sql: empty"]),
    ("blank.sql", b" \n\t\r\n", 0, ["note: blank.sql: empty"]),
    ("mark-alone.sql", b"\xef\xbb\xbf", 0, ["note: mark-alone.sql: empty"]),
    ("mark.sql", b"\xef\xbb\xbf" + STAR.encode(), 1, ["a star"]),
    ("utf16.sql", STAR.encode("utf-16"), 1, ["a star"]),
    ("latin.sql", b"SELECT '\xe9', a.* FROM a;", 1, ["note: latin.sql: not UTF-8, read as Latin-1", "a star"]),
    ("surrogate.sql", b"SELECT '\xed\xa0\x80', a.* FROM a;", 1, ["note: surrogate.sql: not UTF-8", "a star"]),
    ("wrong-mark.sql", b"\xef\xbb\xbfSELECT '\xff'", 1, ["not UTF-8, as its first bytes say: byte 8 is wrong"]),
    ("zero.sql", b"SELECT 1\0;", 1, ["this is no text: it holds a zero byte"]),
    ("lines.sql", STAR.encode() + b"\r\n" + STAR.encode() + b"\r" + STAR.encode(), 1, ["a star"] * 3),
    ("signs.sql", b"SELECT \x1b[31m FROM a\x07;\n" + STAR.encode(), 1, ["not understood: ", "a star"]),
    ("semicolons.sql", b";" * 5000, 0, []),
    ("word.sql", b"x" * 100_000, 1, ["not understood: no statement begins like this"]),
    ("quote.sql", f"SELECT 'abc\nFROM a;\n{STAR}".encode(), 1, [OPEN, "a star"]),
    ("comment.sql", f"SELECT 1 /* abc;\n{STAR}".encode(), 1, [OPEN, "a star"]),
    ("dollars.sql", b"CREATE FUNCTION f() RETURNS int AS $$ BEGIN SELECT 1;", 1, [OPEN]),
    ("brackets.sql", f"SELECT {'(' * 1000}1{')' * 1000};{STAR}".encode(), 1, [RECURSION, "a star"]),
    ("unpaired.sql", f"SELECT {'(' * 1000};\n{STAR}".encode(), 1, ["not understood: ", "a star"]),
    ("cases.sql", f"SELECT {'CASE WHEN a THEN ' * 600}1{' END' * 600};{STAR}".encode(), 1, [RECURSION, "a star"]),
    ("queries.sql", f"{'SELECT a FROM (' * 500}SELECT 1{') x' * 500};{STAR}".encode(), 1, [RECURSION, "a star"]),
    ("signs-before.sql", f"SELECT {'- ' * 3000}1 FROM b;{STAR}".encode(), 1, [RECURSION, "a star"]),
    ("joined.sql", f"SELECT {' || '.join(f'a{n}' for n in range(2000))} FROM t;{STAR}".encode(), 1, ["a star"]),
    ("unions.sql", f"{' UNION ALL '.join(f'SELECT {n}' for n in range(2000))};{STAR}".encode(), 1, [DEEP, "a star"]),
    ("view.sql", f"CREATE VIEW v AS {' UNION ALL '.join(['SELECT 1'] * 2000)};{STAR}".encode(), 1, [DEEP, "a star"]),
    ("wrong.py", b"def f(:\n    db.execute('SELECT * FROM a')\n", 1, ["Python 3."]),
    ("old.py", b"print 'x'\ndb.execute('SELECT * FROM a')\n", 1, ["Python 3."]),
    ("deep.py", f"x = {'(' * 1000}'{STAR}'{')' * 1000}\n".encode(), 1, ["Python 3."]),
    ("no-sql.py", b"def f(:\n", 0, []),
    ("zero.py", b"db.execute('SELECT * FROM a')\0\n", 1, ["this is no text: it holds a zero byte"]),
]
RULES = ["--select", "select-star", "--dialect", "postgres", "--python"]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told_of(capsys: pytest.CaptureFixture[str], *arguments: str, code: int) -> list[str]:
    """Return the notes and messages of a run."""
    assert run(["sql", "lint", *arguments, "--format", "json"]) == code
    report = json.loads(capsys.readouterr().out)
    return [*(f"note: {note}" for note in report["notes"]), *(found["message"] for found in report["findings"])]


@pytest.mark.parametrize(("name", "content", "code", "messages"), FILES, ids=[name for name, *_ in FILES])
def test_whatever_a_file_holds_is_told(
    name: str, content: bytes, code: int, messages: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    Path(name).write_bytes(content)
    # Only some rules look deep enough into a statement to be stopped by it.
    rules = ["--select", "all"] if DEEP in messages else RULES[:2]
    told = told_of(capsys, name, *rules, *RULES[2:], code=code)
    told = [line for line in told if line.startswith(("note: ", "not understood", "a star", "this is", *messages))]
    assert len(told) == len(messages)
    assert all(line.startswith(message) for line, message in zip(told, messages, strict=True))


@pytest.mark.parametrize(("name", "content", "code"), [(name, content, code) for name, content, code, _ in FILES])
def test_fixing_it_fails_no_worse(name: str, content: bytes, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    Path(name).write_bytes(content)
    assert run(["sql", "lint", name, *RULES, "--fix", "--unsafe-fixes"]) == code
    assert Path(name).read_bytes() == content
    capsys.readouterr()


def test_a_folder_with_all_of_it_is_linted_to_its_end(capsys: pytest.CaptureFixture[str]) -> None:
    for name, content, _, _ in FILES:
        Path("all").mkdir(exist_ok=True)
        Path("all", name).write_bytes(content)
    Path("all", "again").symlink_to("../all", target_is_directory=True)
    Path("all", "nowhere.sql").symlink_to("missing.sql")
    for jobs in ("1", "2"):
        assert run(["sql", "lint", "all", *RULES, "-j", jobs, "--format", "json", "--no-cache"]) == 1
        report = json.loads(capsys.readouterr().out)
        assert report["summary"]["files"] == len(FILES) + 1
        assert "no such file or directory" in {found["message"] for found in report["findings"]}


def test_a_statement_of_a_megabyte_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    rows = ",".join(f"({number},'x{number}')" for number in range(60_000))
    Path("rows.sql").write_text(f"INSERT INTO a (b, c) VALUES {rows};\n{STAR}")
    assert Path("rows.sql").stat().st_size > 900_000
    assert told_of(capsys, "rows.sql", *RULES, code=1) == ["a star hides which columns are read"]


@pytest.mark.parametrize(("name", "content", "code"), [(name, content, code) for name, content, code, _ in FILES])
def test_standard_input_may_hold_the_same(
    name: str, content: bytes, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert run(["sql", "lint", "-", "--stdin-filename", f"some/{name}", *RULES]) == code
    said = capsys.readouterr()
    assert code == 0 or f"some/{name}:1:" in said.out
