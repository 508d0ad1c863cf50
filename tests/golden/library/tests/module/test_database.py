"""The database refuses what the rules forbid, even when everything else is bypassed."""

from dataclasses import replace

import pytest

from app.database import books, readers
from app.database.database import ConflictError
from tests.database import REFUSED
from tests.examples import BOOK, READER
from tests.records import set_values
from tests.world import World


@pytest.mark.verifies("role:Reader")
def test_reader_is_read_as_it_was_written(filled: World) -> None:
    assert readers.find(filled.connection, READER.name) == READER


@pytest.mark.verifies("role:Reader")
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("email", None),
        ("email", ""),
        (
            "email",
            (
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
            ),
        ),
    ],
)
def test_a_wrong_reader_is_refused(filled: World, column: str, value: str | int | None) -> None:
    with pytest.raises(REFUSED):
        set_values(filled, "readers", "name", READER.name, {column: value})


@pytest.mark.verifies("entity:Reader/field:name")
def test_a_second_reader_with_the_same_name_is_refused(filled: World) -> None:
    with pytest.raises(REFUSED):
        readers.insert(
            filled.connection, replace(READER, email="reader-2@example.com"), password_hash="hash"
        )


@pytest.mark.verifies("entity:Reader/field:email")
def test_a_second_reader_with_the_same_email_is_refused(filled: World) -> None:
    with pytest.raises(REFUSED):
        readers.insert(filled.connection, replace(READER, name="Reader 2"), password_hash="hash")


@pytest.mark.verifies("entity:Book")
def test_book_is_read_as_it_was_written(filled: World) -> None:
    assert books.find(filled.connection, BOOK.title) == BOOK


@pytest.mark.verifies("entity:Book")
@pytest.mark.parametrize(("column", "value"), [("reader", "nowhere")])
def test_a_wrong_book_is_refused(filled: World, column: str, value: str | int | None) -> None:
    with pytest.raises(REFUSED):
        set_values(filled, "books", "title", BOOK.title, {column: value})


@pytest.mark.verifies("entity:Book/field:title")
def test_a_second_book_with_the_same_title_is_refused(filled: World) -> None:
    with pytest.raises(REFUSED):
        books.insert(filled.connection, BOOK)


@pytest.mark.verifies("action:borrow/requires:1")
def test_borrow_changes_no_book_against_requires_1(filled: World) -> None:
    set_values(filled, "books", "title", BOOK.title, {"reader": "Reader 1"})
    with pytest.raises(ConflictError):
        books.change_by_borrow(filled.connection, title="T1", me="Reader 1")
