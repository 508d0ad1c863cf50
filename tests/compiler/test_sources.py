"""Finding and reading the sources of a spec."""

from pathlib import Path

import pytest

from weft.compiler.sources import AS_UTF8, Sources, read_sources

FENCED = "# Title\n```weft\nRole: Ann\n```\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(files: dict[str, str]) -> None:
    for name, text in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def names(found: Sources) -> list[str]:
    return [source.name for source in found.texts]


def test_a_folder_yields_its_specs_in_order() -> None:
    specs = ["spec/a.weft", "spec/a/z.feature", "spec/b.md", "spec/requirements.yaml"]
    write(
        dict.fromkeys(reversed(specs), FENCED)
        | {"spec/plain.md": "# No spec\n", "spec/other.yaml": "", "spec/x.py": ""}
    )
    found = read_sources([Path("spec")])
    assert (names(found), found.problems) == (specs, ())


@pytest.mark.parametrize("folder", [".hidden", "build", "node_modules", "generated"])
def test_built_and_hidden_folders_are_ignored(folder: str) -> None:
    write({"a.weft": "", f"{folder}/b.weft": "", "generated/.weft/manifest.json": "{}", ".c.weft": ""})
    assert names(read_sources([Path()])) == ["a.weft"]


@pytest.mark.parametrize("folder", ["build", "generated"])
def test_a_folder_that_the_user_names_is_read_whatever_it_is(folder: str) -> None:
    write({f"{folder}/b.weft": "", "generated/.weft/manifest.json": "{}"})
    assert names(read_sources([Path(folder)])) == [f"{folder}/b.weft"]


def test_a_file_that_is_named_twice_is_read_once(here: Path) -> None:
    write({"spec/a.weft": ""})
    assert names(read_sources([Path("spec"), Path("spec/a.weft"), here / "spec" / ".." / "spec"])) == ["spec/a.weft"]


def test_names_outside_the_current_folder_are_absolute(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write({"spec/a.weft": "", "work/b.weft": ""})
    monkeypatch.chdir(here / "work")
    assert names(read_sources([Path("../spec")])) == [(here / "spec" / "a.weft").as_posix()]


def test_line_ends_and_byte_order_marks_are_kept() -> None:
    write({"a.weft": "\ufeffRole: Ann\r\nRole: Bob\r\n"})
    assert read_sources([Path("a.weft")]).texts[0].text == "\ufeffRole: Ann\r\nRole: Bob\r\n"


def test_text_that_is_not_utf8_is_reported_at_its_byte() -> None:
    Path("a.weft").write_bytes("Rôle:\n".encode() + b"caf\xe9\n")
    write({"b.weft": ""})
    found = read_sources([Path()])
    [problem] = found.problems
    assert (problem.code, problem.name, problem.span.place) == ("DSL010", "unreadable-file", "a.weft:2:4")
    assert (problem.message, problem.hint) == ("byte 10 is 0xe9, which is not UTF-8", AS_UTF8)
    assert names(found) == ["b.weft"]


def test_of_what_is_no_text_nothing_is_shown() -> None:
    Path("a.weft").write_bytes(b"\x7fELF\x02\x01\0\xff")
    [problem] = read_sources([Path()]).problems
    assert (problem.message, problem.span.source.text) == ("this is no text: byte 6 is 0x00", "")


def test_a_file_that_cannot_be_read_is_reported() -> None:
    Path("a.weft").symlink_to("nowhere")
    [problem] = read_sources([Path()]).problems
    assert (problem.span.place, problem.message) == ("a.weft:1:1", "no such file or directory")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("gone", "there is no such file or folder"),
        ("notes.txt", "not a spec: the name must end in .weft, .feature, .md or requirements.yaml"),
        ("plain.md", "there is no ```weft block in this file"),
        ("empty", "there is no .weft, .feature, .md or requirements.yaml in this folder"),
        ("gone.weft", "no such file or directory"),
    ],
)
def test_what_the_user_names_must_hold_a_spec(name: str, message: str) -> None:
    write({"notes.txt": "", "plain.md": "# No spec\n", "empty/notes.txt": ""})
    [problem] = read_sources([Path(name)]).problems
    assert (problem.span.source.name, problem.message) == (name, message)
