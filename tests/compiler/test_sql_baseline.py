"""What the baseline knows is hidden as long as its statement stays, wherever it stands."""

from collections import Counter
from pathlib import Path

import pytest

from weft.compiler.sql_baseline import Compared, MalformedBaseline, read_baseline, write_baseline
from weft.compiler.sql_cache import SqlCache
from weft.compiler.sql_config import SqlConfig
from weft.compiler.sql_files import SqlFile
from weft.compiler.sql_run import Linted, lint

CONFIG = SqlConfig(select=("select-star", "update-without-where"))
TEXT = "SELECT * FROM a;\nSELECT * FROM a;\nUPDATE b SET c = 1;\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def linted(text: str, name: str = "db/a.sql") -> tuple[Linted, ...]:
    """Return a file with what is found in it."""
    return lint([SqlFile(name, text)], CONFIG, SqlCache(CONFIG, is_used=False)).files


def compared(text: str, name: str = "db/a.sql") -> Compared:
    """Hold a text against the baseline of TEXT."""
    write_baseline(Path("known.json"), linted(TEXT))
    return read_baseline(Path("known.json")).compare(linted(text, name))


def left(text: str) -> list[str]:
    """Return line and code of what is told of a text."""
    [file] = compared(text).files
    return [f"{found.diagnostic(file.source).span.line} {found.code}" for found in file.found]


def test_what_is_known_is_hidden_and_counted() -> None:
    assert compared(TEXT).hidden == 3
    assert (left(TEXT), compared(TEXT).gone) == ([], ())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"\n\n-- moved\n{TEXT}", id="moved down"),
        pytest.param(TEXT.replace("SELECT *", "select\n  *  -- all"), id="laid out otherwise"),
        pytest.param("SELECT 1;\n" + TEXT, id="behind another statement"),
    ],
)
def test_layout_comments_case_and_lines_make_no_difference(text: str) -> None:
    assert left(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(TEXT + "SELECT * FROM a;\n", ["4 SQL059"], id="once more than is known"),
        pytest.param(TEXT.replace("FROM a", "FROM d"), ["1 SQL059", "2 SQL059"], id="another table"),
        pytest.param(TEXT.replace("c = 1", "c = '1'"), ["3 SQL127"], id="a string in place of a number"),
        pytest.param(TEXT.replace("c = 1", "c = 2"), ["3 SQL127"], id="another value"),
    ],
)
def test_what_is_new_is_told(text: str, expected: list[str]) -> None:
    assert left(text) == expected


def test_what_occurs_no_more_is_told() -> None:
    assert compared("SELECT * FROM a;\n").gone == (
        "db/a.sql: SQL059 is in the baseline and occurs no more",
        "db/a.sql: SQL127 is in the baseline and occurs no more",
    )
    assert compared("SELECT 1;", name="db/other.sql").gone == ()


def test_the_same_findings_make_the_same_file() -> None:
    write_baseline(Path("one.json"), linted(TEXT))
    write_baseline(Path("two.json"), linted(TEXT))
    assert Path("one.json").read_bytes() == Path("two.json").read_bytes()
    assert read_baseline(Path("one.json")).known == Counter(
        {key: 2 if key[1] == "SQL059" else 1 for key in read_baseline(Path("one.json")).known}
    )


def test_paths_are_seen_from_the_folder_of_the_baseline(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "db").mkdir()
    write_baseline(Path("known.json"), linted(TEXT))
    monkeypatch.chdir(here / "db")
    assert read_baseline(here / "known.json").compare(linted(TEXT, "a.sql")).hidden == 3


@pytest.mark.parametrize("content", ["", "[]", '{"version": 1}', '{"version": 1, "findings": {"a": 1}}'])
def test_what_is_no_baseline_is_refused(content: str) -> None:
    Path("known.json").write_text(content)
    with pytest.raises(MalformedBaseline, match="is no baseline"):
        read_baseline(Path("known.json"))


def test_a_missing_baseline_and_one_of_another_version_are_refused() -> None:
    with pytest.raises(MalformedBaseline, match="there is no such file"):
        read_baseline(Path("nowhere.json"))
    Path("known.json").write_text('{"version": 2, "findings": {}}')
    with pytest.raises(MalformedBaseline, match="another version"):
        read_baseline(Path("known.json"))
