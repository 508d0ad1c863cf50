"""Which rules the inputs of a form settle, and where their messages stand."""

import pytest

from weft.backends.form_rules import FormRule, followed_forms, rules_of_form
from weft.diagnostics import Source
from weft.dsl.compile import compile_sources

START = """\
System: Shop
  clock 2026-03-02 08:00
Role: Clerk
  name: text(20) key
  signs in with name, password
Entity: Shelf
  label: text(20) key
  room: int
Entity: Item
  name: text(2..20) key
  shelf: Shelf
  pieces: int(0..9)
  price: money
  until: date?
  worth: money = price * pieces
  {check}
Action: stock(name: text, shelf: Shelf, pieces: int, price: money, until: date?) -> Item
  by Clerk
  {guard}
  creates Item with name = name, shelf = shelf, pieces = pieces, price = price, until = until
Action: move(item: Item, shelf: Shelf, price: money)
  by Clerk
  changes item.shelf to shelf
  changes item.price to price
Page: Start at "/" for Clerk
  form stock asks {fields} button "Stock"
Page: Item at "/items/{{item}}" for Clerk
  form move asks shelf, price button "Move"
"""
ALL = "name, shelf, pieces, price, until"


def rules(check: str = "", guard: str = "", fields: str = ALL) -> dict[str, FormRule]:
    """Return the rules of the two forms of a shop, without the bounds of single inputs."""
    check = f'check {check} "No"' if check else ""
    guard = f'requires {guard} else "No"' if guard else ""
    text = START.format(check=check, guard=guard, fields=fields)
    compiled = compile_sources([Source("shop.weft", text)])
    assert compiled.is_sound, compiled.diagnostics
    found = [rule for form in followed_forms(compiled.model) for rule in rules_of_form(form, compiled.model)]
    return {rule.id: rule for rule in found if "parameter" not in rule.id}


@pytest.mark.parametrize(
    ("guard", "at"),
    [
        ("pieces > 0", "pieces"),
        ("price > 5.00 or pieces < 3", "price"),
        ("until is empty or until > 2026-01-01", "until"),
        ("length of name = pieces", "pieces"),
    ],
)
def test_a_requirement_over_inputs_is_said_at_the_last_of_them(guard: str, at: str) -> None:
    found = rules(guard=guard)
    assert found["action:stock/requires:1"].at == at


@pytest.mark.parametrize(
    "guard",
    [
        "until is empty or until > date of now",
        "shelf.room > pieces",
        "(count of Item as i where i.shelf is shelf) < 9",
        "me.name != name",
        "hours until now < pieces",
    ],
)
def test_what_looks_beyond_the_form_is_left_to_the_server(guard: str) -> None:
    assert rules(guard=guard) == {}


def test_what_the_form_does_not_ask_for_is_left_to_the_server() -> None:
    assert rules(guard="pieces > 0", check="price > 0", fields="name, shelf, pieces, price") != {}
    compiled = rules(guard="until is empty or pieces > 0", fields="name, shelf, pieces, price")
    assert compiled == {}


def test_a_check_reads_the_inputs_that_fill_its_fields() -> None:
    found = rules(check="worth < 100.00")
    (rule,) = found.values()
    assert (rule.id, rule.at) == ("entity:Item/check:1", "price")
    assert set(rule.given) == {("self.price", "price"), ("self.pieces", "pieces")}


def test_a_check_of_a_changed_record_counts_where_the_form_changes_all_that_it_reads() -> None:
    assert rules(check="price > 0", fields="name, shelf, pieces, price").keys() == {"entity:Item/check:1"}


def test_a_check_of_other_records_is_left_to_the_server() -> None:
    assert rules(check="shelf.room > pieces") == {}
