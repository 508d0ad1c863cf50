"""Values and headings of answers are written as people read them on the pages."""

from decimal import Decimal
from typing import Any

import pytest

from weft.analyzers.text_to_sql.asking.presentation import Shown, columns_shown, written
from weft.analyzers.text_to_sql.asking.records import Scope

MONEY, TIME, NUMBER, TEXT = Shown("", "money", 2), Shown("", "time"), Shown("", "number"), Shown("")


@pytest.mark.parametrize(
    ("value", "column", "text"),
    [
        (None, MONEY, ""),
        (1234.5, MONEY, "1,234.50"),
        (Decimal("49.9000000"), MONEY, "49.90"),
        (-0.004, MONEY, "0.00"),
        (1234567, NUMBER, "1,234,567"),
        (2.5, NUMBER, "2.5"),
        (1 / 3, NUMBER, "0.33"),
        (3.0, NUMBER, "3"),
        (True, TEXT, "True"),
        ("<b>", TEXT, "<b>"),
        ("2026-03-02T09:00:00Z", TIME, "2026-03-02 09:00"),
        ("2026-03-02T09:00:15Z", TIME, "2026-03-02 09:00:15"),
    ],
)
def test_a_value_is_written_as_its_column_says(value: Any, column: Shown, text: str) -> None:
    assert written(value, column) == text


@pytest.mark.parametrize(
    ("sql", "headings"),
    [
        ("SELECT COUNT(*) FROM tickets", ["Number"]),
        ("SELECT COUNT(DISTINCT team), team FROM tickets", ["Number", "Team"]),
        ("SELECT MIN(opened), MAX(T1.opened) FROM tickets AS T1", ["Least opened", "Greatest opened"]),
        ("SELECT SUM(budget_left) FROM teams", ["Total budget left"]),
        (
            "SELECT T2.budget_left, T1.title FROM tickets AS T1 JOIN teams AS T2 ON T1.team = T2.name",
            ["Budget left", "What is wrong"],
        ),
        ("SELECT title FROM tickets UNION SELECT name FROM teams", ["What is wrong"]),
        ("SELECT 1 + 1 FROM teams", ["1 + 1"]),
    ],
)
def test_a_heading_is_the_label_of_what_is_shown(sql: str, headings: list[str], scope: Scope) -> None:
    names = tuple(map(str, range(len(headings))))
    assert [column.heading for column in columns_shown(sql, "sqlite", scope, names)] == headings
