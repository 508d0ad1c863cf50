"""Reads the pages as HTML and follows links and forms, without a browser."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus

import httpx

from tests.drivers.html_document import Element, read_html


class HtmlPages:
    """A person's view of the pages, by names and labels."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client
        self.status = 0
        self.url = httpx.URL("/")
        self.document = Element("document")

    def open(self, path: str) -> None:
        self._show(self._client.get(path, follow_redirects=True))

    def enter(self, text: str, *, into: str) -> None:
        fill(self.control(into), text, into)

    def click(self, name: str, *, in_row_of: str | None = None) -> None:
        place = self.document.find("main") if in_row_of is None else self.row(in_row_of)
        found = named(place, name)
        if not found and in_row_of is None:
            found = named(self.document, name)
        assert len(found) == 1, f"{len(found)} links or buttons are named {name}"
        if found[0].tag == "a":
            self.open(found[0].attributes["href"])
        elif found[0].tag == "summary":
            self._submit(found[0].closest("details").find("form"))
        else:
            self._submit(found[0].closest("form"))

    def submit(self) -> None:
        [form] = self.document.find("main").find_all("form")
        self._submit(form)

    def action_of(self, button: str) -> str:
        """Return where the form with this button is sent."""
        form = named(self.document.find("main"), button)[0].closest("form")
        return form.attributes.get("action", str(self.url))

    def path(self) -> str:
        return self.url.path

    def heading(self) -> str:
        return self.document.find("h1").text

    def sees(self, text: str) -> bool:
        return text in self.document.find("body").text

    def sees_row(self, cells: Mapping[str, str]) -> bool:
        return any(
            cells.items() <= row_cells(table, row).items()
            for table in self.document.find_all("table")
            for row in table.find("tbody").find_all("tr")
        )

    def control(self, label: str) -> Element:
        """Return the control with this label, which may add something in brackets."""
        labels = self.document.find_all("label")
        found = [
            part for part in labels if part.text == label or part.text.startswith(f"{label} (")
        ]
        assert len(found) == 1, f"{len(found)} controls are labelled {label}"
        return self.by_id(found[0].attributes["for"])

    def headings(self) -> set[str]:
        """Return the names of the columns of all tables."""
        tables = self.document.find_all("table")
        return {cell.text for table in tables for cell in table.find("thead").find_all("th")}

    def by_id(self, id: str) -> Element:
        """Return the element with this id."""
        found = [part for part in self.document.find_all() if part.attributes.get("id") == id]
        assert len(found) == 1, f"{len(found)} elements have the id {id}"
        return found[0]

    def row(self, key: str) -> Element:
        """Return the table row that has a cell with this text."""
        for row in self.document.find_all("tr"):
            if key in [cell.text for cell in row.find_all("th", "td")]:
                return row
        raise AssertionError(f"no row has a cell {key}")

    def _submit(self, form: Element) -> None:
        controls = form.find_all("input", "select", "textarea")
        values = dict(pair for control in controls for pair in sent(control))
        action = form.attributes.get("action", str(self.url))
        if form.attributes.get("method") == "post":
            self._show(self._client.post(action, data=values, follow_redirects=True))
        else:
            self._show(self._client.get(action, params=values, follow_redirects=True))

    def _show(self, response: httpx.Response) -> None:
        assert response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, response.text
        self.status, self.url = response.status_code, response.url
        self.document = read_html(response.text)


def fill(control: Element, text: str, label: str) -> None:
    """Type, choose or tick."""
    if control.tag == "select":
        options = list(control.find_all("option"))
        chosen = [part for part in options if text in (part.text, part.attributes.get("value"))]
        assert chosen, f"{label} does not offer {text}"
        for part in options:
            part.attributes.pop("selected", None)
        chosen[0].attributes["selected"] = ""
    elif control.attributes.get("type") == "checkbox":
        control.attributes.pop("checked", None)
        control.attributes |= {"checked": ""} if text in ("yes", "true") else {}
    else:
        control.attributes["value"] = text


def named(place: Element, name: str) -> list[Element]:
    """Return the links and buttons with this name, and what asks once more before a button."""
    return [part for part in place.find_all("a", "button", "summary") if part.name == name]


def sent(control: Element) -> Iterator[tuple[str, str]]:
    """Yield what a form sends for a control."""
    name = control.attributes.get("name")
    if name is None:
        return
    if control.tag == "select":
        options = list(control.find_all("option"))
        selected = [option for option in options if "selected" in option.attributes]
        yield name, (selected or options)[0].attributes.get("value", "")
    elif control.attributes.get("type") != "checkbox" or "checked" in control.attributes:
        yield name, control.attributes.get("value", control.text)


def row_cells(table: Element, row: Element) -> dict[str, str]:
    """Return the texts of a row by the names of the columns."""
    names = [cell.text for cell in table.find("thead").find_all("th")]
    return dict(zip(names, [cell.text for cell in row.find_all("th", "td")], strict=True))
