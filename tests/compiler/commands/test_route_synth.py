"""`weft route synth`: what it writes, prints and exits with, and what it leaves alone."""

import json
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from weft.compiler.cli import run
from weft.compiler.route_evaluation.databases import find_instances

SQL = "CREATE TABLE singer (id INTEGER PRIMARY KEY, name TEXT, age INTEGER);\n"
GOLD = [
    {"db_id": "concerts", "question": "How many?", "SQL": "SELECT count(*) FROM singer WHERE age > 40"},
    {"db_id": "concerts", "question": "Who?", "SQL": "SELECT name FROM singer WHERE name = 'Ada'"},
    {"db_id": "concerts", "question": "Nobody?", "SQL": "SELECT name FROM singer WHERE age > age"},
]
COMMAND = ["route", "synth", "--schemas", "concerts.sql", "--gold", "dev.json", "--out", "made"]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("concerts.sql").write_text(SQL)
    Path("dev.json").write_text(json.dumps(GOLD))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_instances_are_written_and_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*COMMAND, "--rows", "20"]) == 0
    told = capsys.readouterr().out
    assert re.search(r"^concerts +1 +\d+ +3 +2 \(67%\)", told, re.M)
    assert told.splitlines()[-1] == (
        "wrote 1 database, 3 instances each, to made: for 2 of 3 gold queries (67%) they give more than nothing, NULL"
        " or zero"
    )
    found = find_instances(Path("made"), ["concerts"])
    assert found == {"concerts": tuple(Path(f"made/concerts/{number}.sqlite") for number in (1, 2, 3))}
    with closing(sqlite3.connect(found["concerts"][0])) as connection:
        assert connection.execute("SELECT count(*) >= 20 FROM singer").fetchall() == [(1,)]


def test_the_same_files_give_the_same_bytes_and_a_smaller_suite_leaves_none_behind() -> None:
    assert run([*COMMAND, "--sql"]) == 0
    first = contents(Path("made"))
    assert {"concerts/3.sql", "concerts/3.sqlite"} < set(first)
    assert run([*COMMAND, "--sql"]) == 0
    assert contents(Path("made")) == first
    assert run([*COMMAND, "--instances", "2"]) == 0
    assert set(contents(Path("made"))) == {".weft/manifest.json", "concerts/1.sqlite", "concerts/2.sqlite"}


def test_scripts_make_what_the_databases_hold() -> None:
    assert run([*COMMAND, "--instances", "1", "--sql"]) == 0
    with closing(sqlite3.connect(":memory:")) as loaded, closing(sqlite3.connect("made/concerts/1.sqlite")) as written:
        loaded.executescript(Path("made/concerts/1.sql").read_text())
        assert list(loaded.iterdump()) == list(written.iterdump())


def test_json_tells_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*COMMAND, "--instances", "2", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["instances"] == 2
    assert [(one["database"], one["gold"], one["telling"]) for one in told["databases"]] == [("concerts", 3, 2)]


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ([], "the table 'singer' of 'concerts' has no columns"),
        (["id", "ID"], "the table 'singer' of 'concerts' cannot be made in SQLite: duplicate column name: ID"),
        (["a\x00b"], "the table 'singer' of 'concerts' cannot be made in SQLite: "),
        ([f"c{at}" for at in range(3000)], "cannot be made in SQLite: too many columns"),
    ],
)
def test_schemas_that_no_database_can_have_are_told(
    columns: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    tables = {"singer": {"name": "singer", "columns": [{"name": name, "type": "int"} for name in columns]}}
    Path("odd.json").write_text(json.dumps({"concerts": {"tables": tables}}))
    assert run(["route", "synth", "--schemas", "odd.json", "--gold", "dev.json", "--out", "made"]) == 2
    assert told in capsys.readouterr().err
    assert not Path("made").exists()


def test_gold_that_gives_no_result_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Answers to such a question cannot be compared with anything."""
    broken = [{**GOLD[0], "SQL": f"SELECT nope{at} FROM singer"} for at in range(12)]
    Path("dev.json").write_text(json.dumps([*GOLD, *broken, {**GOLD[0], "SQL": "SELEC"}]))
    assert run(COMMAND) == 0
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("gold SQL about concerts gives nothing: no such column: nope0: SELECT nope0 FROM")
    assert lines[10:] == ["and 3 more; --format json tells all"]
    assert run([*COMMAND, "--format", "json"]) == 0
    (made,) = json.loads(capsys.readouterr().out)["databases"]
    assert len(made["failing"]) == 13
    assert made["failing"]["SELEC"].startswith("refused: ")


@pytest.mark.parametrize("is_ours", [False, True])
def test_a_file_of_somebody_else_is_never_overwritten(is_ours: bool, capsys: pytest.CaptureFixture[str]) -> None:
    if is_ours:
        assert run(COMMAND) == 0
    target = Path("made/concerts/2.sqlite")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(b"precious")
    before = contents(Path("made"))
    assert run([*COMMAND, "--rows", "7"]) == 2
    assert "weft did not make" in capsys.readouterr().err
    assert contents(Path("made")) == before


def test_the_folder_of_a_build_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    Path("made/.weft").mkdir(parents=True)
    record = {"app/main.py": {"hash": "0", "ownership": "generated"}}
    Path("made/.weft/manifest.json").write_text(json.dumps({"files": record}))
    assert run(COMMAND) == 2
    assert "choose another folder" in capsys.readouterr().err
    assert not Path("made/concerts").exists()


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        ("dev.json", "[{]", "dev.json: JSON is malformed"),
        ("dev.json", "[]", "there are no questions"),
        ("dev.json", '[{"db_id": "shops", "question": "?", "query": "SELECT 1"}]', "no schema of 'shops'"),
        ("dev.json", '[{"db_id": "../up", "question": "?", "query": "SELECT 1"}]', "no schema of '../up'"),
        ("concerts.sql", "SELECT 1;", "there are no tables"),
    ],
)
def test_what_cannot_be_used_is_told(file: str, content: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path(file).write_text(content)
    assert run(COMMAND) == 2
    error = capsys.readouterr().err
    assert told in error
    assert "Traceback" not in error


def test_gold_that_no_parser_reads_tells_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    Path("dev.json").write_text('[{"db_id": "concerts", "question": "?", "query": "SELECT FROM WHERE ("}]')
    assert run(COMMAND) == 0
    assert "0 of 1 gold queries" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("name", ["../up", "a/b", ".."])
def test_a_name_that_leads_out_of_the_folder_is_refused(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    column = {"name": "id", "type": "INTEGER"}
    schemas = {name: {"tables": {"t": {"name": "t", "columns": [column]}}}}
    Path("schemas.json").write_text(json.dumps(schemas))
    Path("dev.json").write_text(json.dumps([{"db_id": name, "question": "?", "query": "SELECT 1"}]))
    assert run(["route", "synth", "--schemas", "schemas.json", "--gold", "dev.json", "--out", "made"]) == 2
    assert "weft: '" in capsys.readouterr().err
    assert not Path("made").exists()


def test_schemas_of_spider_will_do(corpora: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(corpora / "text_to_sql" / "spider" / "tables.json", "tables.json")
    Path("dev.json").write_text('[{"db_id": "pets_1", "question": "?", "query": "SELECT count(*) FROM pets"}]')
    assert run(["route", "synth", "--schemas", "tables.json", "--gold", "dev.json", "--out", "made"]) == 0
    assert "pets_1" in capsys.readouterr().out
