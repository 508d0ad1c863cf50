"""The tables and statements of lists of references, run on SQLite."""

import importlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Emit = Callable[[str], Path]
ODD = ('a,"b', "c'd", "ü", "[1]")
SPEC = """
Entity: Tag
  name: text(20) key

Entity: Order
  number: int key
  group: list of Tag
  after: list of Order

Entity: OrderGroup
  name: text(9) key
"""


@pytest.fixture
def app(emit: Emit, tmp_path: Path) -> Iterator[Callable[[str], Any]]:
    """Return the function that imports a module of a system in which there are tags and two orders."""
    emit(SPEC)
    yield lambda name: importlib.import_module(f"app.{name}")


@pytest.fixture
def connection(app: Callable[[str], Any], tmp_path: Path) -> Iterator[Any]:
    database = app("database.database").Database(app("database.dialect").dialect_of(str(tmp_path / "orders.sqlite3")))
    database.create_tables()
    connection = database.connection()
    for name in ODD:
        app("database.tags").insert(connection, app("domain.tag").Tag(name))
    order = app("domain.order").Order
    for record in (order(10, tuple(sorted(ODD)), ()), order(9, (), (10,))):
        app("database.orders").insert(connection, record)
    yield connection
    database.close()


def test_a_list_is_read_as_it_was_written_whatever_the_keys_are(app: Callable[[str], Any], connection: Any) -> None:
    found = app("database.orders").find(connection, 10)
    assert (found.group, found.after) == (tuple(sorted(ODD)), ())


def test_numbers_are_in_the_order_of_numbers(app: Callable[[str], Any], connection: Any) -> None:
    app("database.orders").write_after(connection, 10, (10, 9))
    assert app("database.orders").find(connection, 10).after == (9, 10)


def test_records_are_found_by_what_is_in_their_lists(app: Callable[[str], Any], connection: Any) -> None:
    orders = app("database.orders")
    assert [item.number for item in orders.list_all(connection, group="c'd")] == [10]
    assert [item.number for item in orders.list_all(connection, after=10)] == [9]
    assert orders.count(connection, group="nowhere") == 0


def test_a_record_in_a_list_cannot_go(connection: Any) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute("DELETE FROM tags WHERE name = 'ü'", {})


def test_a_list_goes_with_the_record_that_has_it(connection: Any) -> None:
    connection.execute("DELETE FROM orders WHERE number = 9", {})
    assert [row["total"] for row in connection.all("SELECT count(*) AS total FROM order_after", {})] == [0]


def test_the_table_of_a_list_is_called_like_no_other(app: Callable[[str], Any], connection: Any) -> None:
    names = {row["name"] for row in connection.all("SELECT name FROM sqlite_master WHERE type = 'table'", {})}
    assert {"order_groups", "order_group", "order_after"} <= names


def test_postgresql_is_asked_with_its_own_functions(app: Callable[[str], Any]) -> None:
    dialect = app("database.dialect").dialect_of("postgresql://localhost/x")
    made = dialect.statement("SELECT CAST(json_group_array(x) AS TEXT) FROM y")
    assert made == "SELECT CAST(json_agg(x) AS TEXT) FROM y"
    read = dialect.statement("x IN (SELECT value FROM json_each(:tags))")
    assert read == "x IN (SELECT value FROM json_array_elements_text(CAST(%(tags)s AS JSON)))"


def test_texts_in_statements_stay_as_they_are_on_postgresql(app: Callable[[str], Any], postgres: str) -> None:
    """What looks like a function or a parameter within quotes is a text."""
    dialect = app("database.dialect").dialect_of(postgres)
    text = "json_each(:tags) json_group_array(x) 100% it''s :tags"
    listed = "(SELECT CAST(json_group_array(value) AS TEXT) FROM json_each(:tags))"
    with dialect.connect() as connection:
        row = connection.execute(dialect.statement(f"SELECT '{text}' AS text, {listed} AS listed"), {"tags": '["a"]'})
        assert row.fetchone() == {"text": text.replace("''", "'"), "listed": '["a"]'}
