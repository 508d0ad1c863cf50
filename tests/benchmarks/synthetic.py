"""A big spec for measurements: ten entities, twenty actions, two hundred scenarios, the same text each time."""

from collections.abc import Iterator
from pathlib import Path

NAMES = ("Crate", "Pallet", "Parcel", "Ticket", "Voucher", "Invoice", "Contract", "Vehicle", "Machine", "Locker")
SCENARIOS = 20

HEAD = """\
System: Depot
  clock 2026-01-05 09:00

Role: Member
  signs in with email, password

"""

DEFINITIONS = """\
Entity: {name}
  code: text(2..8) key "{name} code"
  label: text(2..40)
  owner: Member owner
{link}  pieces: int(0..500)
  price: money
  total: money = price * pieces
  status: open | closed
  due: datetime
  check price > 0 "A {word} has a price"

Action: add_{word}(code: text, label: text, pieces: int, price: money) -> {name}
  by Member
  says "adds {word} {{code}} called {{label}} with {{pieces}} piece(s) at {{price}}"
  requires pieces > 0 else "A {word} needs pieces"
  requires (count of {name} as other where other.owner is me and other.status is open) < 2 else "Close a {word} first"
  creates {name} with code = code, label = label, owner = me, pieces = pieces, price = price, status = open,
    due = now + 2 days

Action: close_{word}({word}: {name})
  by owner of {word}
  says "closes {word} {{{word}}}"
  requires {word}.status is open else "The {word} is closed already"
  requires {word}.due > now else "The {word} is overdue"
  changes {word}.status to closed
  ensures {word}.pieces >= 0

Page: {name}Add at "/{word}s/add" for Member
  title "Add a {word}"
  form add_{word} asks code, label, pieces, price button "Add" opens {name}List

Page: {name}List at "/{word}s" for Member
  title "Your {word}s"
  table of {name} where owner is me sorted by code
  columns code, label, pieces, total, status
  row button "Close" does close_{word} when status is open
  empty "You have no {word}s"

Api: "/api/{word}s"
  exposes {name} list, read
  offers add_{word}, close_{word}

Feature: REQ-{number} Members keep {word}s

  Background:
    Given member "Ann" is signed in

"""

ADDED = 'Ann adds {word} "K{at}" called "Thing {at}" with {pieces} pieces at {price}.00'

SHAPES = (
    """\
  Scenario: SC-{number}.{at} A third open {word} of {pieces} pieces is refused
    Given {added}
    And Ann adds {word} "L{at}" called "Second" with 1 piece at 5.00
    When Ann adds {word} "M{at}" called "Third" with 1 piece at 5.00
    Then the action is rejected with "Close a {word} first"
    And there are 2 {word}s
""",
    """\
  Scenario: SC-{number}.{at} A {word} of {pieces} pieces is added
    When {added}
    Then the {word} "K{at}" has pieces {pieces} and status open and total {total}.00
    And there is 1 {word}
""",
    """\
  Scenario: SC-{number}.{at} A {word} of {pieces} pieces is closed once
    Given {added}
    And Ann closes {word} "K{at}"
    When Ann closes {word} "K{at}"
    Then the action is rejected with "The {word} is closed already"
    And the {word} "K{at}" has status closed
""",
    """\
  Scenario: SC-{number}.{at} A {word} without pieces is refused after {pieces}
    Given {added}
    When Ann adds {word} "L{at}" called "Nothing" with 0 pieces at 5.00
    Then the action is rejected with "A {word} needs pieces"
    And there is 1 {word}
""",
    """\
  Scenario: SC-{number}.{at} A {word} of {pieces} pieces becomes overdue
    Given {added}
    And 3 days pass
    When Ann closes {word} "K{at}"
    Then the action is rejected with "The {word} is overdue"
    And the {word} "K{at}" has status open
""",
    """\
  @gui
  Scenario: SC-{number}.{at} A {word} of {pieces} pieces on the pages
    Given Ann is on the {name}Add page
    When she enters "K{at}" as "{name} code"
    And she enters "Thing {at}" as "Label"
    And she enters "{pieces}" as "Pieces"
    And she enters "{price}.00" as "Price"
    And she clicks "Add"
    Then she is on the {name}List page
    And she sees a row with code "K{at}" and pieces "{pieces}" and status "open"
""",
)


def write_synthetic(folder: Path) -> None:
    """Write the spec into a folder, one file for each entity and one for the system."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "system.weft").write_text(HEAD, encoding="utf-8")
    for number, name in enumerate(NAMES, 1):
        (folder / f"{name.lower()}.weft").write_text(f"{_definitions(number, name)}{_scenarios(number, name)}")


def _definitions(number: int, name: str) -> str:
    link = "" if number == 1 else f"  {NAMES[number - 2].lower()}: {NAMES[number - 2]}?\n"
    return DEFINITIONS.format(name=name, word=name.lower(), number=number, link=link)


def _scenarios(number: int, name: str) -> str:
    return "\n".join(_texts(number, name, name.lower()))


def _texts(number: int, name: str, word: str) -> Iterator[str]:
    """Yield the scenarios of an entity, each shape in turn with other values; the last closes on the page."""
    for at in range(1, SCENARIOS):
        pieces, price = at + number, 10 + at
        added = ADDED.format(word=word, at=at, pieces=pieces, price=price)
        shape = SHAPES[at % len(SHAPES)]
        yield shape.format(
            name=name, word=word, number=number, at=at, pieces=pieces, price=price, total=pieces * price, added=added
        )
    yield f"""\
  @gui
  Scenario: SC-{number}.{SCENARIOS} Close a {word} on the page
    Given {ADDED.format(word=word, at=SCENARIOS, pieces=1, price=9)}
    And she is on the {name}List page
    When she clicks "Close" in the row of "K{SCENARIOS}"
    Then she sees a row with code "K{SCENARIOS}" and status "closed"
"""
