"""Answers are remembered apart for each database and endpoint; what was spoilt is as good as forgotten."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from weft.analyzers.text_to_sql.routing.cache import Remembered
from weft.compiler.answer_cache import AnswerCache
from weft.compiler.cache import keep

KNOWN = Remembered("How many?", "SELECT count(*) FROM t", "basic", datetime(2026, 5, 4, tzinfo=UTC), 0.9)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "weft" / "answers"


def test_what_is_kept_is_found_by_another_run() -> None:
    AnswerCache("a.sqlite", "").keep("key", KNOWN)
    assert AnswerCache("a.sqlite", "").find("key") == KNOWN


@pytest.mark.parametrize(
    ("database", "endpoint", "key"), [("b.sqlite", "", "key"), ("a.sqlite", "http://x", "key"), ("a.sqlite", "", "k")]
)
def test_another_place_or_question_knows_nothing_of_it(database: str, endpoint: str, key: str) -> None:
    AnswerCache("a.sqlite", "").keep("key", KNOWN)
    assert AnswerCache(database, endpoint).find(key) is None


def test_what_was_spoilt_is_forgotten(folder: Path) -> None:
    cache = AnswerCache("a.sqlite", "")
    cache.keep("key", KNOWN)
    (file,) = folder.glob("*/*.json")
    keep(file, b'{"question": 3}')
    assert cache.find("key") is None
    file.write_bytes(b"no digest")
    assert cache.find("key") is None
