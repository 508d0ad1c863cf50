"""The kept tables of the clause parser: made once, trusted only where they are the user's own."""

import os
import resource
import signal
from pathlib import Path

import pytest

from weft.compiler import cache, clause_cache
from weft.compiler.cache import cache_folder, keep, read_own, weft_fingerprint
from weft.compiler.clause_cache import clause_parser

TABLES = b"tables"


class Parser:
    """Stands for the parser, whose tables take a second to build."""

    def __init__(self, tables: bytes) -> None:
        self.tables = tables


@pytest.fixture(autouse=True)
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """Put the cache into a folder of its own, and return a list that grows by one when tables are built."""
    count: list[None] = []

    def build_tables() -> bytes:
        count.append(None)
        return TABLES

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(clause_cache, "ClauseParser", Parser)
    monkeypatch.setattr(clause_cache, "build_tables", build_tables)
    return count


def test_tables_are_built_once(built: list[None]) -> None:
    clause_parser()
    clause_parser()
    assert len(built) == 1


def test_the_cache_stands_where_the_user_keeps_such_things(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cache_folder() == tmp_path / "weft"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cache_folder() == Path.home() / ".cache" / "weft"


def test_only_the_user_may_read_what_is_kept() -> None:
    clause_parser()
    assert cache_folder().stat().st_mode & 0o077 == 0
    assert [path.stat().st_mode & 0o077 for path in cache_folder().iterdir()] == [0]


def test_tables_that_others_may_write_are_not_read(built: list[None]) -> None:
    clause_parser()
    [path] = cache_folder().iterdir()
    path.write_bytes(b"planted")
    path.chmod(0o666)
    clause_parser()
    assert len(built) == 2
    assert path.read_bytes().endswith(TABLES)


def test_what_lies_in_a_folder_that_others_may_write_is_not_read() -> None:
    path = cache_folder() / "some.kept"
    keep(path, b"content")
    cache_folder().chmod(0o777)
    assert read_own(path) is None
    keep(path, b"content")
    assert read_own(path) == b"content"


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    path = cache_folder() / "some.kept"
    keep(path, b"content")
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert read_own(path) is None


def test_what_is_read_is_what_was_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    path = cache_folder() / "some.kept"
    keep(path, b"content")
    look = os.fstat

    def look_and_swap(descriptor: int) -> os.stat_result:
        path.unlink(missing_ok=True)
        path.write_bytes(b"planted")
        return look(descriptor)

    monkeypatch.setattr(cache.os, "fstat", look_and_swap)
    assert read_own(path) == b"content"


def test_folders_are_closed_to_others_whatever_is_usual_here() -> None:
    usual = os.umask(0o002)
    keep(cache_folder() / "kind" / "some.kept", b"content")
    os.umask(usual)
    assert [folder.stat().st_mode & 0o077 for folder in (cache_folder(), cache_folder() / "kind")] == [0, 0]


def test_tables_that_were_spoilt_are_built_again(built: list[None]) -> None:
    clause_parser()
    [path] = cache_folder().iterdir()
    path.write_bytes(path.read_bytes()[:-1])
    assert clause_parser().tables == TABLES  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
    assert len(built) == 2


def test_another_grammar_has_tables_of_its_own(built: list[None], monkeypatch: pytest.MonkeyPatch) -> None:
    clause_parser()
    monkeypatch.setattr(clause_cache, "grammar_text", lambda: "start: NAME")
    clause_parser()
    assert len(built) == len(list(cache_folder().iterdir())) == 2


def test_a_cache_that_cannot_be_written_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert isinstance(clause_parser(), Parser)


def test_a_full_disk_leaves_nothing_behind() -> None:
    path = cache_folder() / "some.kept"
    keep(path, b"short")
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    told = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, usual[1]))
    try:
        keep(path, b"long" * 100)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
        signal.signal(signal.SIGXFSZ, told)
    assert list(cache_folder().iterdir()) == [path]
    assert read_own(path) == b"short"


def test_the_fingerprint_of_weft_stays_while_weft_does() -> None:
    first = weft_fingerprint()
    weft_fingerprint.cache_clear()
    assert weft_fingerprint() == first
