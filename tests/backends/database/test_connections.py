"""Connections of emitted systems: one for each thread, one writer at a time, on SQLite and on PostgreSQL."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Thread
from types import ModuleType
from typing import Any

import psycopg
import psycopg.errors
import pytest

Import = Callable[[str], ModuleType]
WRITERS = 4


@pytest.fixture
def opened(clinic: Import, database: str) -> Any:
    """Return the clinic's database, with its tables."""
    opened = clinic("database.database").Database(clinic("database.dialect").dialect_of(database))
    opened.create_tables()
    yield opened
    opened.close()


def test_those_that_write_wait_for_each_other(clinic: Import, opened: Any) -> None:
    sequences = clinic("database.sequences")
    barrier = Barrier(WRITERS)

    def take(_: int) -> list[int]:
        connection, taken = opened.connection(), list[int]()
        barrier.wait()
        for _ in range(10):
            connection.begin()
            taken.append(sequences.next_number(connection, "thing"))
            connection.commit()
        return taken

    with ThreadPoolExecutor(WRITERS) as pool:
        taken = sorted(number for numbers in pool.map(take, range(WRITERS)) for number in numbers)
    assert taken == list(range(1, WRITERS * 10 + 1))


def test_servers_that_start_at_once_make_the_tables_once(clinic: Import, postgres: str) -> None:
    module, dialect = clinic("database.database"), clinic("database.dialect").dialect_of(postgres)
    barrier = Barrier(WRITERS)

    def start(_: int) -> Any:
        barrier.wait()
        module.Database(dialect).create_tables()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(start, range(WRITERS)))


def test_the_connection_of_a_thread_that_ended_is_closed(opened: Any) -> None:
    found: list[Any] = []
    for _ in range(2):
        thread = Thread(target=lambda: found.append(opened.connection()))
        thread.start()
        thread.join()
    with pytest.raises(Exception, match="closed"):
        found[0].one("SELECT 1 AS one", {})
    assert found[1].one("SELECT 1 AS one", {})["one"] == 1


def test_a_connection_that_was_lost_is_opened_again(clinic: Import, postgres: str) -> None:
    database = clinic("database.database").Database(clinic("database.dialect").dialect_of(postgres))
    lost = database.connection()
    with psycopg.connect(postgres, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    with pytest.raises(psycopg.OperationalError):
        lost.one("SELECT 1 AS one", {})
    assert database.connection().one("SELECT 1 AS one", {})["one"] == 1
    database.close()


def test_a_transaction_that_could_not_begin_leaves_nothing_behind(clinic: Import, postgres: str) -> None:
    impatient = f"{postgres}&options=-clock_timeout%3D100"
    database = clinic("database.database").Database(clinic("database.dialect").dialect_of(impatient))
    database.create_tables()
    with psycopg.connect(postgres) as other:
        other.execute("LOCK TABLE sequences IN EXCLUSIVE MODE")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            database.connection().begin()
    database.connection().begin()
    assert clinic("database.sequences").next_number(database.connection(), "thing") == 1
    database.connection().commit()
    database.close()
