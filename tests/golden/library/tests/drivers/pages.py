"""What a person does with pages, however they are shown."""

import re
from collections.abc import Mapping
from typing import Protocol
from urllib.parse import quote

from tests.accounts import Account

IDENTIFIER_LABEL = "Email"


class Pages(Protocol):
    """A browser, real or not; everything is found by the name that people see."""

    def open(self, path: str) -> None: ...
    # Types into an input, chooses from a list, or ticks a box with `yes`.
    def enter(self, text: str, *, into: str) -> None: ...
    # In the main part of the page first, then in its header and footer.
    def click(self, name: str, *, in_row_of: str | None = None) -> None: ...
    def submit(self) -> None: ...
    def path(self) -> str: ...
    def heading(self) -> str: ...
    def sees(self, text: str) -> bool: ...
    def sees_row(self, cells: Mapping[str, str]) -> bool: ...


def sign_in(pages: Pages, who: Account) -> None:
    """Sign a person in through the page."""
    pages.open("/sign-in")
    pages.enter(who.identifier, into=IDENTIFIER_LABEL)
    pages.enter(who.password, into="Password")
    pages.click("Sign in")


def is_on(pages: Pages, title: str, path: str | None = None) -> bool:
    """Tell whether a page is shown, at a path such as `/trains/{train}/book` where one is given."""
    if pages.heading() != title:
        return False
    pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path or ""))
    return path is None or re.fullmatch(pattern, pages.path()) is not None


def address(key: object) -> str:
    """Return a key as a part of a path."""
    return quote(str(key), safe="")
