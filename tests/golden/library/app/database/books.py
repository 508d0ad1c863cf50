"""The table of books."""

from app.database.database import Connection, load_statements
from app.database.dialect import Row
from app.database.paging import EVERYTHING, Paging
from app.domain.book import Book

_SQL = load_statements("books.sql")


def insert(connection: Connection, book: Book) -> None:
    """Add a book."""
    connection.execute(_SQL["insert_book"], {"title": book.title, "reader": book.reader})


def find(connection: Connection, title: str) -> Book | None:
    """Return the book with this title."""
    row = connection.one(_SQL["find_book"], {"title": title})
    return None if row is None else read_book(row)


def list_all(
    connection: Connection, *, reader: str | None = None, paging: Paging = EVERYTHING
) -> list[Book]:
    """Return the books that match every filter given, ordered by title."""
    values = {"reader": reader, "limit": paging.limit, "offset": paging.offset}
    return [read_book(row) for row in connection.all(_SQL["list_books"], values)]


def count(connection: Connection, *, reader: str | None = None) -> int:
    """Return how many books match every filter given."""
    values = {"reader": reader}
    row = connection.one(_SQL["count_books"], values)
    return 0 if row is None else row["total"]


def list_on_books(connection: Connection, *, paging: Paging) -> list[Book]:
    """Return the books that the page Books shows."""
    values = {"limit": paging.limit, "offset": paging.offset}
    return [read_book(row) for row in connection.all(_SQL["list_books_on_books"], values)]


def change_by_borrow(connection: Connection, *, title: str, me: str) -> None:
    """Change what the action borrow changes, if its requirements still hold."""
    connection.change(_SQL["change_book_by_borrow"], {"title": title, "me": me})


def read_book(row: Row, prefix: str = "") -> Book:
    """Turn a row into a book; the columns may carry a prefix."""
    return Book(title=row[prefix + "title"], reader=row[prefix + "reader"])
