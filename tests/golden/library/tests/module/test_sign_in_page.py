"""The pages to sign in and out, and what all pages owe."""

import httpx

from tests.accounts import add_reader
from tests.drivers.html_pages import HtmlPages
from tests.drivers.page_contract import check_page
from tests.drivers.pages import sign_in
from tests.examples import READER
from tests.world import World


def test_sign_in_and_out(html: HtmlPages, world: World) -> None:
    sign_in(html, add_reader(world, READER))
    check_page(html)
    assert html.sees("Sign out")
    html.click("Sign out")
    assert not html.sees("Sign out")


def test_a_wrong_password(html: HtmlPages, world: World) -> None:
    who = add_reader(world, READER)
    html.open("/sign-in")
    check_page(html)
    html.enter(who.identifier, into="Email")
    html.enter("wrong", into="Password")
    html.click("Sign in")
    assert html.status == 422
    assert html.sees("Wrong ")


def test_the_way_back_stays_on_this_site(html: HtmlPages, world: World) -> None:
    who = add_reader(world, READER)
    html.open("/sign-in?next=//example.com/")
    html.enter(who.identifier, into="Email")
    html.enter(who.password, into="Password")
    html.click("Sign in")
    assert html.url.host == "127.0.0.1"


def test_an_unknown_page(html: HtmlPages) -> None:
    html.open("/nowhere")
    assert html.status == 404
    check_page(html)


def test_pages_are_safe_to_show(client: httpx.Client) -> None:
    response = client.get("/nowhere")
    assert "default-src 'self'" in response.headers["content-security-policy"]
    assert response.headers["x-content-type-options"] == "nosniff"
