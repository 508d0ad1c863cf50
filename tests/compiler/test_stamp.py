"""The stamp of a build: it changes with everything that a build depends on, and with what was built."""

from pathlib import Path

import pytest

from weft.compiler import stamp
from weft.compiler.ownership import MANIFEST, Owner, Record, digest, print_manifest
from weft.compiler.stamp import findings_if_up_to_date, stamp_of, write_stamp


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    folder = tmp_path / "spec"
    folder.mkdir()
    (folder / "a.weft").write_text("Feature: A\n")
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Make a built folder: a generated file, and one that is the user's."""
    (tmp_path / "out" / MANIFEST).parent.mkdir(parents=True)
    (tmp_path / "out/a.py").write_bytes(b"A")
    (tmp_path / "out/own.py").write_bytes(b"edited")
    records = {"a.py": Record(digest(b"A"), Owner.GENERATED), "own.py": Record(digest(b"B"), Owner.EXTENSION)}
    (tmp_path / "out" / MANIFEST).write_bytes(print_manifest(records))
    write_stamp(tmp_path / "out", "stamp", "1 warning\n")
    return tmp_path / "out"


def test_the_stamp_is_the_same_for_the_same(spec: Path) -> None:
    assert stamp_of([spec]) == stamp_of([spec])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.weft", "Feature: B\n"),
        ("b.weft", ""),
        ("pyproject.toml", "[tool.weft]\n"),
        ("../pyproject.toml", "[tool.weft]\n"),
    ],
)
def test_the_stamp_changes_with_sources_and_settings(name: str, text: str, spec: Path) -> None:
    before = stamp_of([spec])
    (spec / name).write_text(text)
    assert stamp_of([spec]) != before


def test_the_stamp_changes_with_the_name_of_a_source(spec: Path) -> None:
    before = stamp_of([spec])
    (spec / "a.weft").rename(spec / "b.weft")
    assert stamp_of([spec]) != before


def test_the_stamp_changes_with_weft_itself(spec: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = stamp_of([spec])
    monkeypatch.setattr(stamp, "weft_fingerprint", lambda: "other")
    assert stamp_of([spec]) != before


def test_what_a_build_reported_is_reported_again(out: Path) -> None:
    assert findings_if_up_to_date(out, "stamp") == "1 warning\n"


def test_another_stamp_means_another_build(out: Path) -> None:
    assert findings_if_up_to_date(out, "other") is None


def test_a_folder_without_a_stamp_was_not_built(tmp_path: Path) -> None:
    assert findings_if_up_to_date(tmp_path, "stamp") is None


@pytest.mark.parametrize("name", ["a.py", "own.py"])
def test_a_file_that_is_gone_means_another_build(name: str, out: Path) -> None:
    (out / name).unlink()
    assert findings_if_up_to_date(out, "stamp") is None


def test_an_edit_of_a_generated_file_means_another_build(out: Path) -> None:
    (out / "a.py").write_bytes(b"edited")
    assert findings_if_up_to_date(out, "stamp") is None
