"""REQ-1 Readers borrow books."""

import pytest

from app.database import books
from app.domain.book import Book
from app.domain.reader import Reader
from tests.accounts import Account, add_reader
from tests.drivers.actions import DONE, Actions, rejected
from tests.drivers.pages import Pages, sign_in
from tests.world import World


def background_of_req_1(world: World) -> Account:
    """REQ-1 Background."""
    # Given a book "Dune"
    books.insert(world.connection, Book(title="Dune", reader=None))
    # And reader "Ann" is signed in
    return add_reader(world, Reader(name="Ann", email="ann@example.org"))


@pytest.mark.verifies("SC-1", "REQ-1")
def test_sc_1_a_book_that_is_out_cannot_be_borrowed(world: World, actions: Actions) -> None:
    ann = background_of_req_1(world)
    # Given reader "Bob" is signed in
    bob = add_reader(world, Reader(name="Bob", email="bob@example.org"))
    # And Bob borrows "Dune"
    assert actions.borrow(bob, book="Dune") == DONE
    # When Ann borrows "Dune"
    outcome = actions.borrow(ann, book="Dune")
    # Then the action is rejected with "This book is out"
    assert outcome == rejected("This book is out")


@pytest.mark.verifies("SC-2", "REQ-1")
def test_sc_2_borrow_on_the_web_page(world: World, pages: Pages) -> None:
    ann = background_of_req_1(world)
    # Given Ann is on the Books page
    sign_in(pages, ann)
    pages.open("/")
    # When she clicks "Borrow" in the row of "Dune"
    pages.click("Borrow", in_row_of="Dune")
    # Then she sees a row with title "Dune" and reader "Ann"
    assert pages.sees_row({"Title": "Dune", "Reader": "Ann"})
