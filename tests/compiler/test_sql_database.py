"""Live databases: what is read of them, that nothing can be written, and how findings on their tables are reported."""

import json
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pytest
import sqlalchemy

from weft.analyzers.sql_lint.connection import OutOfTime, QueryFailed
from weft.analyzers.sql_lint.data_sample import Limits, Sampler
from weft.analyzers.sql_lint.live_schema import join, read_inspector
from weft.analyzers.sql_lint.schema import Schema, Table
from weft.analyzers.sql_lint.schema_builder import build_schema
from weft.analyzers.sql_lint.sql_text import SqlText
from weft.analyzers.text_to_sql.database import Result
from weft.compiler.cli import run
from weft.compiler.sql_database import UnusableDatabase, open_database
from weft.diagnostics import Source

SCRIPT = """
    CREATE TABLE customers (id INTEGER PRIMARY KEY, email VARCHAR(80) NOT NULL, kind TEXT DEFAULT 'x', UNIQUE (email));
    CREATE TABLE orders (
        id INTEGER PRIMARY KEY, customer_id INTEGER, total DECIMAL(8, 2) CHECK (total >= 0),
        FOREIGN KEY (customer_id) REFERENCES customers (id)
    );
    CREATE INDEX orders_customer ON orders (customer_id);
    CREATE TABLE lines (order_id INTEGER, number INTEGER, product TEXT, PRIMARY KEY (order_id, number));
    CREATE VIEW open_orders AS SELECT id FROM orders;
    INSERT INTO customers VALUES (1, 'a@b.c', 'x');
"""
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make(name: str, script: str = SCRIPT) -> str:
    """Make a database of SQLite or DuckDB, by the ending of its name."""
    if name.endswith(".duckdb"):
        with duckdb.connect(name) as connection:
            connection.execute(script)
    else:
        with closing(sqlite3.connect(name)) as connection:
            connection.executescript(script)
    return name


def told(table: Table) -> tuple[object, ...]:
    keys = [(key.columns, key.target.lower(), key.target_columns) for key in table.foreign_keys]
    nullable = {name: column.nullable for name, column in table.columns.items()}
    return table.primary_key, table.uniques, keys, [index.columns for index in table.indexes], nullable


EXPECTED: dict[str, tuple[Any, ...]] = {
    "customers": (("id",), [("email",)], [], [], {"id": False, "email": False, "kind": True}),
    "lines": (("order_id", "number"), [], [], [], {"order_id": False, "number": False, "product": True}),
    "orders": (
        ("id",),
        [],
        [(("customer_id",), "customers", ("id",))],
        [("customer_id",)],
        {"id": False, "customer_id": True, "total": True},
    ),
}


@pytest.mark.parametrize("name", ["shop.sqlite3", "shop.duckdb"])
def test_the_schema_of_a_live_database_is_read(name: str) -> None:
    with open_database(make(name)) as database:
        schema = database.schema()
    assert {table.name: told(table) for table in schema if not table.view} == EXPECTED
    assert [table.name for table in schema if table.view] == ["open_orders"]
    orders = schema.tables["orders"]
    assert str(orders.columns["total"].type) == "DECIMAL(8, 2)"
    assert [check.sql() for check in (*orders.checks, *orders.columns["total"].checks)]
    assert orders.origin and orders.origin.place == f"{name}: table orders"


def test_an_inspector_tells_the_same() -> None:
    make("shop.sqlite3")
    with open_database("shop.sqlite3") as database:
        engine = sqlalchemy.create_engine("sqlite:///shop.sqlite3")
        schema = read_inspector(sqlalchemy.inspect(engine), database)
        engine.dispose()
    read = {table.name: told(table) for table in schema if not table.view}
    # SQLite itself calls the columns of a primary key nullable, which no PostgreSQL does.
    assert {name: parts[:4] for name, parts in read.items()} == {name: parts[:4] for name, parts in EXPECTED.items()}
    assert [check.sql() for check in schema.tables["orders"].checks] == ["total >= 0"]


def test_tables_whose_statement_cannot_be_read_keep_their_columns() -> None:
    make("odd.sqlite3", "CREATE TABLE odd (a TEXT, b INT CHECK (a GLOB 'x*' AND b IS NOT DISTINCT FROM 1))")
    with closing(sqlite3.connect("odd.sqlite3")) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_master SET sql = 'CREATE TABLE odd (a TEXT, b INT) /* ''' WHERE name = 'odd'")
    with open_database("odd.sqlite3") as database:
        assert list(database.schema().tables["odd"].columns) == ["a", "b"]


@pytest.mark.parametrize("name", ["shop.sqlite3", "shop.duckdb"])
def test_nothing_can_be_written_and_nothing_runs_for_ever(name: str) -> None:
    with open_database(make(name)) as database:
        with pytest.raises(QueryFailed, match=r"(?i)read-?only"):
            database.rows("DELETE FROM customers")
        started = time.monotonic()
        with pytest.raises(OutOfTime):
            database.rows(ENDLESS, 0.2)
        assert time.monotonic() - started < 5
        assert [tuple(row) for row in database.rows("SELECT COUNT(*) FROM customers")] == [(1,)]


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("sqlite:///none.sqlite3", "there is no database none.sqlite3"),
        ("oracle://user:secret@host/name", "host/name is no database"),
        ("text.txt", "text.txt is no database"),
    ],
)
def test_what_is_no_database_is_told_without_passwords(url: str, message: str) -> None:
    Path("text.txt").write_text("text")
    with pytest.raises(UnusableDatabase, match=message) as caught, open_database(url):
        pass
    assert "secret" not in str(caught.value)


def test_live_tables_join_those_of_files() -> None:
    sql = "CREATE TABLE orders (id INT PRIMARY KEY, customer_id INT);\n"
    schema = build_schema((SqlText(Source("a.sql", sql), "sqlite", sql),))
    live = Schema()
    with open_database(make("shop.sqlite3")) as database:
        live = database.schema()
    join(schema, live)
    orders = schema.tables["orders"]
    assert set(schema.tables) == {"orders", "customers", "lines", "open_orders"}
    assert orders.origin and orders.origin.source.name == "a.sql"
    assert "total" in orders.columns and orders.indexes and orders.foreign_keys


def numbers(count: int) -> str:
    return f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) SELECT i, i % 7 FROM n"


@pytest.mark.parametrize("name", ["big.sqlite3", "big.duckdb"])
def test_a_sample_is_bounded_ordered_and_says_how_much_it_saw(name: str) -> None:
    make(name, f"CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER); INSERT INTO t {numbers(52_311)};")
    with open_database(name) as database:
        samples = [list(Sampler(database, database.schema(), Limits(rows)).samples()) for rows in (1000, 1000, 60_000)]
    first, again, whole = (found[0] for found in samples)
    assert first.rows == again.rows and len(first.rows) == 1000
    assert (first.rows[0][0], first.rows[499][0], first.rows[500][0]) == (1, 500, 52_311)
    assert first.extent == "in 1,000 of 52,311 rows" and whole.extent == "in all 52,311 rows"


def test_a_table_that_takes_too_long_is_told() -> None:
    make("slow.sqlite3", f"CREATE TABLE t (a INTEGER, b INTEGER); INSERT INTO t {numbers(100_000)};")
    with open_database("slow.sqlite3") as database:
        sampler = Sampler(database, database.schema(), Limits(table_seconds=0))
        assert list(sampler.samples()) == []
    assert sampler.unread == ["slow.sqlite3: table t was not looked into: no time was left"]


ORPHANS = """
    CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT);
    CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers, wide TEXT);
    INSERT INTO customers VALUES (1, 'Ann');
    INSERT INTO orders VALUES (1, 1, ''), (2, 7, '');
"""
PLACE = "shop.sqlite3: table orders"
MESSAGE = "rows whose customer_id is not in customers: 1, such as 7, in all 2 rows"


def lint(*arguments: str) -> int:
    return run(["sql", "lint", "--database", "sqlite:///shop.sqlite3", "--select", "orphan-rows", *arguments])


def test_findings_on_live_tables_are_placed_by_database_and_table(capsys: pytest.CaptureFixture[str]) -> None:
    make("shop.sqlite3", ORPHANS)
    assert lint() == 1
    said = capsys.readouterr().out
    assert said.startswith(f"{PLACE}: error SQL161 orphan-rows: {MESSAGE}\n    hint: ")
    assert "\n0 files, 1 live table, 0 statements" in said
    assert lint("--format", "concise") == 1
    assert capsys.readouterr().out.startswith(f"{PLACE}: error SQL161 orphan-rows: {MESSAGE}\n")


def test_every_format_for_tools_names_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    make("shop.sqlite3", ORPHANS)
    reports: dict[str, str] = {}
    for format in ("json", "sarif", "github", "gitlab"):
        assert lint("--format", format) == 1
        reports[format] = capsys.readouterr().out
    [entry] = json.loads(reports["json"])["findings"]
    assert (entry["file"], entry["line"]) == (PLACE, None)
    [result] = json.loads(reports["sarif"])["runs"][0]["results"]
    assert result["locations"] == [{"logicalLocations": [{"fullyQualifiedName": PLACE, "kind": "table"}]}]
    assert reports["github"].startswith(f"::error title=SQL161 orphan-rows::{PLACE}: ")
    [issue] = json.loads(reports["gitlab"])
    assert issue["location"]["path"] == PLACE


def test_a_baseline_and_settings_hold_for_live_tables(capsys: pytest.CaptureFixture[str]) -> None:
    make("shop.sqlite3", ORPHANS)
    assert lint("--write-baseline", "known.json") == 0
    assert lint("--baseline", "known.json") == 0
    Path("pyproject.toml").write_text(f"[tool.weft.sql.paths.'{PLACE}']\nallow = ['orphan-rows']\n")
    assert lint() == 0
    capsys.readouterr()


def test_query_rules_know_the_live_tables(capsys: pytest.CaptureFixture[str]) -> None:
    make("shop.sqlite3", ORPHANS)
    Path("q.sql").write_text("SELECT ALL * FROM customers;\nINSERT INTO customers VALUES (1, 'x');\n")
    arguments = ["q.sql", "--database", "shop.sqlite3", "--select", "implicit-columns", "--dialect", "sqlite"]
    assert run(["sql", "lint", *arguments, "--fix"]) == 0
    assert "INSERT INTO customers (id, name) VALUES (1, 'x');" in Path("q.sql").read_text()
    capsys.readouterr()


def test_a_changed_database_is_looked_at_again(capsys: pytest.CaptureFixture[str]) -> None:
    make("shop.sqlite3", ORPHANS)
    assert lint() == 1
    with closing(sqlite3.connect("shop.sqlite3")) as connection:
        connection.executescript("DELETE FROM orders WHERE id = 2")
    assert lint() == 0
    capsys.readouterr()


def test_verified_fixes_that_change_results_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    Path("q.sql").write_text(
        "SELECT COUNT(1) FROM t;\nSELECT a FROM t WHERE b = NULL;\nSELECT COUNT(1), nextval('s') FROM t;\n"
        "SELECT a FROM t WHERE b <> NULL;\nSELECT COUNT(1), ST_AREA(a) FROM t;\nCREATE TABLE u (a char(3));\n"
    )
    rules = "count-of-constant,comparison-with-null,padded-text"
    arguments = ["q.sql", "--select", rules, "--unsafe-fixes", "--dialect", "postgres"]
    assert run(["sql", "lint", *arguments, "--fix", "--verify"]) == 1
    assert Path("q.sql").read_text() == (
        "SELECT COUNT(*) FROM t;\nSELECT a FROM t WHERE b = NULL;\nSELECT COUNT(1), nextval('s') FROM t;\n"
        "SELECT a FROM t WHERE b <> NULL;\nSELECT COUNT(*), ST_AREA(a) FROM t;\nCREATE TABLE u (a varchar(3));\n"
    )
    errors = capsys.readouterr().err.splitlines()
    assert errors[:3] == [
        "verified: 3 edits kept the results (1 on 20 databases in sqlite and duckdb, 1 on 20 databases in sqlite, "
        "1 by the tables that are left behind)",
        "left out as different: 2 edits (sqlite: other rows), first comparison-with-null at q.sql:2:23",
        "left out as not comparable: 1 edit (sqlite: no such function: NEXTVAL; duckdb: Catalog Error: Sequence with "
        "name s does not exist!), first count-of-constant at q.sql:3:8",
    ]
    assert run(["sql", "lint", "q.sql", "--verify"]) == 2


def test_days_kept_as_text_are_found_where_there_is_a_type_for_them() -> None:
    days = ", ".join(f"({n}, '2024-01-{n:02}', '2024-01-{n:02} 10:00:00')" for n in range(1, 13))
    make("d.duckdb", f"CREATE TABLE t (id INT PRIMARY KEY, d TEXT, m TEXT); INSERT INTO t VALUES {days};")
    assert run(["sql", "lint", "--database", "d.duckdb", "--select", "value-type-mismatch,lost-time-zone"]) == 1


def test_queries_can_be_ranked_as_a_whole(capsys: pytest.CaptureFixture[str]) -> None:
    Path("q.sql").write_text("SELECT id FROM a ORDER BY RANDOM();\nSELECT *, * FROM b WHERE c = NULL;\n")
    shared = ["sql", "lint", "q.sql", "--sort", "impact", "--format", "concise", "--dialect", "ansi"]
    chosen = ["--select", "random-order,select-star,comparison-with-null"]
    run([*shared, *chosen])
    assert capsys.readouterr().out.startswith("q.sql:1:")
    Path("pyproject.toml").write_text("[tool.weft.sql.ranking]\nby = 'count'\n")
    run([*shared, *chosen])
    assert capsys.readouterr().out.startswith("q.sql:2:")
    Path("pyproject.toml").write_text("[tool.weft.sql.ranking]\nread = 0\naccuracy = 1\n")
    run([*shared, *chosen, "--no-cache"])
    assert capsys.readouterr().out.startswith("q.sql:2:")
    Path("pyproject.toml").write_text("[tool.weft.sql.ranking]\nreed = 0\n")
    assert run([*shared, *chosen]) == 2


@pytest.mark.parametrize("name", ["shop.sqlite", "shop.duckdb"])
def test_a_query_gives_its_first_rows(name: str) -> None:
    with open_database(make(name)) as database:
        found = database.query("SELECT 1 AS one, 'a' AS two UNION ALL SELECT 2, 'b'", seconds=5, row_limit=1)
        assert found == Result(("one", "two"), ((1, "a"),), is_cut=True)
        assert not database.query("SELECT 1", seconds=5, row_limit=1).is_cut
        assert database.query("SELECT 1 AS one WHERE 1 = 0", seconds=5, row_limit=1) == Result(("one",), ())


@pytest.mark.parametrize("name", ["shop.sqlite", "shop.duckdb"])
def test_a_query_fails_in_the_words_of_the_database_and_in_time(name: str) -> None:
    with open_database(make(name)) as database:
        with pytest.raises(QueryFailed, match="nowhere"):
            database.query("SELECT * FROM nowhere", seconds=5, row_limit=1)
        with pytest.raises(QueryFailed):
            database.query("DELETE FROM customers", seconds=5, row_limit=1)
        with pytest.raises(OutOfTime):
            database.query(ENDLESS, seconds=0.2, row_limit=1)


def test_postgres_gives_its_first_rows_without_the_others(postgres: str) -> None:
    with open_database(postgres) as database:
        found = database.query("SELECT generate_series(1, 100000000) AS i, 'a%b' AS t", seconds=5, row_limit=2)
        assert found == Result(("i", "t"), ((1, "a%b"), (2, "a%b")), is_cut=True)
        assert database.query("SELECT 1 AS one", seconds=5, row_limit=2) == Result(("one",), ((1,),))
        with pytest.raises(QueryFailed, match="read-only"):
            database.query("CREATE TABLE x (i INT)", seconds=5, row_limit=2)
        with pytest.raises(OutOfTime):
            database.query("SELECT pg_sleep(9)", seconds=0.2, row_limit=2)
