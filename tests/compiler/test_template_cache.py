"""Compiled templates are kept for the next build, and read only where they are the user's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment

from weft.compiler.cache import cache_folder
from weft.compiler.template_cache import KeptTemplates, kept_templates
from weft.templates.rendering import OPTIONS, environment, render


@pytest.fixture(autouse=True)
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Environment]:
    """Put the cache into a folder of its own, and forget the templates that other tests have loaded."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    environment.cache_clear()
    yield environment()
    environment.cache_clear()


def kept() -> list[Path]:
    return sorted(cache_folder().glob("templates-*"))


def rendered() -> str:
    environment.cache_clear()
    with kept_templates():
        return render("new/spec.weft.jinja", name="Shop")


def test_a_template_is_kept_and_gives_the_same_text_again() -> None:
    plain = render("new/spec.weft.jinja", name="Shop")
    assert rendered() == rendered() == plain
    assert len(kept()) == 1
    assert isinstance(environment().bytecode_cache, KeptTemplates)


@pytest.mark.parametrize("content", [b"", b"spoilt", b"3", b"[1]"])
def test_a_spoilt_cache_only_costs_time(content: bytes) -> None:
    plain = rendered()
    kept()[0].write_bytes(content)
    assert rendered() == plain


def test_a_template_that_others_may_write_is_not_read() -> None:
    plain = rendered()
    kept()[0].chmod(0o666)
    assert rendered() == plain
    assert kept()[0].stat().st_mode & 0o022 == 0


def test_other_options_have_templates_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    rendered()
    monkeypatch.setitem(OPTIONS, "trim_blocks", False)
    other = rendered()
    assert len(kept()) == 2
    environment.cache_clear()
    assert render("new/spec.weft.jinja", name="Shop") == other
