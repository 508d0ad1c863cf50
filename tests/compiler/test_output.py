"""Writing generated files: all or nothing, only what changed, never over what a user wrote."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from weft.backends.backend import OutputFile, Ownership
from weft.compiler import transaction
from weft.compiler.output import NotGenerated, OutputConflict, adopt, apply, plan
from weft.compiler.output_plan import Plan, Status
from weft.compiler.ownership import MANIFEST, MalformedManifest, UnsafePath
from weft.diagnostics import WeftError


def files(texts: Mapping[str, str], ownership: Ownership = Ownership.GENERATED) -> list[OutputFile]:
    return [OutputFile(path, text, ownership=ownership) for path, text in texts.items()]


def build(out: Path, texts: Mapping[str, str], ownership: Ownership = Ownership.GENERATED) -> Plan:
    planned = plan(out, files(texts, ownership))
    apply(planned)
    return planned


def statuses(planned: Plan) -> dict[str, Status]:
    return {change.path: change.status for change in planned.changes}


def snapshot(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def test_a_plan_writes_nothing(out: Path) -> None:
    assert statuses(plan(out, files({"a.py": "1\n"}))) == {"a.py": Status.NEW}
    assert not out.exists()


def test_new_changed_unchanged_and_deleted_files(out: Path) -> None:
    build(out, {"app/a.py": "1\n", "app/b.py": "1\n", "old/c.py": "1\n"})
    planned = build(out, {"app/a.py": "1\n", "app/b.py": "2\n", "d.py": "1\n"})
    assert statuses(planned) == {
        "app/a.py": Status.UNCHANGED,
        "app/b.py": Status.CHANGED,
        "d.py": Status.NEW,
        "old/c.py": Status.DELETED,
    }
    assert snapshot(out).keys() == {"app/a.py", "app/b.py", "d.py", MANIFEST}
    assert not (out / "old").exists()


def test_only_changed_files_are_written(out: Path) -> None:
    build(out, {"a.py": "1\n", "b.py": "1\n"})
    for path in (out / "a.py", out / MANIFEST):
        os.utime(path, (1, 1))
    build(out, {"a.py": "1\n", "b.py": "1\n"})
    assert (out / MANIFEST).stat().st_mtime == 1
    build(out, {"a.py": "1\n", "b.py": "2\n"})
    assert (out / "a.py").stat().st_mtime == 1
    assert (out / MANIFEST).stat().st_mtime > 1


def test_the_manifest_does_not_depend_on_the_order_of_files(tmp_path: Path) -> None:
    build(tmp_path / "one", {"a": "1", "b": "2"})
    build(tmp_path / "two", {"b": "2", "a": "1"})
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")


def test_a_rewritten_file_keeps_its_mode(out: Path) -> None:
    build(out, {"run.sh": "1\n"})
    (out / "run.sh").chmod(0o755)
    build(out, {"run.sh": "2\n"})
    assert (out / "run.sh").stat().st_mode & 0o777 == 0o755


def test_a_file_that_the_user_deleted_is_written_again(out: Path) -> None:
    build(out, {"a.py": "1\n"})
    (out / "a.py").unlink()
    assert statuses(build(out, {"a.py": "1\n"})) == {"a.py": Status.NEW}


def test_a_hand_edit_stops_everything(out: Path) -> None:
    build(out, {"a.py": "1\n", "b.py": "1\n"})
    (out / "a.py").write_text("mine\n")
    before = snapshot(out)
    planned = plan(out, files({"a.py": "2\n", "b.py": "2\n"}))
    assert [(change.path, change.status) for change in planned.conflicts] == [("a.py", Status.HAND_EDITED)]
    assert planned.conflicts[0].diff() == "--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-mine\n+2\n"
    with pytest.raises(OutputConflict, match=r"a\.py"):
        apply(planned)
    assert snapshot(out) == before


def test_a_hand_edit_that_says_what_weft_would_say_is_no_conflict(out: Path) -> None:
    build(out, {"a.py": "1\n"})
    (out / "a.py").write_text("2\n")
    assert statuses(build(out, {"a.py": "2\n"})) == {"a.py": Status.UNCHANGED}
    assert statuses(build(out, {"a.py": "3\n"})) == {"a.py": Status.CHANGED}


def test_a_hand_edited_file_that_is_no_longer_generated_is_a_conflict(out: Path) -> None:
    build(out, {"a.py": "1\n"})
    (out / "a.py").write_text("mine\n")
    assert statuses(plan(out, [])) == {"a.py": Status.HAND_EDITED}
    with pytest.raises(OutputConflict):
        build(out, {})
    assert (out / "a.py").read_text() == "mine\n"


@pytest.mark.parametrize("obstacle", ["file", "folder", "link", "file in place of a folder"])
def test_what_stands_in_the_way_is_a_conflict(obstacle: str, out: Path) -> None:
    out.mkdir()
    target = out / "app" / "a.py"
    if obstacle == "file in place of a folder":
        target.parent.write_text("mine\n")
    else:
        target.parent.mkdir()
    if obstacle == "file":
        target.write_text("mine\n")
    elif obstacle == "folder":
        target.mkdir()
    elif obstacle == "link":
        (out / "mine.py").write_text("1\n")
        target.symlink_to(out / "mine.py")
    assert statuses(plan(out, files({"app/a.py": "1\n"}))) == {"app/a.py": Status.IN_THE_WAY}


def test_a_folder_with_files_of_the_user_may_be_built_into(out: Path) -> None:
    out.mkdir()
    (out / "notes.txt").write_text("mine\n")
    planned = build(out, {"a.py": "1\n"})
    assert "notes.txt" not in planned.describe() + (out / MANIFEST).read_text()
    build(out, {})
    assert snapshot(out).keys() == {"notes.txt", MANIFEST}


def test_an_output_folder_that_is_a_file_is_refused(out: Path) -> None:
    out.write_text("mine\n")
    with pytest.raises(OutputConflict, match="not a folder"):
        plan(out, [])


def test_an_extension_is_written_once(out: Path) -> None:
    build(out, {"hooks.py": "stub\n"}, Ownership.EXTENSION)
    assert statuses(build(out, {"hooks.py": "new stub\n"}, Ownership.EXTENSION)) == {"hooks.py": Status.KEPT}
    (out / "hooks.py").write_text("mine\n")
    build(out, {"hooks.py": "new stub\n"}, Ownership.EXTENSION)
    assert (out / "hooks.py").read_text() == "mine\n"


def test_an_extension_that_turns_generated_is_not_overwritten(out: Path) -> None:
    out.mkdir()
    (out / "hooks.py").write_text("mine\n")
    build(out, {"hooks.py": "stub\n"}, Ownership.EXTENSION)
    assert statuses(plan(out, files({"hooks.py": "1\n"}))) == {"hooks.py": Status.HAND_EDITED}


def test_an_orphaned_extension_is_reported_and_kept(out: Path) -> None:
    build(out, {"hooks.py": "stub\n"}, Ownership.EXTENSION)
    for _ in range(2):
        planned = build(out, {})
        assert statuses(planned) == {"hooks.py": Status.ORPHANED}
        assert planned.warnings == ("hooks.py: nothing generates or uses this file any more; it stays as it is",)
    assert (out / "hooks.py").exists()
    (out / "hooks.py").unlink()
    assert build(out, {}).changes == ()


def test_an_adopted_file_is_the_users(out: Path) -> None:
    build(out, {"a.py": "1\n"})
    (out / "a.py").write_text("mine\n")
    adopt(out, "a.py")
    planned = build(out, {"a.py": "1\n"})
    assert (statuses(planned), planned.warnings) == ({"a.py": Status.KEPT}, ())
    planned = build(out, {"a.py": "2\n"})
    assert planned.warnings == ("a.py: what weft generates has changed since you adopted this file",)
    assert statuses(build(out, {})) == {"a.py": Status.ORPHANED}
    assert (out / "a.py").read_text() == "mine\n"


def test_a_file_may_be_named_as_it_lies_from_here(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(out, {"app/a.py": "1\n", "app/b.py": "1\n"})
    monkeypatch.chdir(out.parent)
    adopt(Path(out.name), f"{out.name}/app/a.py")
    adopt(out, str(out / "app" / "b.py"))
    assert set(statuses(build(out, {"app/a.py": "2\n", "app/b.py": "2\n"})).values()) == {Status.KEPT}


def test_deleting_an_adopted_file_hands_it_back(out: Path) -> None:
    build(out, {"a.py": "1\n"})
    adopt(out, "a.py")
    (out / "a.py").unlink()
    build(out, {"a.py": "2\n"})
    assert statuses(build(out, {"a.py": "3\n"})) == {"a.py": Status.CHANGED}


@pytest.mark.parametrize("path", ["notes.txt", "gone.py", "../out/a.py"])
def test_only_a_generated_file_can_be_adopted(path: str, out: Path) -> None:
    build(out, {"a.py": "1\n", "gone.py": "1\n"})
    (out / "gone.py").unlink()
    (out / "notes.txt").write_text("mine\n")
    with pytest.raises(NotGenerated, match="is not a file that weft generated"):
        adopt(out, path)


@pytest.mark.parametrize("path", ["/etc/x", "../x", "a/../../x", "", ".", "./a", "a//b", "a\\b", "a\nb", MANIFEST])
def test_a_path_that_is_not_plain_is_refused(path: str, out: Path) -> None:
    with pytest.raises(UnsafePath):
        plan(out, files({path: "1\n"}))


def test_a_path_through_a_linked_folder_is_refused(out: Path, tmp_path: Path) -> None:
    out.mkdir()
    (tmp_path / "elsewhere").mkdir()
    (out / "app").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UnsafePath, match="symbolic link"):
        plan(out, files({"app/a.py": "1\n"}))


def test_a_manifest_that_leads_out_of_the_folder_is_refused(out: Path, tmp_path: Path) -> None:
    build(out, {"a.py": "1\n"})
    (tmp_path / "b.py").write_text("1\n")
    (out / MANIFEST).write_text((out / MANIFEST).read_text().replace("a.py", "../b.py"))
    with pytest.raises(UnsafePath):
        plan(out, [])


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"files": {"a": {}}}', '{"files": {"a": {"hash": "", "ownership": "x"}}}']
)
def test_a_broken_manifest_is_an_error_of_its_own(text: str, out: Path) -> None:
    build(out, {"a.py": "1\n"})
    (out / MANIFEST).write_text(text)
    with pytest.raises(MalformedManifest):
        plan(out, [])


def test_a_path_that_is_generated_twice_is_refused(out: Path) -> None:
    with pytest.raises(WeftError, match=r"generated twice: a\.py"):
        plan(out, [OutputFile("a.py", "1"), OutputFile("a.py", "2")])


def test_the_description_leaves_out_what_stays(out: Path) -> None:
    build(out, {"a.py": "1\n", "b.py": "1\n"})
    planned = plan(out, files({"a.py": "1\n", "b.py": "2\n", "c.py": "1\n"}))
    assert planned.describe() == "changed      b.py\nnew          c.py\n1 new, 1 changed, 1 unchanged"
    assert plan(out / "empty", []).describe() == "nothing to write"


def test_the_diff_shows_new_changed_and_deleted_files(out: Path) -> None:
    build(out, {"a.py": "1\n", "b.py": "1\n"})
    assert plan(out, files({"a.py": "2", "c.py": "3\n"})).diff() == (
        "--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-1\n+2\n\\ No newline at end of file\n"
        "--- a/b.py\n+++ /dev/null\n@@ -1 +0,0 @@\n-1\n"
        "--- /dev/null\n+++ b/c.py\n@@ -0,0 +1 @@\n+3\n"
    )


@pytest.mark.parametrize("failing", range(1, 5))
def test_a_failure_half_way_leaves_all_as_it_was(failing: int, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(out, {"a.py": "1\n", "b.py": "1\n", "c.py": "1\n"})
    os.utime(out / "a.py", (1, 1))
    before = snapshot(out)
    replace, calls = os.replace, 0

    def fail_once(source: Path, target: Path) -> None:
        nonlocal calls
        calls += 1
        if calls == failing:
            raise OSError("no space left on device")
        replace(source, target)

    monkeypatch.setattr(transaction.os, "replace", fail_once)
    with pytest.raises(OSError, match="no space"):
        build(out, {"a.py": "2\n", "b.py": "2\n", "new/d.py": "1\n"})
    assert calls >= failing
    assert snapshot(out) == before
    assert not (out / "new").exists()
    assert (out / "a.py").stat().st_mtime == 1


def test_a_first_build_that_fails_leaves_no_folder(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_source: Path, _target: Path) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(transaction.os, "replace", fail)
    with pytest.raises(OSError, match="no space"):
        build(out, {"app/a.py": "1\n"})
    assert not out.exists()


@pytest.mark.parametrize("path", ["a.py", "new.py"])
def test_an_edit_between_plan_and_write_is_not_lost(path: str, out: Path) -> None:
    build(out, {"a.py": "1\n"})
    planned = plan(out, files({"a.py": "2\n", "new.py": "1\n"}))
    (out / path).write_text("mine\n")
    before = snapshot(out)
    with pytest.raises(transaction.ChangedMeanwhile):
        apply(planned)
    assert snapshot(out) == before
