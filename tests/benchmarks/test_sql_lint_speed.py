"""The linter of SQL is quick enough for a pre-commit hook, most of all on what it has seen before."""

from pathlib import Path

import pytest
from measuring import SLACK, report, weft_seconds

ROUNDS = 5
STATEMENT = """SELECT c.id, c.name, o.total
FROM customers AS c
JOIN orders AS o ON o.customer_id = c.id
WHERE o.status = 'paid'
"""


@pytest.fixture
def query(tmp_path: Path) -> Path:
    """Write fifty lines of SQL."""
    file = tmp_path / "query.sql"
    file.write_text("".join(f"{STATEMENT}  AND c.id = {number};\n" for number in range(10)))
    return file


def test_fifty_lines_are_linted_at_once(query: Path, tmp_path: Path) -> None:
    arguments = ["sql", "lint", query, "--dialect", "postgres", "--fail-on", "error"]
    weft_seconds(arguments, tmp_path)
    figures = {
        "50 lines of SQL, nothing kept": (
            min(weft_seconds([*arguments, "--no-cache"], tmp_path) for _ in range(ROUNDS)),
            0.2,
        ),
        "50 lines of SQL, nothing changed": (min(weft_seconds(arguments, tmp_path) for _ in range(ROUNDS)), 0.06),
    }
    report(figures, "s")
    assert all(figure <= target * SLACK for figure, target in figures.values())
