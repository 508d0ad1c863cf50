"""What tests can ask for."""

import os
from collections.abc import Callable, Generator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.drivers.actions import Actions
from tests.drivers.browser_pages import BrowserPages
from tests.drivers.html_pages import HtmlPages
from tests.drivers.pages import Pages
from tests.drivers.service_actions import ServiceActions
from tests.examples import add_examples
from tests.server import Server, running_server
from tests.world import World, create_world

pytest_plugins = ["tests.trace_results"]

CHROMIUM = os.environ.get("APP_CHROMIUM", "/usr/bin/chromium")
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
def world(tmp_path: Path) -> Generator[World, None, None]:
    """A fresh system with an empty database."""
    world = create_world(tmp_path)
    yield world
    world.close()


@pytest.fixture
def filled(world: World) -> World:
    """A system with one valid record of every entity."""
    add_examples(world)
    return world


@pytest.fixture(scope="session")
def server() -> Generator[Server, None, None]:
    with running_server() as server:
        yield server


@pytest.fixture
def url(server: Server, world: World) -> str:
    """The address under which the fresh system answers."""
    server.app = world.app
    return server.url


@pytest.fixture
def client(url: str) -> Generator[httpx.Client, None, None]:
    with httpx.Client(base_url=url) as client:
        yield client


@pytest.fixture
def actions(world: World) -> Actions:
    """The actions, called directly."""
    return ServiceActions(world.system)


@pytest.fixture(scope="session")
def browser() -> Generator[Browser, None, None]:
    if not Path(CHROMIUM).exists():
        reason = f"there is no browser at {CHROMIUM}; APP_CHROMIUM names another place"
        assert "browser" not in os.environ.get("WEFT_REQUIRE", "").split(","), reason
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(params=["html", pytest.param("browser", marks=pytest.mark.browser)])
def new_pages(
    request: pytest.FixtureRequest, url: str
) -> Generator[Callable[[], Pages], None, None]:
    """Pages for one person each, read as HTML and in a real browser."""
    if request.param == "browser":
        browser: Browser = request.getfixturevalue("browser")
        yield from browser_pages(browser, url)
        return
    clients: list[httpx.Client] = []

    def new() -> Pages:
        clients.append(httpx.Client(base_url=url))
        return HtmlPages(clients[-1])

    yield new
    for client in clients:
        client.close()


def browser_pages(browser: Browser, url: str) -> Generator[Callable[[], Pages], None, None]:
    """Yield a function that opens a browser of its own for each person."""

    def new() -> Pages:
        context = browser.new_context(base_url=url)
        context.set_default_timeout(5000)
        return BrowserPages(context.new_page())

    yield new
    for context in browser.contexts:
        context.close()


@pytest.fixture
def pages(new_pages: Callable[[], Pages]) -> Pages:
    """The pages of one person."""
    return new_pages()


@pytest.fixture
def html(client: httpx.Client) -> HtmlPages:
    """The pages, read as HTML."""
    return HtmlPages(client)
