"""Values of the database are found in questions, as they are written there."""

import pytest
from shop import SCHEMA, Refusing

from weft.analyzers.text_to_sql.database import Database
from weft.analyzers.text_to_sql.offline.layout import layout_of
from weft.analyzers.text_to_sql.offline.reading import read_question
from weft.analyzers.text_to_sql.offline.values import read_values

COMMON = frozenset({"a", "the", "in", "who", "name"})


FOUND: list[tuple[str, list[tuple[str, list[str]]]]] = [
    ("Who lives in Paris?", [("Paris", ["Paris"])]),
    ("who bought lamps", [("lamps", ["lamp"])]),
    ("What did ann lee order?", [("ann lee", ["Ann Lee"])]),
    ("Who is called 'Zed Zulu'?", [("Zed Zulu", [])]),
    ("Who lives in Rome?", [("Rome", [])]),
    ("the customers' cities and the shops' names", []),
]


@pytest.mark.parametrize(("question", "found"), FOUND)
def test_values_are_found(shop: Database, question: str, found: list[tuple[str, list[str]]]) -> None:
    layout = layout_of(SCHEMA)
    reading = read_question(question, layout, read_values(layout, shop), COMMON)
    assert [(value.text, [place.text for place in value.places]) for value in reading.values] == found


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("orders of more than 70", [("70", {"orders.total amount"})]),
        ("customers with two orders", [("2", {"customer.customer_id", "orders.customer_id"})]),
        ("sizes over 1,500.50", [("1500.5", set[str]())]),
    ],
)
def test_numbers_are_found(shop: Database, question: str, numbers: list[tuple[str, set[str]]]) -> None:
    layout = layout_of(SCHEMA)
    reading = read_question(question, layout, read_values(layout, shop), COMMON)
    names = [f"{layout.tables[column.table].name}.{column.name}" for column in layout.columns]
    assert [(number.text, {names[column] for column in number.columns}) for number in reading.numbers] == numbers


def test_a_column_that_cannot_be_read_has_no_values() -> None:
    assert read_values(layout_of(SCHEMA), Refusing()).texts == {}
