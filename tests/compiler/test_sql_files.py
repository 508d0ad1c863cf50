"""Files of SQL are found, read in any encoding, and written back as they were."""

import codecs
import os
from pathlib import Path

import pytest

from weft.compiler.sql_files import SqlFile, decode, find_files, read_file, write_file


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def plant(*names: str) -> None:
    """Write files that hold a statement."""
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("SELECT 1\n")


def test_folders_are_searched_for_sql_of_every_ending() -> None:
    wanted = ["a.sql", "b.DDL", "c/d.dml", "e.pgsql", "f.psql", "g.tsql", "h.hql", "i.bq", "j.sql.j2", "k.sql.jinja"]
    plant(*wanted, "m.jinja", "n.sqlite", "o.py", ".venv/p.sql", "node_modules/q/r.sql", "s/.git/t.sql", "u.sql.bak")
    assert find_files([Path()], with_python=False) == sorted(wanted)
    assert "o.py" in find_files([Path()], with_python=True)


def test_what_git_leaves_out_is_left_out_unless_it_is_named() -> None:
    plant("a.sql", "out/b.sql", "c.gen.sql")
    Path(".gitignore").write_text("out/\n*.gen.sql\n")
    assert find_files([Path()], with_python=False) == ["a.sql"]
    assert find_files([Path(), Path("out/b.sql")], with_python=False) == ["a.sql", "out/b.sql"]


def test_a_file_is_read_once_whatever_it_is_named_by() -> None:
    plant("db/a.sql", "notes.txt")
    paths = [Path("db/a.sql"), Path(), Path("db").absolute(), Path("notes.txt")]
    assert find_files(paths, with_python=False) == ["db/a.sql", "notes.txt"]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        pytest.param("SELECT 'ä'\r\n".encode(), "utf-8", id="UTF-8"),
        pytest.param(codecs.BOM_UTF8 + "SELECT 'ä'\r\n".encode(), "utf-8", id="UTF-8 with a mark"),
        pytest.param(codecs.BOM_UTF16_LE + "SELECT 'ä'\r\n".encode("utf-16-le"), "utf-16-le", id="UTF-16"),
        pytest.param(
            codecs.BOM_UTF16_BE + "SELECT 'ä'\r\n".encode("utf-16-be"), "utf-16-be", id="UTF-16, big end first"
        ),
        pytest.param(codecs.BOM_UTF32_LE + "SELECT 'ä'\r\n".encode("utf-32-le"), "utf-32-le", id="UTF-32"),
        pytest.param("SELECT 'ä'\r\n".encode("latin-1"), "latin-1", id="Latin-1"),
    ],
)
def test_every_encoding_is_read_and_written_alike(content: bytes, encoding: str) -> None:
    file = decode("a.sql", content)
    assert (file.text, file.encoding, file.problem) == ("SELECT 'ä'\r\n", encoding, "")
    assert file.encoded(file.text) == content
    assert bool(file.note) is (encoding == "latin-1")


@pytest.mark.parametrize("content", [b"", b" \r\n\t", codecs.BOM_UTF8])
def test_an_empty_file_is_noted(content: bytes) -> None:
    assert decode("a.sql", content).note == "empty"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"PK\x03\0\x04", "this is no text: it holds a zero byte"),
        (codecs.BOM_UTF8 + b"SELECT '\xe4'", "not UTF-8, as its first bytes say: byte 8 is wrong"),
    ],
)
def test_what_is_no_text_has_a_problem(content: bytes, problem: str) -> None:
    assert decode("a.sql", content).problem == problem


def test_a_file_that_cannot_be_read_has_a_problem() -> None:
    assert read_file("nowhere.sql").problem == "no such file or directory"


def test_a_folder_that_cannot_be_searched_has_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    plant("a.sql", "secret/b.sql")
    scandir = os.scandir

    def refusing(path: str) -> object:
        if os.path.basename(path) == "secret":
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert find_files([Path()], with_python=False) == ["a.sql", "secret"]
    assert read_file("secret").problem == "this folder cannot be searched"


def test_writing_keeps_the_mode_the_mark_and_links() -> None:
    Path("real.sql").write_bytes(codecs.BOM_UTF8 + b"SELECT 1\r\n")
    Path("real.sql").chmod(0o640)
    Path("link.sql").symlink_to("real.sql")
    file = read_file("link.sql")
    write_file(file, "SELECT 2\r\n")
    assert Path("link.sql").is_symlink()
    assert Path("real.sql").read_bytes() == codecs.BOM_UTF8 + b"SELECT 2\r\n"
    assert Path("real.sql").stat().st_mode & 0o777 == 0o640


def test_a_file_that_changed_meanwhile_is_not_written() -> None:
    plant("a.sql")
    file = read_file("a.sql")
    Path("a.sql").write_text("SELECT 3\n")
    with pytest.raises(OSError, match="changed while weft was writing"):
        write_file(file, "SELECT 2\n")


@pytest.mark.parametrize(
    ("name", "text", "changes"),
    [
        ("a.sql", "SELECT 1", False),
        ("a.sql", "create table a (b int)", True),
        ("a.sql", "SELECT created FROM a", False),
        ("a.py", "run('create unique index a on b (c)')", True),
        ("a.py", "def create(table): drop(index)", False),
    ],
)
def test_what_may_change_the_schema_is_told_by_its_words(name: str, text: str, changes: bool) -> None:
    assert SqlFile(name, text).changes_schema is changes
