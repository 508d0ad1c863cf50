"""A form says what is wrong as it is filled in, stops nothing, and works as well where no script runs."""

from collections.abc import Iterator
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page
from served_forms import FILL, MESSAGES, Served, submit, wait_for_script


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
