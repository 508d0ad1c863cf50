"""A form says as it is filled in what the server says of the same values, and works as well where no script runs."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from typed_texts import typed_text

from weft.compiler.cli import run

ROOT = Path(__file__).parents[3]
CASES = Path(__file__).parent / "cases"
CHROMIUM = os.environ.get("APP_CHROMIUM", "/usr/bin/chromium")
PASSWORD = "correct-horse-battery"
Values = dict[str, Any]

FILL = """([values, isUnheard]) => {
  for (const [id, value] of Object.entries(values)) {
    const control = document.getElementById(id);
    const boxes = control.matches("fieldset") ? [...control.querySelectorAll("input")] : [];
    for (const box of boxes) box.checked = value.includes(box.value);
    if (control.type === "checkbox") control.checked = value === "yes";
    else if (boxes.length === 0) control.value = value;
    if (isUnheard) continue;
    for (const kind of ["input", "change"]) (boxes[0] ?? control).dispatchEvent(new Event(kind, { bubbles: true }));
  }
}"""
READ = """async (items) => {
  const readings = await import("/static/readings.js");
  return items.map(([reader, options, text]) => {
    const { value, problem } = readings[reader]("Label", options)([text]);
    return [typeof value === "bigint" ? String(value) : value ?? null, problem ?? null];
  });
}"""
# How the server reads an input, and how its page does.
READERS: list[tuple[str, Values, str, Values]] = [
    ("text", {}, "text", {}),
    ("integer", {}, "integer", {}),
    ("units", {"scale": 2, "noun": "amount"}, "units", {"scale": 2, "noun": "amount"}),
    ("units", {"scale": 3, "noun": "number"}, "units", {"scale": 3, "noun": "number"}),
    ("day", {}, "day", {}),
    ("moment", {}, "moment", {}),
    ("duration", {}, "duration", {}),
    ("yes_or_no", {}, "yesOrNo", {}),
    ("number_choice", {}, "number", {}),
]
MESSAGES = """() => Object.fromEntries([...document.querySelectorAll(".error")].map(
  (error) => [error.id.replace("-error", ""), error.textContent]))"""


@dataclass(frozen=True, slots=True)
class Served:
    """A generated system behind an address, and the cases that are tried on it."""

    url: str
    folder: Path
    forms: list[dict[str, Any]]

    def make_fresh(self) -> None:
        """Forget what was done so far."""
        urlopen(f"{self.url}/fresh", timeout=20).read()


@pytest.fixture(scope="module")
def browser(require: Callable[[str, str], None]) -> Iterator[Browser]:
    """Provide Chromium."""
    if not Path(CHROMIUM).exists():
        require("browser", "no Chromium was found")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def served(name: str, folder: Path) -> Iterator[Served]:
    """Build the system of a file of cases and serve it."""
    case = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    assert run(["build", str(ROOT / case["spec"]), "--out", str(folder), "--quiet"]) == 0
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    script = Path(__file__).with_name("fresh_system.py")
    command = [sys.executable, str(script), str(port), *case["records"]]
    with subprocess.Popen(command, cwd=folder) as server:
        try:
            found = Served(f"http://127.0.0.1:{port}", folder, case["forms"])
            wait_for(found)
            yield found
        finally:
            server.terminate()


def wait_for(system: Served) -> None:
    """Wait until a system answers."""
    for _ in range(200):
        try:
            return system.make_fresh()
        except HTTPError:
            raise
        except URLError:
            time.sleep(0.1)
    raise AssertionError(f"{system.url} never answered")


@pytest.fixture(scope="module", params=["ticket_booking", "helpdesk", "festival"])
def system(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Provide each system with cases."""
    yield from served(request.param, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module")
def rail(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Provide the system with the form to register."""
    yield from served("ticket_booking", tmp_path_factory.mktemp("rail"))


def long_texts(value: Any) -> Any:
    """Return a value as it is typed: `LONG12` is a text of twelve letters, `LINES12` the same with a line break."""
    for word, start in (("LONG", ""), ("LINES", "x\n")):
        if isinstance(value, str) and value.startswith(word):
            return start + "x" * (int(value.removeprefix(word)) - len(start.replace("\n", "\r\n")))
    return value


def tried(form: dict[str, Any]) -> Iterator[Values]:
    """Yield what is typed: what is right, that with each value changed, and with several."""
    changes: list[Values] = [{}, *form["together"]]
    changes += [{name: value} for name, values in form["tries"].items() for value in values]
    for change in changes:
        yield {name: long_texts(value) for name, value in {**form["good"], **change}.items()}


def sign_in(page: Page, person: str | None) -> None:
    """Sign somebody in."""
    if person is not None:
        page.goto("/sign-in")
        page.fill("#identifier", person)
        page.fill("#password", PASSWORD)
        page.get_by_role("main").get_by_role("button").click()


def wait_for_script(page: Page, form: dict[str, Any]) -> None:
    """Wait until a form is followed."""
    page.wait_for_selector(f"form[data-name={form['form']}] > [role=status]", state="attached")


def submit(page: Page, form: dict[str, Any]) -> None:
    """Send a form."""
    with page.expect_navigation():
        page.locator(f"form[data-name={form['form']}] button[type=submit]").click()


def test_a_form_says_what_the_server_says(system: Served, browser: Browser) -> None:
    said: set[str] = set()
    count = 0
    for form in system.forms:
        page = browser.new_context(base_url=system.url).new_page()
        page.set_default_timeout(5000)
        system.make_fresh()
        sign_in(page, form.get("person"))
        live: dict[str, str] = {}
        for values in tried(form):
            if not live:  # else the form is there again, with what the server said
                system.make_fresh()
                page.goto(form["page"])
            wait_for_script(page, form)
            page.evaluate(FILL, [values, False])
            live = page.evaluate(MESSAGES)
            submit(page, form)
            assert live == page.evaluate(MESSAGES), (form["form"], values)
            said |= set(live.values())
            count += 1
        page.context.close()
    print(f"{count} fillings, {len(said)} messages, no contradiction")
    assert len(said) > 5


@pytest.fixture(scope="module")
def festival(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Provide the system with the form that has every kind of input."""
    yield from served("festival", tmp_path_factory.mktemp("festival"))


@pytest.fixture
def registering(rail: Served, browser: Browser) -> Iterator[Page]:
    """Provide the page to register, followed by its script."""
    rail.make_fresh()
    context = browser.new_context(base_url=rail.url)
    context.set_default_timeout(5000)
    page = context.new_page()
    page.goto("/register")
    wait_for_script(page, {"form": "register"})
    yield page
    context.close()


def test_nothing_is_said_of_what_nobody_came_to(registering: Page) -> None:
    registering.locator("#username").press_sequentially("al")
    assert registering.evaluate(MESSAGES) == {}
    registering.locator("#username").press("Tab")
    assert registering.evaluate(MESSAGES) == {"username": "Username must be 3 to 30 characters"}


def test_a_message_is_told_to_everybody_and_goes_as_one_types(registering: Page) -> None:
    username = registering.locator("#username")
    username.fill("al")
    username.blur()
    assert username.get_attribute("aria-describedby") == "username-error"
    assert username.get_attribute("aria-invalid") == "true"
    assert registering.locator("form [role=status]").inner_text() == "Username must be 3 to 30 characters"
    username.press_sequentially("a")
    assert registering.evaluate(MESSAGES) == {}
    assert username.get_attribute("aria-describedby") is None
    assert username.get_attribute("aria-invalid") is None


def test_a_rule_of_two_inputs_is_looked_at_again_when_either_changes(registering: Page) -> None:
    wrong = {"password_again": "The two passwords do not match"}
    registering.evaluate(FILL, [{"password": "correct-horse", "password_again": "correct-house"}, False])
    assert registering.evaluate(MESSAGES) == wrong
    registering.fill("#password", "correct-house")
    assert registering.evaluate(MESSAGES) == {}
    registering.fill("#password", "correct-horse")
    assert registering.evaluate(MESSAGES) == wrong


def test_a_button_does_not_slip_away_from_under_the_pointer(registering: Page) -> None:
    registering.evaluate(FILL, [{"username": "ann_li", "email": "new@example.org", "password": "correct-horse"}, False])
    registering.locator("#password_again").press_sequentially("other")
    box = registering.locator("form[data-name=register] button").bounding_box()
    assert box
    with registering.expect_response("**/register") as answered:
        registering.mouse.click(box["x"] + 5, box["y"] + 5)
    assert answered.value.request.method == "POST"


def test_what_only_the_server_knows_stays_as_long_as_it_is_about_what_stands_there(registering: Page) -> None:
    taken = {"email": "Email is already taken"}
    good = {"username": "ann_li", "email": "customer-1@example.com", "password": "long-enough", "password_again": ""}
    registering.evaluate(FILL, [{**good, "password_again": "long-enough"}, False])
    assert registering.evaluate(MESSAGES) == {}
    submit(registering, {"form": "register"})
    wait_for_script(registering, {"form": "register"})
    assert registering.evaluate(MESSAGES) == taken
    registering.fill("#email", "customer-2@example.com")
    assert registering.evaluate(MESSAGES) == {}
    assert not registering.locator(".error-summary").is_visible()
    registering.fill("#email", "customer-1@example.com")
    assert registering.evaluate(MESSAGES) == taken
    assert registering.locator(".error-summary").is_visible()


def test_what_the_server_said_of_two_inputs_goes_when_the_other_one_changes(festival: Served, browser: Browser) -> None:
    form = festival.forms[0]
    page = browser.new_context(base_url=festival.url).new_page()
    page.goto(form["page"])
    wait_for_script(page, form)
    page.evaluate(FILL, [{**form["good"], "spare": "small"}, True])
    submit(page, form)
    wait_for_script(page, form)
    assert page.evaluate(MESSAGES) == {"spare": "The spare one has another size"}
    page.select_option("#size", "very large")
    assert page.evaluate(MESSAGES) == {}
    page.context.close()


@pytest.mark.parametrize(("reader", "options", "script_reader", "script_options"), READERS)
def test_a_page_reads_no_text_otherwise_than_the_server(
    reader: str, options: Values, script_reader: str, script_options: Values, festival: Served, browser: Browser
) -> None:
    random = Random(reader)
    texts = sorted({typed_text(random) for _ in range(2000)})
    page = browser.new_page()
    page.goto(f"{festival.url}/static/style.css")
    live = page.evaluate(READ, [[script_reader, script_options, text] for text in texts])
    page.close()
    asked = json.dumps([[reader, options, re.sub(r"\r\n?|\n", "\r\n", text)] for text in texts])
    script = Path(__file__).with_name("server_readings.py")
    command = [sys.executable, str(script)]
    done = subprocess.run(command, cwd=festival.folder, input=asked, capture_output=True, text=True, check=True)
    judged = [(text, mine, theirs) for text, mine, theirs in zip(texts, live, json.loads(done.stdout), strict=True)]
    assert [item for item in judged if item[1] not in ([None, None], item[2])] == []
    assert sum(mine != [None, None] for mine in live) > 10


def test_without_a_script_the_server_says_it_all(rail: Served, browser: Browser) -> None:
    rail.make_fresh()
    page = browser.new_context(base_url=rail.url, java_script_enabled=False).new_page()
    values = {"username": "al", "email": "new@example.org", "password": "long-enough", "password_again": "other-words"}
    page.goto("/register")
    page.evaluate(FILL, [values, True])
    submit(page, {"form": "register"})
    assert page.evaluate(MESSAGES) == {"username": "Username must be 3 to 30 characters"}
    page.evaluate(FILL, [{**values, "username": "ann"}, True])
    submit(page, {"form": "register"})
    assert page.evaluate(MESSAGES) == {"password_again": "The two passwords do not match"}
    page.evaluate(FILL, [{**values, "username": "ann", "password_again": "long-enough"}, True])
    submit(page, {"form": "register"})
    assert page.get_by_text("Welcome, your account is ready").is_visible()
    page.context.close()


@pytest.mark.parametrize("lost", ["domain.wasm", "rules.js", "live_forms.js"])
def test_where_a_part_is_lost_the_server_still_says_it_all(lost: str, rail: Served, browser: Browser) -> None:
    rail.make_fresh()
    page = browser.new_context(base_url=rail.url).new_page()
    page.route(f"**/{lost}", lambda route: route.abort())
    page.goto("/register")
    page.wait_for_load_state("networkidle")
    page.evaluate(FILL, [{"username": "al", "email": "", "password": "x", "password_again": "y"}, False])
    assert page.evaluate(MESSAGES) == ({"email": "Email is required"} if lost == "domain.wasm" else {})
    submit(page, {"form": "register"})
    assert page.evaluate(MESSAGES).keys() == {"username", "email"}
    page.context.close()


def test_rules_and_scripts_are_served_as_what_they_are_and_never_used_unasked(rail: Served) -> None:
    kinds = {"domain.wasm": "application/wasm", "rules.js": "text/javascript; charset=utf-8"}
    for name, kind in kinds.items():
        with urlopen(f"{rail.url}/static/{name}", timeout=20) as answer:
            headers = answer.headers
        assert (headers["content-type"], headers["cache-control"]) == (kind, "no-cache")
        assert "script-src 'self' 'wasm-unsafe-eval'" in headers["content-security-policy"]
