"""One valid record of every entity, to be varied by tests."""

from dataclasses import replace

from app.database import books
from app.domain.book import Book
from app.domain.reader import Reader
from tests.accounts import add_reader
from tests.world import World

READER = Reader(name="Reader 1", email="reader-1@example.com")

BOOK = Book(title="T1", reader=None)

# Somebody else of each role.
OTHER_READER = replace(READER, name="Reader 2", email="reader-2@example.com")


def add_examples(world: World) -> None:
    """Put the example of every entity into the database."""
    add_reader(world, READER)
    books.insert(world.connection, BOOK)
