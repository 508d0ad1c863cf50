"""A browser without a browser, which reads pages and sends their forms; and a real one, with systems to try it on."""

import os
import re
import sys
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))
from served_forms import Served, served

CHROMIUM = os.environ.get("APP_CHROMIUM", "/usr/bin/chromium")

PASSWORD = "correct horse battery"
VOID = frozenset({"input", "meta", "link", "br"})


class Html(HTMLParser):
    """The elements of a page, in order; a page that is not well-formed is an error."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self._open: list[str] = []
        self.feed(text)
        assert not self._open, f"not closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember an element."""
        assert len(attrs) == len(dict(attrs)), f"an attribute of {tag} is given twice"
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Demand that the innermost element ends."""
        assert self._open.pop() == tag, f"{tag} ends in the wrong place"


class Visitor:
    """Somebody at a browser: `text` is the page as read, `html` as written."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self.status = 0
        self.path = ""
        self.html = ""

    @property
    def text(self) -> str:
        """Return what is to be read on the page."""
        plain = re.sub(r"<[^>]+>", " ", self.html.partition("<body>")[2])
        for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&#123;", "{"), ("&amp;", "&")):
            plain = plain.replace(entity, sign)
        return re.sub(r"\s+", " ", plain)

    def open(self, path: str) -> "Visitor":
        """Open a page."""
        return self._show(self._client.get(path))

    def send(self, action: str, **values: str) -> "Visitor":
        """Send a form of the page by its address, with its hidden inputs."""
        form = re.search(rf'<form[^>]*action="{re.escape(action)}[^"]*".*?</form>', self.html, re.DOTALL)
        assert form, f"no form leads to {action}"
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[0]))
        target = re.search(r'action="([^"]*)"', form[0])
        assert target
        given = {**hidden, **{name.rstrip("_"): value for name, value in values.items()}}
        if 'method="get"' in form[0]:
            return self._show(self._client.get(target[1].replace("&amp;", "&"), params=given))
        return self._show(self._client.post(target[1].replace("&amp;", "&"), data=given))

    def value_of(self, id: str) -> str:
        """Return what stands in the input with an id."""
        found = re.search(rf'<input id="{id}"[^>]*value="([^"]*)"', self.html)
        assert found, f"no input {id}"
        return found[1]

    def _show(self, response: Any) -> "Visitor":
        self.status, self.path, self.html = response.status_code, response.url.path, response.text
        check_page(self.html)
        return self


def check_page(text: str) -> None:
    """Demand landmarks, one heading, unique ids, labels, and that what is referred to is there."""
    elements = Html(text).elements
    tags = [tag for tag, _ in elements]
    assert [tags.count(tag) for tag in ("main", "h1", "header", "footer")] == [1, 1, 1, 1]
    ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
    assert len(ids) == len(set(ids)), "an id is given twice"
    for tag, attributes in elements:
        for name in ("for", "aria-describedby", "aria-labelledby"):
            assert set(attributes.get(name, "").split()) <= set(ids), attributes
        if tag in ("input", "select") and attributes.get("type") != "hidden":
            assert ("label", {"for": attributes["id"]}) in elements


@pytest.fixture
def visit(workshop: Any) -> Callable[..., Visitor]:
    """Return the function that gives somebody a browser, signed in with this email or name."""

    def begin(identifier: str | None = None) -> Visitor:
        visitor = Visitor(workshop.visitor())
        if identifier is not None:
            visitor.open("/sign-in").send("/sign-in", identifier=identifier, password=PASSWORD)
        return visitor

    return begin


@pytest.fixture(scope="module")
def browser(require: Callable[[str, str], None]) -> Iterator[Browser]:
    """Provide Chromium."""
    if not Path(CHROMIUM).exists():
        require("browser", "no Chromium was found")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def rail(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Provide the system with the form to register."""
    yield from served("ticket_booking", tmp_path_factory.mktemp("rail"))


@pytest.fixture(scope="module")
def festival(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Provide the system with the form that has every kind of input."""
    yield from served("festival", tmp_path_factory.mktemp("festival"))
