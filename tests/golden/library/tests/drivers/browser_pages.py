"""Uses the pages in a real browser."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page


class BrowserPages:
    """A person's view of the pages, by roles, names and labels."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self, path: str) -> None:
        self._page.goto(path)

    def enter(self, text: str, *, into: str) -> None:
        control = self._page.get_by_label(re.compile(rf"^\s*{re.escape(into)}\s*(\(.*\))?\s*$"))
        kind = control.evaluate("control => control.type")
        if kind == "select-one":
            options = control.locator("option").all()
            texts = [(option.inner_text(), option.get_attribute("value")) for option in options]
            chosen = [number for number, names in enumerate(texts) if text in names]
            assert chosen, f"{into} does not offer {text}"
            control.select_option(index=chosen[0])
        elif kind == "checkbox":
            control.set_checked(text in ("yes", "true"))
        else:
            control.fill(text.replace(" ", "T") if kind == "datetime-local" else text)

    def click(self, name: str, *, in_row_of: str | None = None) -> None:
        place = self._page.get_by_role("main") if in_row_of is None else self._row(in_row_of)
        found = named(place, name)
        if in_row_of is None and found.count() == 0:
            found = named(self._page.locator("body"), name)
        if found.evaluate("element => element.tagName") == "SUMMARY":
            found.click()
            found = found.locator("..").get_by_role("button")
        with self._page.expect_navigation():
            found.click()

    def submit(self) -> None:
        with self._page.expect_navigation():
            self._page.get_by_role("main").locator("form button[type=submit]").click()

    def path(self) -> str:
        return urlsplit(self._page.url).path

    def heading(self) -> str:
        return self._page.locator("h1").inner_text()

    def sees(self, text: str) -> bool:
        return text in " ".join(self._page.locator("body").inner_text().split())

    def sees_row(self, cells: Mapping[str, str]) -> bool:
        rows = self._page.get_by_role("row").all()
        names = [cell.inner_text() for cell in self._cells(rows[0])] if rows else []
        return any(
            cells.items()
            <= dict(zip(names, [c.inner_text() for c in self._cells(row)], strict=True)).items()
            for row in rows[1:]
        )

    def _row(self, key: str) -> Locator:
        cell = self._page.get_by_role("cell", name=key, exact=True)
        header = self._page.get_by_role("rowheader", name=key, exact=True)
        return self._page.get_by_role("row").filter(has=cell.or_(header))

    def _cells(self, row: Locator) -> list[Locator]:
        return row.locator("th, td").all()


def named(place: Locator, name: str) -> Locator:
    """Return the links and buttons with this name, and what asks once more before a button."""
    link = place.get_by_role("link", name=name, exact=True)
    asking = place.locator("summary").filter(has_text=re.compile(rf"^\s*{re.escape(name)}\s*$"))
    return link.or_(place.get_by_role("button", name=name, exact=True)).or_(asking)
