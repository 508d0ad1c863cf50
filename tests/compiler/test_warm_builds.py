"""A build that knows earlier ones writes what a build that knows nothing writes, whatever was changed between them."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from weft.compiler.cache import cache_folder
from weft.compiler.cli import run

LIBRARY = Path(__file__).parent.parent.parent / "examples" / "library" / "library.weft"


@pytest.fixture(autouse=True)
def spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the library into two files of a folder of its own, and put the cache beside it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "spec").mkdir()
    people, entity, rest = LIBRARY.read_text().partition("Entity: Book")
    (tmp_path / "spec" / "people.weft").write_text(people)
    books = tmp_path / "spec" / "books.weft"
    books.write_text(f"{entity}{rest}")
    return books


def built(out: str) -> dict[str, bytes]:
    """Build into a folder and return its files."""
    assert run(["build", "spec", "--out", out, "--quiet"]) == 0
    files = (path for path in Path(out).rglob("*") if path.is_file() and path.name != "built-from")
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


def built_from_nothing(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Build into a new folder with an empty cache."""
    with monkeypatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(Path("cold").absolute()))
        shutil.rmtree("cold", ignore_errors=True)
        shutil.rmtree("fresh", ignore_errors=True)
        return built("fresh")


def spoil() -> None:
    """Overwrite everything that is kept."""
    for path in cache_folder().rglob("*.*"):
        path.write_bytes(b"spoilt")


def swap(old: str, new: str) -> Callable[[str], str]:
    """Return a change of a text that must hold what it replaces."""

    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return change


def test_what_a_warm_build_writes_is_what_a_cold_one_writes(spec: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = spec.read_text()
    built("warm")
    versions = (
        swap("text(80)", "text(70)")(text),  # an entity
        text,  # and back
        "\n" + swap('"Dune"', '"Emma"')(text),  # scenarios, and where everything stands
    )
    for version in versions:
        spec.write_text(version)
        assert built("warm") == built_from_nothing(monkeypatch)


@pytest.mark.parametrize("harm", [spoil, lambda: shutil.rmtree(cache_folder())], ids=["spoilt", "deleted"])
def test_a_cache_that_is_gone_or_spoilt_changes_nothing(
    harm: Callable[[], None], spec: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built("warm")
    harm()
    spec.write_text(swap("text(80)", "text(70)")(spec.read_text()))
    assert built("warm") == built_from_nothing(monkeypatch)
