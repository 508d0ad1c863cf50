"""A query log is counted by fingerprint, looked into once for each, and ranked by what it costs."""

import gzip
import importlib.util
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from weft.analyzers.sql_lint import query_log
from weft.compiler import sql_log_looking, sql_log_pieces, sql_log_store
from weft.compiler.cli import run
from weft.compiler.sql_log_store import Store

LINES = [
    {"sql": "SELECT * FROM orders WHERE id = 1", "count": 3, "duration": 1.5},
    {"statement": "select * from orders where id = 77", "calls": 2, "total_time": 5},
    {"query": "SELECT id FROM users WHERE name LIKE '%x'", "count": 10, "mean_time": 10},
    {"sql": "DELETE FROM t"},
    {"sql": "SELECT FROM WHERE"},
]


def lint(*arguments: object, code: int = 1) -> None:
    assert run(["sql", "lint", "--dialect", "postgres", *map(str, arguments)]) == code


def read(capsys: pytest.CaptureFixture[str], *arguments: object, code: int = 1) -> dict[str, Any]:
    lint("--format", "json", *arguments, code=code)
    return json.loads(capsys.readouterr().out)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder without settings."""
    monkeypatch.chdir(tmp_path)
    Path("log.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in LINES))
    return tmp_path


def test_statements_that_differ_in_literals_are_counted_together(capsys: pytest.CaptureFixture[str]) -> None:
    told = read(capsys, "--log", "log.jsonl")
    star = next(found for found in told["findings"] if found["name"] == "select-star")
    assert (star["count"], star["total_ms"], star["min_ms"], star["max_ms"]) == (5, 9.5, 1.5, 2.5)
    assert (star["sql"], star["first"]) == ("SELECT * FROM orders WHERE id = 1", "log.jsonl:1")
    assert star["weight"] == pytest.approx(5 * star["score"])
    assert told["summary"]["readings"] == {"analysed": 16, "pattern-only": 0, "unparsed": 1}
    assert (told["summary"]["statements"], told["summary"]["fingerprints"]) == (17, 4)


def test_what_costs_most_in_all_comes_first_and_top_cuts(capsys: pytest.CaptureFixture[str]) -> None:
    weights = [found["weight"] for found in read(capsys, "--log", "log.jsonl")["findings"]]
    assert weights == sorted(weights, reverse=True)
    lint("--log", "log.jsonl", "--top", 1)
    told = capsys.readouterr().out
    assert "leading-wildcard" in told and "select-star" not in told and "not shown: --top 0 shows all" in told


def test_csv_text_gzip_and_standard_input_are_read(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("pg.csv").write_text('userid,query,calls,total_exec_time\n1,"SELECT *\nFROM a WHERE b = $1",7,3.5\n')
    Path("plain.txt").write_text("SELECT * FROM a WHERE b = 1\n\nSELECT * FROM a WHERE b = 2\n")
    Path("plain.gz").write_bytes(gzip.compress(b"SELECT * FROM a WHERE b = 3\n"))
    stdin = io.TextIOWrapper(io.BytesIO(b"SELECT * FROM a WHERE b = 4"))
    monkeypatch.setattr(sys, "stdin", stdin)
    logs = [part for name in ("pg.csv", "plain.txt", "plain.gz", "-") for part in ("--log", name)]
    found = read(capsys, *logs, "--select", "select-star")["findings"]
    assert [(one["count"], one["timed"], one["total_ms"]) for one in found] == [(11, 7, 3.5)]


def test_the_digests_of_mysql_are_read(capsys: pytest.CaptureFixture[str]) -> None:
    Path("digest.csv").write_text(
        "SCHEMA_NAME,DIGEST,DIGEST_TEXT,COUNT_STAR,SUM_TIMER_WAIT,MIN_TIMER_WAIT,MAX_TIMER_WAIT\n"
        "shop,ab,SELECT * FROM `orders` WHERE `id` IN (...),4,8000000000,1000000000,3000000000\n"
    )
    found = read(capsys, "--log", "digest.csv", "--dialect", "mysql", "--select", "select-star")["findings"][0]
    assert (found["total_ms"], found["min_ms"], found["max_ms"], found["database"]) == (8, 1, 3, "shop")


def test_malformed_records_are_counted_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    with Path("log.jsonl").open("a") as file:
        file.write('{bad\n[1]\n{"sql": "SELECT 1", "count": "many"}\n{"sql": " "}\n{"x": 1}\n"a"\n7\n')
    told = read(capsys, "--log", "log.jsonl")["summary"]["malformed"]
    assert told["count"] == 7
    assert [place.partition(": ")[0] for place in told["first"]] == [f"log.jsonl:{line}" for line in range(6, 11)]


def test_a_log_of_which_nothing_is_read_is_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    Path("log.jsonl").write_text("{bad\n{worse\n")
    lint("--log", "log.jsonl", code=2)
    assert "none of 2 records could be read" in capsys.readouterr().err


def test_unknown_columns_are_met_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    lint("--log", "log.jsonl", "--log-columns", "sql=sqll", code=2)
    assert "there is no column 'sqll': did you mean 'sql'?" in capsys.readouterr().err
    Path("odd.csv").write_text("text,runs\nSELECT * FROM t,4\n")
    lint("--log", "odd.csv", code=2)
    assert "no column holds SQL: the columns are text, runs" in capsys.readouterr().err
    assert read(capsys, "--log", "odd.csv", "--log-columns", "sql=text,count=runs")["summary"]["statements"] == 4
    lint("--log", "odd.csv", "--log-columns", "sqk=text", code=2)
    assert "--log-columns takes PART=NAME" in capsys.readouterr().err


def test_tables_come_from_the_sql_files_that_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    Path("schema.sql").write_text("CREATE TABLE orders (id INT PRIMARY KEY, note TEXT);")
    Path("log.txt").write_text("SELECT DISTINCT id, note FROM orders\n")
    rule = ("--select", "distinct-on-unique-key")
    assert not read(capsys, "--log", "log.txt", *rule, code=0)["findings"]
    assert read(capsys, "--log", "log.txt", "schema.sql", *rule)["findings"]
    assert read(capsys, "--log", "log.txt", "--schema", "schema.sql", *rule)["findings"]


def test_what_all_statements_show_is_told_once_with_all_their_runs(capsys: pytest.CaptureFixture[str]) -> None:
    Path("schema.sql").write_text(
        "CREATE TABLE orders (id INT PRIMARY KEY, region TEXT, note TEXT);\n"
        "CREATE INDEX by_region ON orders (region, note);\n"
    )
    lines = [
        {"sql": "SELECT id FROM orders WHERE note = 'x'", "count": 5, "duration": 1},
        {"sql": "SELECT region FROM orders WHERE note = 'x'", "count": 7, "duration": 2},
        {"sql": "UPDATE orders SET id = 1 WHERE note = 'x' -- weft: allow filter-without-index (rare)", "count": 100},
    ]
    log = Path("log.jsonl")
    log.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    rules = ("schema.sql", "--select", "filter-without-index,unused-index-start", "--log", log)
    found = {one["name"]: one for one in read(capsys, *rules)["findings"]}
    missing, unused = found["filter-without-index"], found["unused-index-start"]
    assert (missing["count"], missing["fingerprints"], missing["total_ms"], missing["first"]) == (12, 2, 19, f"{log}:2")
    assert missing["weight"] == pytest.approx(12 * missing["score"])
    assert (unused["count"], unused["fingerprints"]) == (112, 3)
    lint(*rules)
    assert "    SELECT region FROM orders WHERE note = 'x', and 1 more kind of statements\n" in capsys.readouterr().out
    with log.open("a") as file:
        file.write('{"sql": "SELECT id FROM orders WHERE region = 1"}\n')
    assert [one["name"] for one in read(capsys, *rules)["findings"]] == ["filter-without-index"]


def test_each_log_may_have_its_dialect(capsys: pytest.CaptureFixture[str]) -> None:
    Path("pyproject.toml").write_text(
        "[tool.weft.sql.paths]\n'old/*' = {dialect = 'mysql'}\n'new/*' = {dialect = 'postgres'}\n"
    )
    for folder in ("old", "new"):
        Path(folder).mkdir()
        Path(folder, "q.txt").write_text(f"SELECT {folder} FROM `a` WHERE b = 1\n")
    arguments = ["--format", "json", "--select", "unparsed-statement", "--log", "old/q.txt", "--log", "new/q.txt"]
    assert run(["sql", "lint", *arguments]) == 1
    assert [one["first"] for one in json.loads(capsys.readouterr().out)["findings"]] == ["new/q.txt:1"]
    assert run(["sql", "lint", "--log", "old/q.txt", "--log", "new/q.txt"]) == 1
    assert "was guessed" not in capsys.readouterr().err


def test_a_limit_is_told_and_a_comment_allows(capsys: pytest.CaptureFixture[str]) -> None:
    summary = read(capsys, "--log", "log.jsonl", "--log-limit", 1)["summary"]
    assert (summary["statements"], summary["not_looked_into"]) == (17, 7)
    Path("log.txt").write_text("SELECT * FROM a -- weft: allow select-star (few columns)\n")
    assert not read(capsys, "--log", "log.txt", "--select", "select-star", code=0)["findings"]


@pytest.mark.parametrize("option", ["--fix", "--diff", "--statistics", "--verify", "--unsafe-fixes", "--format=sarif"])
def test_what_does_not_go_together_is_misuse(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    lint("--log", "log.jsonl", option, code=2)
    assert "--log" in capsys.readouterr().err


def test_a_rule_that_fails_ends_nothing_and_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("odd tree")

    monkeypatch.setattr(sql_log_looking, "suppressions_in", fail)
    lint("--log", "log.jsonl", code=2)
    assert "a rule failed on 4 fingerprints" in capsys.readouterr().out


def test_options_of_logs_need_a_log(capsys: pytest.CaptureFixture[str]) -> None:
    lint("--top", "3", code=2)
    assert "go with --log" in capsys.readouterr().err


def write_much(path: Path) -> None:
    """Write a log of several pieces, in which some lines are broken."""
    with path.open("w") as file:
        for number in range(3000):
            sql = f"SELECT {'*' if number % 3 else 'a'} FROM t{number % 41} WHERE x = {number}"
            file.write("{broken\n" if number % 500 == 7 else json.dumps({"sql": sql, "duration": number / 7}) + "\n")


def test_pieces_spilling_and_processes_change_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_much(Path("much.jsonl"))
    told = read(capsys, "--log", "much.jsonl", "--top", 0)
    assert told["summary"]["malformed"]["count"] == 6
    monkeypatch.setattr(sql_log_pieces, "PIECE", 10_000)
    assert read(capsys, "--log", "much.jsonl", "--top", 0, "--jobs", 2) == told
    monkeypatch.setattr(sql_log_store, "KEPT_TALLIES", 10)
    assert read(capsys, "--log", "much.jsonl", "--top", 0) == told


@pytest.mark.skipif(not importlib.util.find_spec("ray"), reason="Ray is not installed: pip install 'weft[ray]'")
def test_ray_tells_the_same_bytes() -> None:
    write_much(Path("much.jsonl"))
    command = [
        sys.executable,
        "-m",
        "weft",
        "sql",
        "lint",
        "--log",
        "much.jsonl",
        "--dialect",
        "postgres",
        "--jobs",
        "2",
    ]
    runs = [
        subprocess.run([*command, "--engine", engine, "--format", format], env=os.environ, capture_output=True)
        for format in ("text", "json")
        for engine in ("local", "ray")
    ]
    assert {done.returncode for done in runs} == {1}, runs
    assert runs[0].stdout == runs[1].stdout and runs[2].stdout == runs[3].stdout


def test_without_ray_the_way_out_is_told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    lint("--log", "log.jsonl", "--engine", "ray", code=2)
    assert "pip install 'weft[ray]'" in capsys.readouterr().err


def test_a_record_without_end_is_told_and_left_out(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sql_log_pieces, "PIECE", 100)
    monkeypatch.setattr(sql_log_pieces, "LONGEST", 1000)
    Path("log.txt").write_text(f"SELECT 1\nSELECT '{'x' * 5000}'\nSELECT * FROM t\n")
    told = read(capsys, "--log", "log.txt", "--select", "select-star")
    assert told["findings"][0]["first"] == "log.txt:3"
    assert told["summary"]["malformed"]["count"] == 1


def test_quoted_line_ends_in_csv_are_no_ends_of_pieces(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sql_log_pieces, "PIECE", 37)
    rows = "".join(f'"SELECT *\n\n\nFROM ""T"" WHERE x = {number}",2\n' for number in range(50))
    Path("log.csv").write_text(f"sql,count\n{rows}")
    told = read(capsys, "--log", "log.csv", "--select", "select-star")
    assert (told["summary"]["statements"], told["summary"]["fingerprints"]) == (100, 1)
    assert (told["findings"][0]["first"], told["summary"]["malformed"]["count"]) == ("log.csv:2", 0)


def test_sums_stay_exact_beyond_what_sqlite_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql_log_store, "KEPT_TALLIES", 0)
    with Store() as store:
        for number in range(3):
            tally = query_log.Tally(number, "SELECT 1", 1, 1, (1 << 62) + 1, number, number, digest=b"d", log="log")
            store.add(query_log.Counted(tallies={b"d": tally}))
        assert store.merge() == 1
        (found,) = store.most_frequent()
    assert (found.count, found.total, found.least, found.most) == (3, 3 * ((1 << 62) + 1), 0, 2)
    assert found.place == "log:0"
