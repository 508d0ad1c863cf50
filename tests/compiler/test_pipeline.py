"""Reading and checking: findings of every phase together, sorted, each once; progress is told."""

import gc
from pathlib import Path

import pytest

from weft.compiler.pipeline import check_spec

SOUND = "Feature: REQ-1 Nothing yet\n"
BROKEN = "Entity: Note\n  title text(80)\n"


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.weft").write_text(text)
    return folder


def test_a_spec_is_read_and_checked(tmp_path: Path) -> None:
    checked = check_spec([write(tmp_path, a=SOUND)])
    assert [item.id for item in checked.compiled.model.requirements] == ["REQ-1"]
    assert [Path(source.name).name for source in checked.sources] == ["a.weft"]


def test_findings_of_reading_of_settings_and_of_checking_come_together(tmp_path: Path) -> None:
    write(tmp_path, a=BROKEN)
    (tmp_path / "b.weft").write_bytes(b"\xff")
    (tmp_path / "pyproject.toml").write_text("[tool.weft]\nnothing = 1\n")
    checked = check_spec([tmp_path])
    assert [found.code for found in checked.diagnostics] == ["DSL007", "DSL010", "CFG001"]
    assert not checked.is_sound


def test_the_same_mistake_at_the_same_place_of_two_files_is_two_findings(tmp_path: Path) -> None:
    found = check_spec([write(tmp_path, a=BROKEN, b=BROKEN.replace("Note", "Book"))]).diagnostics
    assert [Path(item.span.source.name).name for item in found] == ["a.weft", "b.weft"]


def test_settings_may_allow_a_finding(tmp_path: Path) -> None:
    names = {found.name for found in check_spec([write(tmp_path, a=SOUND)]).diagnostics}
    assert names
    (tmp_path / "pyproject.toml").write_text(f"[tool.weft]\nallow = {sorted(names)}\n")
    assert check_spec([tmp_path]).diagnostics == ()


def test_a_path_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    checked = check_spec([tmp_path / "nowhere"])
    assert [found.code for found in checked.diagnostics] == ["DSL010"]


def test_only_the_blocks_of_a_literate_spec_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"# Title\n\nEntity: prose\n\n```weft\n{SOUND}```\n")
    checked = check_spec([tmp_path])
    assert [item.span.line for item in checked.compiled.model.requirements] == [6]


def test_progress_starts_and_ends_each_phase(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []

    def tell(phase: str, done: int, total: int) -> None:
        told.append((phase, done, total))

    check_spec([write(tmp_path, a=SOUND, b=BROKEN)], tell)
    assert told == [("read", 0, 1), ("check", 0, 2), ("check", 2, 2)]


@pytest.mark.parametrize("is_on", [True, False])
def test_the_garbage_collector_is_left_as_it_was(is_on: bool, tmp_path: Path) -> None:
    was_on = gc.isenabled()
    try:
        (gc.enable if is_on else gc.disable)()
        check_spec([write(tmp_path, a=SOUND)])
        assert gc.isenabled() is is_on
    finally:
        (gc.enable if was_on else gc.disable)()
