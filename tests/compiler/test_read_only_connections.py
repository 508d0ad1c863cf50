"""Whatever gets as far as a connection: nothing is written, no other file is touched, and nothing can change that."""

import os
import signal
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import duckdb
import psycopg
import pytest

from weft.analyzers.sql_lint.connection import QueryFailed
from weft.compiler.sql_database import UnusableDatabase, open_database

SCRIPT = "CREATE TABLE singer (id INTEGER, name TEXT); INSERT INTO singer VALUES (1, 'Ann'), (2, 'Bob');"
# Each line is run by itself, one after the other on the same connection.
ATTEMPTS = {
    "sqlite": (
        "ATTACH 'file:other.db?mode=rwc' AS other",
        "CREATE TABLE other.t (a)",
        "VACUUM INTO 'copy.db'",
        "PRAGMA query_only = OFF",
        "BEGIN EXCLUSIVE",
        "COMMIT",
        "CREATE TEMP VIEW singer AS SELECT 1 AS id",
        "PRAGMA writable_schema = ON",
        "DELETE FROM singer",
        "SELECT 1; DELETE FROM singer",
        "WITH one AS (SELECT 1) DELETE FROM singer",
        "SELECT load_extension('other.so')",
        "SELECT zeroblob(900000000)",
    ),
    "duckdb": (
        "COPY singer TO 'copy.csv'",
        "COPY (SELECT 1) TO 'copy.csv'",
        "SELECT 1; COPY singer TO 'copy.csv'",
        "EXPORT DATABASE 'copy'",
        "ATTACH 'other.duckdb' AS other",
        "CREATE TEMP TABLE singer AS SELECT 1 AS id",
        "SET enable_external_access = true",
        "SET memory_limit = '1TB'",
        "PRAGMA enable_profiling",
        "SELECT * FROM read_text('secret.txt')",
        "SELECT * FROM 'secret.csv'",
        "SELECT * FROM glob('*')",
        "INSTALL httpfs",
        "UPDATE EXTENSIONS",
        "PREPARE p AS DELETE FROM singer",
        "EXECUTE p",
        "DELETE FROM singer",
        "SELECT * FROM SCRIPT",
    ),
    "postgres": (
        "BEGIN READ WRITE",
        "DELETE FROM singer",
        "COMMIT",
        "SET default_transaction_read_only = off",
        "DELETE FROM singer",
        "SELECT 1; DELETE FROM singer",
        "COMMIT; BEGIN READ WRITE; DELETE FROM singer; COMMIT",
        "WITH gone AS (DELETE FROM singer RETURNING *) SELECT * FROM gone",
        "SELECT * INTO copy FROM singer",
        "SELECT * FROM singer FOR UPDATE",
        "COPY singer TO PROGRAM 'cat > copy.csv'",
        "DO $$ BEGIN DELETE FROM singer; END $$",
        "PREPARE p AS DELETE FROM singer",
        "EXECUTE p",
        "DROP TABLE singer",
        "SELECT set_config('transaction_read_only', 'off', true)",
        "CALL p()",
        "EXPLAIN ANALYZE DELETE FROM singer",
    ),
}


@pytest.fixture(params=ATTEMPTS)
def product(request: pytest.FixtureRequest) -> str:
    """The name of a product."""
    return str(request.param)


@pytest.fixture
def address(product: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database of a product, with two singers, in a folder with a file that is nobody's business."""
    monkeypatch.chdir(tmp_path)
    Path("secret.txt").write_text("secret\n")
    Path("secret.csv").write_text("a\nsecret\n")
    if product == "postgres":
        url = str(request.getfixturevalue("postgres"))
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(SCRIPT.encode())
        return url
    make: Callable[[str], None] = _make_sqlite if product == "sqlite" else _make_duckdb
    make(f"shop.{product}")
    return f"shop.{product}"


def _make_sqlite(name: str) -> None:
    with closing(sqlite3.connect(name)) as connection:
        connection.executescript(SCRIPT)


def _make_duckdb(name: str) -> None:
    with duckdb.connect(name) as connection:
        connection.execute(SCRIPT)


@pytest.mark.parametrize("row_limit", [None, 5])
def test_nothing_but_queries_gets_through(product: str, address: str, row_limit: int | None) -> None:
    before = sorted(Path().iterdir())
    with open_database(address) as database:
        for attempt in ATTEMPTS[product]:
            with pytest.raises(QueryFailed):
                database.run(attempt, 5, row_limit)
        assert database.rows("SELECT name FROM singer ORDER BY id") == (("Ann",), ("Bob",))
    with open_database(address) as database:
        assert len(database.rows("SELECT name FROM singer")) == 2
    assert sorted(Path().iterdir()) == before


def test_ctrl_c_stops_a_query(address: str) -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    timer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n"
    try:
        with open_database(address) as database:
            timer.start()
            with pytest.raises(KeyboardInterrupt):
                database.query(endless, seconds=20, row_limit=1)
            assert database.query("SELECT COUNT(*) FROM singer", seconds=5, row_limit=1).rows == ((2,),)
    finally:
        timer.cancel()
        signal.signal(signal.SIGINT, before)


def test_a_pipe_is_no_database_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnusableDatabase, match="pipe is no database"), open_database(str(tmp_path / "pipe")):
        pass


def test_a_value_without_its_parameter_is_refused(tmp_path: Path) -> None:
    _make_sqlite(str(tmp_path / "shop.sqlite"))
    with open_database(str(tmp_path / "shop.sqlite")) as database, pytest.raises(QueryFailed):
        database.query("SELECT * FROM singer WHERE id = :id", seconds=5, row_limit=1)


def test_sqlite_makes_no_value_that_fills_the_memory(tmp_path: Path) -> None:
    _make_sqlite(str(tmp_path / "shop.sqlite"))
    grown = "'aaaaaaaaaa'"
    for _ in range(8):
        grown = f"replace({grown}, 'a', 'aaaaaaaaaa')"
    with open_database(str(tmp_path / "shop.sqlite")) as database, pytest.raises(QueryFailed, match="too big"):
        database.query(f"SELECT {grown}", seconds=5, row_limit=5)
