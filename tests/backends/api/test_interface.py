"""The JSON interface of a generated system answers as the specification says."""

from typing import Any

import pytest

PASSWORD = "correct horse battery"
ASKED = {"title": "Lamp", "kind": "Lamp", "urgent": True, "budget": "12.5", "meets": "2026-03-03T09:00:00+01:00"}


@pytest.fixture
def anyone(workshop: Any) -> Any:
    return workshop.visitor()


def signed_in(workshop: Any, who: str) -> Any:
    client: Any = workshop.visitor()
    body = {"identifier": f"{who}@example.com", "password": PASSWORD}
    token = client.post("/api/v1/sign-in", json=body).json()["access_token"]
    client.headers["Authorization"] = f"Bearer {token}"
    return client


@pytest.fixture
def ann(workshop: Any) -> Any:
    return signed_in(workshop, "ann")


@pytest.fixture
def max_(workshop: Any) -> Any:
    return signed_in(workshop, "max")


def test_an_action_answers_with_what_it_made(ann: Any) -> None:
    optional = {"gift": False, "due": "2026-04-01", "takes": 5400, "rating": "4.5", "class": "old"}
    answer = ann.post("/api/v1/actions/ask", json={**ASKED, **optional})
    assert answer.status_code == 201
    made = {"id": 1, "client": "ann", "helper": None, "state": "open", "tax": "25.00", "hours_left": 24}
    same = {"title": "Lamp", "kind": "Lamp", "urgent": True, "budget": "12.50", "meets": "2026-03-03T08:00:00Z"}
    assert answer.json() == {**made, **same, **optional}


def test_what_is_left_out_takes_its_default(ann: Any) -> None:
    body = {name: value for name, value in ASKED.items() if name not in ("urgent", "budget")}
    made = ann.post("/api/v1/actions/ask", json=body).json()
    assert (made["urgent"], made["budget"], made["due"]) == (False, "12.50", None)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("kind", "Tram", "Kind is not one of Bike & co, Lamp, Radio"),
        ("budget", "12.345", "Budget is not a valid amount"),
        ("budget", 12, "Budget is not a valid amount"),
        ("rating", "high", "Rating is not a valid number"),
        ("due", "tomorrow", "Due is not a valid date"),
        ("meets", "soon", "Meets is not a valid date and time"),
        ("takes", "long", "Takes is not a valid length of time"),
        ("urgent", "yes", "Urgent is not a valid yes or no"),
        ("title", "L", "Title must be 2 to 60 characters"),
        ("class", "x" * 21, "Class must be at most 20 characters"),
        ("colour", "red", "colour is not known"),
    ],
)
def test_wrong_parameters_are_told_by_their_public_names(ann: Any, field: str, value: object, message: str) -> None:
    answer = ann.post("/api/v1/actions/ask", json={**ASKED, field: value})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"field": field, "message": message}]


def test_a_broken_requirement_is_a_conflict(ann: Any) -> None:
    answer = ann.post("/api/v1/actions/ask", json={**ASKED, "meets": "2026-03-01T08:00:00Z"})
    assert (answer.status_code, answer.json()["rule"]) == (409, "action:ask/requires:1")


@pytest.mark.parametrize(
    ("days", "status", "message"),
    [
        (10**10, 409, "The result lies outside the calendar"),
        (-(10**6), 409, "The result lies outside the calendar"),
        (2**63, 422, "Days must be at most 9223372036854775807"),
        (-(10**30), 422, "Days must be at least -9223372036854775808"),
    ],
)
def test_numbers_beyond_all_bounds_are_refused(workshop: Any, ann: Any, days: int, status: int, message: str) -> None:
    request = ann.post("/api/v1/actions/ask", json=ASKED).json()["id"]
    answer = ann.post("/api/v1/actions/postpone", json={"request": request, "days": days})
    assert (answer.status_code, answer.json()["detail"]) == (status, message)


def test_a_number_too_large_for_the_database_is_refused_wherever_it_is_used(ann: Any) -> None:
    large = f"/api/v1/requests?offset={10**30}"
    assert ann.get(large).status_code == 422


def test_an_action_of_several_roles_is_open_to_each(workshop: Any, ann: Any, max_: Any) -> None:
    for client in (ann, max_):
        key = workshop.add_request("Radio")
        assert client.post("/api/v1/actions/close", json={"request": key}).status_code == 204
    assert workshop.visitor().post("/api/v1/actions/close", json={"request": 1}).status_code == 401


def test_an_action_called_like_the_record_it_makes(workshop: Any, ann: Any, max_: Any) -> None:
    key = workshop.add_request("Radio")
    assert ann.post("/api/v1/actions/order", json={"request": key, "path": "post"}).status_code == 403
    made = max_.post("/api/v1/actions/order", json={"request": key, "path": "post"}).json()
    assert made == {"number": "O000001", "request": key, "path": "post", "double_tax": "4938.24", "parts": 0}


def test_who_signs_up_gets_a_token_and_no_password_back(anyone: Any) -> None:
    body = {"nick": "eva", "email": "eva@example.com", "city": "Ulm", "password": PASSWORD}
    answer = anyone.post("/api/v1/actions/join", json=body)
    assert answer.status_code == 201
    assert answer.json().keys() == {"nick", "email", "city", "access_token", "token_type", "expires_in"}
    headers = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    assert anyone.get("/api/v1/requests", headers=headers).json()["total"] == 0


def test_owned_records_are_seen_by_their_owner_only(workshop: Any, ann: Any, max_: Any) -> None:
    mine, other = workshop.add_request("Mine"), workshop.add_request("Other", client="ben")
    assert [item["title"] for item in ann.get("/api/v1/requests").json()["items"]] == ["Mine"]
    statuses = [ann.get(f"/api/v1/requests/{key}").status_code for key in (mine, other, 99)]
    assert statuses == [200, 404, 404]
    assert workshop.visitor().get("/api/v1/requests").status_code == 401
    assert max_.get("/api/v1/requests").status_code == 403


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("kind=Lamp", 1),
        ("kind=Radio", 0),
        ("budget=1234.56", 1),
        ("budget=1", 0),
        ("urgent=true", 0),
        ("meets=2026-03-03T09:00:00%2B01:00", 1),
        ("class=old", 1),
        ("due=2026-03-04", 0),
        ("takes=60", 0),
        ("rating=4.5", 0),
    ],
)
def test_every_stored_field_is_a_filter(workshop: Any, ann: Any, query: str, count: int) -> None:
    workshop.add_request("Mine", class_="old")
    answer = ann.get(f"/api/v1/requests?{query}").json()
    assert (answer["total"], len(answer["items"])) == (count, count)


def test_a_query_lists_one_s_own_and_everything_to_those_who_see_it_on_a_page(
    workshop: Any, ann: Any, anyone: Any
) -> None:
    workshop.add_request("Mine")
    workshop.add_request("Other", client="ben")
    assert anyone.get("/api/v1/queries/by_kind?kind=Lamp").status_code == 401
    assert [item["title"] for item in ann.get("/api/v1/queries/by_kind?kind=Lamp").json()["items"]] == ["Mine"]
    assert ann.get("/api/v1/queries/by_kind?kind=Tram").status_code == 422


def test_a_parameter_called_like_the_paging_does_not_hide_it(anyone: Any) -> None:
    for name, weight in (("bolt", "0.50"), ("anvil", "50.00"), ("nut", "0.25")):
        anyone.post("/api/v2/actions/stock", json={"name": name, "weight": weight})
    answer = anyone.get("/api/v2/queries/light_parts?limit_=1.00&limit=1").json()
    assert ([item["name"] for item in answer["items"]], answer["total"]) == (["bolt"], 2)


def test_each_interface_serves_what_it_exposes(anyone: Any) -> None:
    assert anyone.get("/api/v1/orders").status_code == 200
    assert anyone.get("/api/v1/orders/O1").json()["detail"] == "Not Found"
    assert anyone.get("/api/v2/orders/O1").json()["detail"] == "There is no order O1"
    assert anyone.get("/health").json() == {"status": "ok"}


def test_a_role_may_be_named_when_signing_in(anyone: Any) -> None:
    body = {"identifier": "Max", "password": PASSWORD}
    assert anyone.post("/api/v1/sign-in", json={**body, "role": "Manager"}).status_code == 200
    wrong = anyone.post("/api/v1/sign-in", json={**body, "role": "Client"})
    assert (wrong.status_code, wrong.json()["detail"]) == (401, "Wrong email or name or password")


def test_the_description_is_complete(anyone: Any) -> None:
    document = anyone.get("/api/v1/openapi.json").json()
    answers = [
        (status, kind)
        for operations in document["paths"].values()
        for operation in operations.values()
        for status, answer in operation["responses"].items()
        for kind in answer.get("content", {})
    ]
    assert {kind for status, kind in answers if status >= "400"} == {"application/problem+json"}
    ask = document["components"]["schemas"]["AskRequest"]["properties"]
    assert ask["title"]["maxLength"] == 60
    assert "class" in ask
