"""Databases stay open between questions, are lent to one at a time, and are all closed in the end."""

import sqlite3
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from weft.analyzers.sql_lint.connection import QueryFailed
from weft.analyzers.text_to_sql.database import Result
from weft.compiler import open_databases
from weft.compiler.open_databases import OpenDatabases
from weft.compiler.sql_database import Database, UnusableDatabase, open_database

NAMES = ("one.sqlite", "two.sqlite")


class Watched:
    """Opens databases, and keeps account of which are open; those up to number `gone` answer no more."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.closed: list[str] = []
        self.gone = 0

    @contextmanager
    def __call__(self, address: str) -> Generator[Database]:
        with open_database(address) as database:
            self.opened.append(address)
            yield replace(database, run=partial(self._run, database, len(self.opened)))
        self.closed.append(address)

    def _run(self, database: Database, number: int, query: str, seconds: float, row_limit: int | None) -> Result:
        if number <= self.gone:
            raise QueryFailed("the server has hung up")
        return database.run(query, seconds, row_limit)


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Watched:
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        with closing(sqlite3.connect(name)) as connection:
            connection.execute("CREATE TABLE singer (name TEXT)")
    watched = Watched()
    monkeypatch.setattr(open_databases, "open_database", watched)
    return watched


def test_a_database_stays_open_for_any_thread_with_what_was_read(watched: Watched) -> None:
    with closing(OpenDatabases()) as databases:

        def read(_: int) -> object:
            with databases.lend(NAMES[0]) as lent:
                lent.database.query("SELECT * FROM singer", seconds=1, row_limit=1)
                return lent

        first = read(0)
        with ThreadPoolExecutor(1) as threads:
            assert list(threads.map(read, range(3))) == [first] * 3
        assert (watched.opened, watched.closed) == ([NAMES[0]], [])
    assert watched.closed == [NAMES[0]]


def test_nobody_shares_one_with_another(watched: Watched) -> None:
    databases = OpenDatabases()
    with databases.lend(NAMES[0]) as first, databases.lend(NAMES[0]) as second, databases.lend(NAMES[1]) as third:
        assert len({id(one.database) for one in (first, second, third)}) == 3
        databases.close()
        assert watched.closed == []
    assert sorted(watched.closed) == sorted(watched.opened) == [NAMES[0], NAMES[0], NAMES[1]]


def test_one_that_is_gone_is_opened_anew(watched: Watched) -> None:
    with closing(OpenDatabases()) as databases:
        with databases.lend(NAMES[0]):
            pass
        watched.gone = 1
        with databases.lend(NAMES[0]) as second:
            assert second.answers
        assert (watched.opened, watched.closed) == ([NAMES[0]] * 2, [NAMES[0]])


def test_only_so_many_stay_open_while_nobody_asks(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_databases, "_MOST_IDLE", 2)
    with closing(OpenDatabases()) as databases:
        with ExitStack() as lent:
            for _ in range(5):
                lent.enter_context(databases.lend(NAMES[0]))
        assert (len(watched.opened), len(watched.closed)) == (5, 3)


def test_one_that_cannot_be_opened_is_told_each_time(watched: Watched) -> None:
    with closing(OpenDatabases()) as databases:
        for _ in range(2):
            with (
                pytest.raises(UnusableDatabase, match="there is no file nowhere"),
                databases.lend("nowhere.sqlite"),
            ):
                pass
