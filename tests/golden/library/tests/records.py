"""Reads and sets records past the rules of the system."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import TypeVar

from app.database import books, readers
from app.domain.book import Book
from app.domain.formats import instant_text
from app.domain.reader import Reader
from tests.world import World

Found = TypeVar("Found")


def only(found: Iterable[Found]) -> Found:
    """Return the only one."""
    [record] = found
    return record


def existing(found: Found | None) -> Found:
    """Return what must be there."""
    assert found is not None
    return found


def set_values(
    world: World, table: str, key_column: str, key: str | int, values: Mapping[str, object]
) -> None:
    """Set columns of one record, whatever the rules say."""
    sets = ", ".join(f"{column} = :value_{number}" for number, column in enumerate(values))
    given = {f"value_{number}": stored(value) for number, value in enumerate(values.values())}
    sql = f"UPDATE {table} SET {sets} WHERE {key_column} = :key"
    world.connection.execute(sql, {**given, "key": key})


def stored(value: object) -> str | int | None:
    """Return a value as the database holds it."""
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return int(value.total_seconds())
    assert value is None or isinstance(value, str | int)
    return value


def all_readers(world: World) -> list[Reader]:
    """Return every reader, the oldest first."""
    rows = world.connection.all("SELECT name AS found FROM readers ORDER BY rowid", {})
    return [existing(readers.find(world.connection, row["found"])) for row in rows]


def get_reader(world: World, key: str) -> Reader:
    """Return the reader with this key."""
    return existing(readers.find(world.connection, key))


def last_reader(world: World) -> Reader:
    """Return the reader that was made last."""
    return all_readers(world)[-1]


def all_books(world: World) -> list[Book]:
    """Return every book, the oldest first."""
    rows = world.connection.all("SELECT title AS found FROM books ORDER BY rowid", {})
    return [existing(books.find(world.connection, row["found"])) for row in rows]


def get_book(world: World, key: str) -> Book:
    """Return the book with this key."""
    return existing(books.find(world.connection, key))


def last_book(world: World) -> Book:
    """Return the book that was made last."""
    return all_books(world)[-1]
