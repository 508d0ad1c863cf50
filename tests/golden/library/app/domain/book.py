"""Book: what it holds and what must hold of it."""

from dataclasses import dataclass

from app.domain import checks
from app.domain.values import Rejection, broken


@dataclass(frozen=True, slots=True)
class Book:
    title: str
    reader: str | None


def check_title(title: str) -> str | None:
    return checks.check_text("Title", title, most=80)


def broken_rule(book: Book) -> Rejection | None:
    """Return the first rule that this book breaks."""
    if message := check_title(book.title):
        return broken("entity:Book/field:title", message)
    return None
