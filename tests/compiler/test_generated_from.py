"""A place in generated SQL leads back to the part of the specification that it names."""

import pytest

from weft.backends.backend import OutputFile
from weft.compiler.generated_from import element_behind
from weft.diagnostics import Source, Span
from weft.dsl.compile import compile_sources

SPEC = """\
Entity: Book
  title: text(80) key
  pages: int
Entity: Room
  title: text(8) key
Action: close_book(book: Book)
  by anyone
  says "closes {book}"
  changes book.pages to 0
"""
SCHEMA = """\
CREATE TABLE sequences (entity TEXT);
CREATE TABLE books (
    title TEXT, -- first
    pages BIGINT
);
CREATE TABLE rooms (title TEXT);
"""
QUERIES = """\
-- name: change_book_by_close_book
UPDATE books SET pages = 0;
-- name: find_book
SELECT title FROM books;
"""
SHOWN = ("entity:Book", "entity:Room", "action:close_book/changes:1", "action:gone")


@pytest.mark.parametrize(
    ("text", "place", "number", "element"),
    [
        (SCHEMA, "title", 0, "entity:Book/field:title"),
        (SCHEMA, "title", 1, "entity:Room/field:title"),
        (SCHEMA, "pages", 0, "entity:Book/field:pages"),
        (SCHEMA, "books", 0, "entity:Book"),
        (SCHEMA, "TABLE rooms", 0, "entity:Room"),
        (QUERIES, "UPDATE", 0, "entity:Book"),
        (QUERIES, "title", 0, "entity:Book/field:title"),
    ],
)
def test_a_place_comes_from_what_it_names(text: str, place: str, number: int, element: str) -> None:
    found = behind(OutputFile("a.sql", text, SHOWN), place, number)
    assert found == element


def test_a_statement_of_an_action_comes_from_it() -> None:
    file = OutputFile("a.sql", QUERIES, ("action:close_book/changes:1", "entity:Room"))
    assert behind(file, "UPDATE", 0) == "action:close_book/changes:1"


def test_what_every_system_has_comes_from_nothing() -> None:
    assert behind(OutputFile("a.sql", SCHEMA), "sequences", 0) is None
    assert behind(OutputFile("a.sql", SCHEMA, SHOWN), "sequences", 0) is None
    assert behind(OutputFile("a.sql", SCHEMA, ("action:gone",)), "sequences", 0) is None


def behind(file: OutputFile, place: str, number: int) -> str | None:
    """Return the id of the element behind the nth time that something stands in a file."""
    starts = [start for start in range(len(file.text)) if file.text.startswith(place, start)]
    span = Span(Source(file.path, file.text), starts[number], starts[number] + len(place))
    element = element_behind(file, span, compile_sources([Source("a.weft", SPEC)]).model)
    return element.id if element else None
