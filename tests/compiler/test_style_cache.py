"""Ruff is spared what it styled in the last build; what is kept is trusted only where it is the user's own."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from weft.backends.backend import OutputFile
from weft.compiler import style_cache
from weft.compiler.cache import cache_folder
from weft.compiler.last_build import SPECS_KEPT
from weft.compiler.python_style import style
from weft.compiler.style_cache import style_changed

FILES = [OutputFile("a.py", "a=1\n"), OutputFile("b.py", "b=1\n"), OutputFile("c.sql", "SELECT")]


@pytest.fixture(autouse=True)
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Put the cache into a folder of its own, and return the paths that ruff was asked to style."""
    paths: list[str] = []

    def note(files: Sequence[OutputFile]) -> list[OutputFile]:
        paths.extend(file.path for file in files)
        return style(files)

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(style_cache, "style", note)
    return paths


def kept() -> Path:
    [path] = (cache_folder() / "styled").iterdir()
    return path


def test_only_what_changed_is_styled_again(asked: list[str]) -> None:
    first = style_changed(FILES, "spec")
    changed = [FILES[0], OutputFile("b.py", "b=2\n"), FILES[2]]
    second = style_changed(changed, "spec")
    assert asked == ["a.py", "b.py", "b.py"]
    assert first == style(FILES)
    assert second == style(changed)


def test_the_same_text_at_another_path_is_styled_too(asked: list[str]) -> None:
    style_changed(FILES, "spec")
    style_changed([OutputFile("a/__init__.py", "a=1\n")], "spec")
    assert asked[-1] == "a/__init__.py"


def test_only_the_last_build_is_kept() -> None:
    style_changed(FILES, "spec")
    size = kept().stat().st_size
    style_changed(FILES[:1], "spec")
    style_changed([OutputFile("d.py", "d=1\n")], "spec")
    assert kept().stat().st_size < size


def test_specs_have_caches_of_their_own(asked: list[str]) -> None:
    style_changed(FILES, "spec")
    style_changed(FILES, "other")
    assert asked == ["a.py", "b.py"] * 2


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"a": 1}', b"\xff"])
def test_a_spoilt_cache_only_costs_time(content: bytes) -> None:
    style_changed(FILES, "spec")
    kept().write_bytes(content)
    assert style_changed(FILES, "spec") == style(FILES)


def test_a_cache_that_others_may_write_is_not_read(asked: list[str]) -> None:
    style_changed(FILES, "spec")
    kept().chmod(0o666)
    style_changed(FILES, "spec")
    assert asked == ["a.py", "b.py"] * 2


def test_what_is_kept_does_not_grow_without_end() -> None:
    for number in range(SPECS_KEPT + 2):
        style_changed([OutputFile("a.py", "a=1\n")], f"spec{number}")
    assert len(list((cache_folder() / "styled").iterdir())) == SPECS_KEPT
