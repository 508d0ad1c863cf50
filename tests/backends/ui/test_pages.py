"""The pages of a generated system show and do what the specification says."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

ANN, BEN, MAX = "ann@example.com", "ben@example.com", "Max"
ASKED = {"title": "Radio", "kind": "Radio", "budget": "12,50", "meets": "2026-03-03T08:00"}


def test_the_first_page_greets_and_searches(visit: Callable[..., Any]) -> None:
    page = visit().open("/")
    assert "We mend <things> {{ gladly }}" in page.text
    assert "Repair & care" in page.text
    assert 'href="/join">Join us<' in page.html
    assert "Within days (optional) 1 to 30" in page.text


def test_the_menu_leads_to_what_a_person_may_see(visit: Callable[..., Any]) -> None:
    assert " Repair & care Found Join Stock Sign in " in visit().open("/").text
    assert " Repair & care Found Mine Stock ann Sign out " in visit(ANN).open("/").text


def test_a_page_for_a_role_asks_to_sign_in_and_leads_back(visit: Callable[..., Any]) -> None:
    page = visit().open("/mine?page=1")
    assert page.path == "/sign-in"
    assert "Email or name" in page.text
    page.send("/sign-in", identifier=ANN, password="correct horse battery")
    assert page.path == "/mine"
    assert visit(MAX).open("/mine").status == 403


# searches


def test_a_search_shows_what_was_asked_and_how_much_was_found(workshop: Any, visit: Callable[..., Any]) -> None:
    for title in ("A lamp", "B lamp"):
        workshop.add_request(title, due=date(2026, 3, 9))
    page = visit().open("/").send("/found", kind="Lamp", within="7")
    assert "Kind Lamp Within days 7" in page.text
    assert "2 requests" in page.text
    row = "B lamp Lamp 1.234,56 2026-03-09 2026-03-03 08:00 24 Bonn open Show Close"
    assert row in page.text


def test_nothing_found_is_told(visit: Callable[..., Any]) -> None:
    assert "Nothing <found>" in visit().open("/").send("/found", kind="Bike & co").text


@pytest.mark.parametrize(
    ("kind", "within", "message"),
    [("", "", "Kind is required"), ("Lamp", "x", "Within days is not a valid number"), ("Lamp", "31", "1 and 30")],
)
def test_a_wrong_search_stays_where_it_began(visit: Callable[..., Any], kind: str, within: str, message: str) -> None:
    page = visit().open("/").send("/found", kind=kind, within=within)
    assert (page.status, "Join us" in page.text) == (422, True)
    assert message in page.text
    assert page.value_of("within") == within
    page = visit().open("/found").send("/found", kind=kind, within=within)
    assert (page.status, "Look again" in page.text) == (422, True)
    assert message in page.text


def test_a_page_with_its_own_search_shows_nothing_before_one(visit: Callable[..., Any]) -> None:
    page = visit().open("/found")
    assert page.status == 200
    assert "Nothing <found>" not in page.text


# forms


def test_every_kind_of_value_is_read_and_shown(visit: Callable[..., Any]) -> None:
    page = visit(ANN).open("/mine")
    assert page.value_of("budget") == "12.50"
    more = {"due": "2026-04-01", "takes": "90 minutes", "rating": "4.5", "class_": "old", "gift": "no"}
    page.send("/mine", **{**ASKED, "budget": "1234.5", **more}, urgent="yes")
    assert page.path == "/requests/1"
    assert "The request was created" in page.text
    shown = "Title Radio Budget 1.234,50 Tax 2.469,00 Gift no Urgent yes Takes 90 minutes Rating 4,5 Class old"
    assert shown in page.text


def test_what_may_be_left_out_is_empty(visit: Callable[..., Any]) -> None:
    page = visit(ANN).open("/mine").send("/mine", **{**ASKED, "budget": "1"})
    assert "Gift Urgent no Takes Rating Class Helper email" in page.text


@pytest.mark.parametrize(
    ("field", "text", "message"),
    [
        ("title", "", "Title is required"),
        ("kind", "", "Kind is required"),
        ("kind", "Tram", "Kind is not one of Bike & co, Lamp, Radio"),
        ("budget", "12,50", "Budget is not a valid amount"),
        ("meets", "soon", "Meets is not a valid date and time"),
        ("due", "soon", "Due is not a valid date"),
        ("takes", "long", "Takes is not a valid length of time"),
        ("rating", "4.55", "Rating is not a valid number"),
        ("class_", "x" * 21, "Class must be at most 20 characters"),
    ],
)
def test_wrong_input_is_told_at_its_field_and_kept(
    visit: Callable[..., Any], field: str, text: str, message: str
) -> None:
    page = visit(ANN).open("/mine").send("/mine", **{**ASKED, "budget": "1", field: text})
    id = field.rstrip("_")
    assert page.status == 422
    assert f'<a href="#{id}">{message.replace("&", "&amp;")}</a>' in page.html
    if field != "kind":
        assert page.value_of(id) == text


def test_a_broken_rule_shows_the_page_again(visit: Callable[..., Any]) -> None:
    page = visit(ANN).open("/mine").send("/mine", **{**ASKED, "budget": "1", "meets": "2026-03-01T08:00"})
    assert page.status == 409
    assert "That time has passed" in page.text
    assert page.value_of("title") == "Radio"


def test_who_joins_is_signed_in(visit: Callable[..., Any]) -> None:
    page = visit().open("/join")
    page.send("/join", nick="eva", email="eva@example.com", city="Ulm", password="secret")
    assert page.path == "/mine"
    assert "You are signed in" in page.text
    assert "secret" not in visit().open("/join").send("/join", nick="ann", email=ANN, city="", password="secret").html


def test_a_form_without_its_token_is_refused(workshop: Any) -> None:
    assert workshop.visitor().post("/join", data={"email": "x", "city": "y"}).status_code == 403


def test_an_action_for_others_tells_so_on_the_page(workshop: Any, visit: Callable[..., Any]) -> None:
    key = workshop.add_request("Lamp")
    page = visit().open("/found?kind=Lamp").send("/found/close", request=str(key))
    assert page.status == 401
    assert "Please sign in first" in page.text
    page = visit(ANN).open(f"/requests/{key}").send(f"/requests/{key}/order", path="post")
    assert page.status == 403
    assert "You are not allowed to do this" in page.text


# records, rows and buttons


def test_a_record_is_shown_to_its_owner_and_to_other_roles(workshop: Any, visit: Callable[..., Any]) -> None:
    key = workshop.add_request("Lamp")
    assert [visit(who).open(f"/requests/{key}").status for who in (ANN, BEN, MAX)] == [200, 403, 200]
    for missing in ("99", "lamp"):
        page = visit(MAX).open(f"/requests/{missing}")
        assert (page.status, f"There is no request {missing}" in page.text) == (404, True)


def test_buttons_are_there_when_they_apply(workshop: Any, visit: Callable[..., Any]) -> None:
    states = workshop.load("domain.enums").RequestState
    key = workshop.add_request("Lamp", takes=timedelta(days=2))
    assert "Withdraw" in visit(ANN).open(f"/requests/{key}").text
    busy = workshop.add_request("Busy", state=states("in work"))
    assert "Withdraw" not in visit(ANN).open(f"/requests/{busy}").text
    page = visit(ANN).open("/mine")
    assert "Busy in work Done Lamp open Withdraw This cannot be undone. Yes, withdraw Done" in page.text


def test_a_button_of_a_row_acts_on_its_record_and_stays(workshop: Any, visit: Callable[..., Any]) -> None:
    workshop.add_request("Lamp")
    page = visit(ANN).open("/mine").send("/mine/close")
    assert (page.path, page.status) == ("/mine", 200)
    assert "Request 1 is &#34;closed&#34;" in page.text
    assert "Lamp closed" in page.text
    page.send("/mine/close")
    assert page.status == 409
    assert "It is closed already" in page.text


def test_an_action_opens_what_it_made(workshop: Any, visit: Callable[..., Any]) -> None:
    key = workshop.add_request("Lamp")
    page = visit(MAX).open(f"/requests/{key}").send(f"/requests/{key}/order", path="post")
    assert page.path == "/orders/O000001"
    assert "Order O000001 for request 1" in page.text
    assert "Request title Lamp Request tax 2.469,12 Double tax 4.938,24 Parts 0" in page.text
    assert "Request 1 Title Lamp Kind Lamp Hours left 24" in page.text


def test_a_page_button_leads_on(workshop: Any, visit: Callable[..., Any]) -> None:
    key = workshop.add_request("Lamp")
    page = visit(ANN).open(f"/requests/{key}").send(f"/requests/{key}/withdraw")
    assert page.path == "/mine"
    assert "The request was deleted" in page.text


def test_references_are_chosen_from_the_records(workshop: Any, visit: Callable[..., Any]) -> None:
    key = workshop.add_request("Lamp")
    visit(MAX).open(f"/requests/{key}").send(f"/requests/{key}/order", path="post")
    page = visit().open("/stock")
    assert '<option value="O000001">' in page.html
    page.send("/stock", name="bolt", weight="0.50", order="O000001").send("/stock", name="anvil", weight="50")
    assert "anvil 50,00" in page.text
    assert "bolt 0,50 post" in page.text
    assert page.text.count("anvil") == 2
    assert page.text.count("bolt") == 1


def test_many_rows_are_shown_in_parts(workshop: Any, visit: Callable[..., Any]) -> None:
    for number in range(51):
        workshop.add_request(f"Lamp {number:02}")
    page = visit(ANN).open("/mine")
    assert "Lamp 49" in page.text
    assert "Lamp 50" not in page.text
    assert "Lamp 50" in page.open("/mine?page=2").text
    page.send("/mine/close")
    assert "Lamp 50 closed" in page.text
    found = visit().open("/found?kind=Lamp")
    assert "50 requests" in found.text
    assert "Lamp 50" not in found.text
