"""The rules of the action borrow."""

from dataclasses import replace

from app.domain import book as books
from app.domain.book import Book
from app.domain.checks import check_found, field_errors
from app.domain.reader import Reader
from app.domain.values import FieldError, Rejection, broken


def parameter_errors(*, book: str, book_record: Book | None) -> tuple[FieldError, ...]:
    """Return what is wrong with the parameters, in their order."""
    return field_errors(book=check_found("book", book, book_record))


def guard(*, book: Book) -> Rejection | None:
    """Return the first requirement that is not met."""
    if book.reader is not None:
        return broken("action:borrow/requires:1", "This book is out")
    return None


def changed_book(*, book: Book, me: Reader) -> Book:
    """Return the book as it will be."""
    return replace(book, reader=me.name)


def result_rejection(*, book: Book) -> Rejection | None:
    """Return the first rule that the result would break."""
    return books.broken_rule(book)
