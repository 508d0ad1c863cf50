"""`weft route`: what it prints and exits with."""

import io
import json
import logging
import math
import re
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from weft.compiler.cli import run


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_queries_are_classified(capsys: pytest.CaptureFixture[str]) -> None:
    Path("report.sql").write_text("SELECT name FROM singer;\n\nSELECT count(*), age FROM singer GROUP BY age;\n")
    assert run(["route", "classify", "report.sql"]) == 0
    assert [line.split()[:3] for line in capsys.readouterr().out.splitlines()[1:3]] == [
        ["report.sql:1", "easy", "1"],
        ["report.sql:3", "medium", "4"],
    ]


def test_json_tells_places_and_profiles(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.sql").write_text("CREATE TABLE t (i INT);\n  SELECT TOP 3 * FROM [t];\n")
    assert run(["route", "classify", ".", "--format", "json", "--dialect", "tsql"]) == 0
    made, asked = json.loads(capsys.readouterr().out)
    assert made == {
        "path": "a.sql",
        "line": 1,
        "column": 1,
        "dialect": "tsql",
        "hardness": None,
        "problem": "no query",
    }
    assert (asked["line"], asked["column"], asked["hardness"], asked["score"]) == (2, 3, "easy", 2)
    assert asked["profile"]["tables"] == 1


def test_what_cannot_be_read_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path("bad.sql").write_text("SELECT 1;\nSELEC 1 FRM;\n")
    assert run(["route", "classify", "bad.sql", "missing.sql"]) == 1
    told = capsys.readouterr()
    assert "bad.sql:2" in told.out
    assert "missing.sql" in told.err


def test_json_tells_what_cannot_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    Path("bad.sql").write_bytes(b"SELECT\0 1")
    assert run(["route", "classify", "bad.sql", "missing.sql", "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [entry["path"] for entry in found] == ["bad.sql", "missing.sql"]
    assert all(entry["problem"] for entry in found)


def test_a_folder_without_queries_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["route", "classify", "."]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "no SQL files here" in told.err


def test_a_file_without_statements_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.sql").write_text("-- nothing\n")
    assert run(["route", "classify", "a.sql"]) == 0
    assert "no statements here" in capsys.readouterr().err


def test_the_parser_says_nothing_by_itself(caplog: pytest.LogCaptureFixture) -> None:
    Path("a.sql").write_text("EXPLAIN SELECT 1;\n")
    caplog.set_level(logging.WARNING, logger="sqlglot")
    assert run(["route", "classify", "a.sql", "--dialect", "postgres"]) == 0
    assert not caplog.messages


def test_ctes_count_wherever_they_stand(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.sql").write_text(
        "WITH q AS (SELECT 1) INSERT INTO t SELECT * FROM q;\nWITH q AS (SELECT 1) SELECT * FROM q"
    )
    assert run(["route", "classify", "a.sql", "--format", "json"]) == 0
    inserted, asked = json.loads(capsys.readouterr().out)
    assert inserted["hardness"] == asked["hardness"] == "hard"
    assert inserted["profile"] == asked["profile"]


def test_standard_input_is_read(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"SELECT 1")))
    assert run(["route", "classify", "-", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["path"] == "stdin.sql"


def test_an_unknown_dialect_is_met_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.sql").write_text("SELECT 1")
    assert run(["route", "classify", "a.sql", "--dialect", "postgre"]) == 2
    assert "did you mean 'postgres'?" in capsys.readouterr().err


SCHEMA = """CREATE TABLE singer (id INTEGER PRIMARY KEY, name TEXT, age INTEGER);
CREATE TABLE concert (id INTEGER PRIMARY KEY, singer_id INTEGER REFERENCES singer, year INTEGER);
"""


def test_a_question_is_estimated(capsys: pytest.CaptureFixture[str]) -> None:
    Path("schema.sql").write_text(SCHEMA)
    with closing(sqlite3.connect("concerts.sqlite")) as connection:
        connection.executescript(SCHEMA)
    for source in (["--schema", "schema.sql"], ["--database", "concerts.sqlite"]):
        assert run(["route", "estimate", "How many singers are there?", *source]) == 0
        first, second, _, offline, basic, *_ = capsys.readouterr().out.splitlines()
        assert first.startswith("hardness (Spider)  easy")
        assert second.startswith("difficulty (BIRD)  simple")
        assert offline.split() == ["offline", "0", "tokens"]
        assert re.fullmatch(r"basic +about \d+ tokens \(\d+ sent, \d+ received\) in 1 call, price unknown", basic)
    assert run(["route", "estimate", "How many?", "--schema", "schema.sql", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert sum(found["hardness"].values()) == pytest.approx(1.0)
    assert list(found["difficulty"]) == ["simple", "moderate", "challenging"]
    assert [one["pipeline"] for one in found["pipelines"]] == ["offline", "basic", "intermediate", "advanced"]
    assert all(one["tokens"] == one["prompt_tokens"] + one["completion_tokens"] for one in found["pipelines"])


def test_the_tier_that_will_do_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path("schema.sql").write_text(SCHEMA)
    command = ["route", "estimate", "How many singers are there?", "--schema", "schema.sql"]
    assert run(command) == 0
    assert "tier (EllieSQL)    basic" in capsys.readouterr().out
    assert run([*command, "--format", "json"]) == 0
    assert list(json.loads(capsys.readouterr().out)["tiers"]) == ["basic", "intermediate", "advanced"]


def test_a_question_about_nothing_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["route", "estimate", "How many?"]) == 2
    assert "there are no tables to ask about" in capsys.readouterr().err
    assert run(["route", "estimate", "How many?", "--database", "nowhere.sqlite"]) == 2
    assert "nowhere.sqlite" in capsys.readouterr().err
    assert run(["route", "estimate", "Who is caf\udce9?", "--database", "nowhere.sqlite"]) == 2
    assert "it is not written in UTF-8" in capsys.readouterr().err


SINGERS = "CREATE TABLE singer (id INTEGER PRIMARY KEY, name TEXT, age INTEGER);\nCREATE TABLE bill (iban TEXT);\n"


def test_schemas_are_pruned(capsys: pytest.CaptureFixture[str]) -> None:
    Path("tables.sql").write_text(SINGERS)
    assert run(["route", "prune", "Which singers are over 40?", "--schema", "tables.sql"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("singer\n")
    assert re.search(r"^  name +0\.\d{3}  likely, by its kind and its table$", out, re.MULTILINE)
    assert re.search(r"^\d+ of \d+ tokens \(\d+%\)$", out, re.MULTILINE)


def test_pruned_schemas_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    with sqlite3.connect("concerts.sqlite3") as connection:
        connection.executescript(SINGERS)
    asked = ["route", "prune", "What is the age of each singer?", "--database", "concerts.sqlite3"]
    assert run([*asked, "--format", "json", "--tokens", "500"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["tokens"] == found["tokens_before"] == 21
    assert [table["name"] for table in found["tables"]] == ["bill", "singer"]


def test_tables_in_json_are_pruned(capsys: pytest.CaptureFixture[str]) -> None:
    Path("lake").mkdir()
    for name, columns in (("singer", ["name", "age"]), ("bill", ["iban"])):
        table = {"table_fullname": f"lake.pop.{name}", "column_names": columns, "sample_rows": [{"age": math.nan}]}
        Path("lake", f"{name}.json").write_text(
            json.dumps({**table, "column_types": ["STRING"], "description": [None]})
        )
    for schema in ("lake", "lake/singer.json"):
        assert run(["route", "prune", "How old is each singer by age?", "--schema", schema]) == 0
        out = capsys.readouterr().out
        assert "lake.pop.singer\n" in out
        assert re.search(r"^  age +0\.\d{3}  said in the question$", out, re.MULTILINE)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--schema", "odd.json"], "odd.json: "),
        (["--schema", "tables.sql", "--database", "tables.sqlite3"], "name one of them"),
        ([], "there are no tables to ask about"),
        (["--schema", "missing.sql"], "missing.sql"),
        (["--schema", "tables.sql", "--tokens", "1"], "1 tokens hold no column"),
        (["--schema", "empty.sql"], "there are no tables to ask about"),
        (["--database", "missing.sqlite3"], "missing.sqlite3"),
        (["--schema", "tables.sql", "--worth", "nan"], "nan is not a finite number"),
        (["--schema", "tables.sql", "--evidence", "caf\udce9"], "it is not written in UTF-8"),
    ],
)
def test_schemas_that_cannot_be_pruned(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("tables.sql").write_text(SINGERS)
    Path("empty.sql").write_text("SELECT 1;\n")
    Path("odd.json").write_text("[1]")
    assert run(["route", "prune", "Who?", *arguments]) == 2
    assert told in capsys.readouterr().err
