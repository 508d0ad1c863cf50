"""The page Books."""

import pytest

from tests.drivers.html_pages import HtmlPages
from tests.drivers.page_contract import check_page
from tests.world import World

PATH = "/"


@pytest.mark.verifies("page:Books")
def test_what_it_shows(html: HtmlPages, filled: World) -> None:
    html.open(PATH)
    assert html.status == 200
    assert html.heading() == "Books"
    check_page(html)
    assert html.sees("No book found") or {"Title", "Reader"} <= html.headings()
