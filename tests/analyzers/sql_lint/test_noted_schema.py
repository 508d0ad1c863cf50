"""What was asked of the tables is known, and so is whether one of them is declared otherwise."""

from pathlib import Path

import pytest

from weft.analyzers import sql_lint
from weft.analyzers.sql_lint.noted_schema import EVERY, noted, table_texts
from weft.analyzers.sql_lint.schema_builder import build_schema
from weft.analyzers.sql_lint.sql_text import SqlText
from weft.diagnostics import Source

TABLES = "CREATE TABLE a (id INT PRIMARY KEY);\nCREATE TABLE b (id INT, a INT REFERENCES a);\nCREATE INDEX ON b (a);\n"


def text(sql: str) -> SqlText:
    return SqlText(Source("schema.sql", sql), "postgres", sql)


def changed(before: str, after: str) -> set[str]:
    """Return which of the tables a, b and c, and of all of them, a change of the declarations is seen in."""
    old, new = (table_texts((text(sql),)) for sql in (before, after))
    return {name for name in ("a", "b", "c", EVERY) if old.digest(name) != new.digest(name)}


def test_what_is_asked_for_is_noted_whether_it_is_there_or_not() -> None:
    schema = noted(build_schema((text(TABLES),)))
    assert schema.asked == set()
    assert schema.table("A")
    assert schema.column("none", "id") is None
    assert schema.creates("B")
    assert schema.asked == {"a", "none", "b"}
    assert [table.name for table in schema.row_stores()] == ["a", "b"]
    assert EVERY in schema.asked


def test_no_rule_takes_tables_without_asking() -> None:
    folder = Path(sql_lint.__file__).parent
    takers = {path.name for path in folder.rglob("*.py") if ".tables" in path.read_text(encoding="utf-8")}
    assert takers == {"schema.py", "data_sample.py"}  # rows are sampled from live databases only


@pytest.mark.parametrize(
    ("old", "new", "seen"),
    [
        ("id INT PRIMARY KEY", "id BIGINT PRIMARY KEY", {"a", EVERY}),
        ("CREATE INDEX ON b (a);\n", "", {"b", EVERY}),
        ("CREATE TABLE a", "\n-- of its own\nCREATE TABLE a", set[str]()),
        ("CREATE INDEX ON b (a);\n", "CREATE INDEX ON b (a);\nDELETE FROM a;\n", set[str]()),
        ("CREATE INDEX ON b (a)", "CREATE TABLE c (id INT)", {"b", "c", EVERY}),
        ("CREATE INDEX ON b (a)", "ALTER TABLE b RENAME TO c", {"a", "b", "c", EVERY}),
        ("CREATE INDEX ON b (a)", "CREATE TABLE c (LIKE a)", {"a", "b", "c", EVERY}),
        ("CREATE INDEX ON b (a)", "CREATE TABLE c () INHERITS (a)", {"a", "b", "c", EVERY}),
        ("CREATE INDEX ON b (a)", "CREATE TABLE c AS SELECT id FROM a", {"a", "b", "c", EVERY}),
        ("CREATE INDEX ON b (a)", "CREATE VIEW c AS SELECT id FROM a", {"a", "b", "c", EVERY}),
    ],
)
def test_a_change_is_seen_in_the_tables_that_it_may_touch(old: str, new: str, seen: set[str]) -> None:
    assert changed(TABLES, TABLES.replace(old, new)) == seen


@pytest.mark.parametrize(
    "derived", ["CREATE TABLE c (LIKE a)", "CREATE VIEW c AS SELECT id FROM a", "ALTER TABLE a RENAME TO c"]
)
def test_a_table_made_of_others_changes_with_them(derived: str) -> None:
    before = f"{derived};\n{TABLES}"
    assert "c" in changed(before, before.replace("id INT PRIMARY KEY", "id BIGINT PRIMARY KEY"))
