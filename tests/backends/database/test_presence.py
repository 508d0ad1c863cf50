"""Counts that only ask whether there is any record are not counted, and find what the interpreter finds."""

import importlib
import re
import sqlite3
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from weft.diagnostics import Source
from weft.dsl.compile import compile_sources
from weft.dsl.interpreter.interpreter import Interpreter

Emit = Callable[[str], Path]
ENTITIES = """System: S

Entity: Tag
  name: text(9) key

Entity: Shelf
  code: text(9) key
  tags: list of Tag
  lent: int = count of Book as b where b.shelf is self and b.is_lent

Entity: Book
  title: text(9) key
  shelf: Shelf?
  is_lent: bool

"""
RECORDS: dict[str, list[dict[str, Any]]] = {
    "Tag": [{"name": "red"}],
    "Shelf": [
        {"code": "A", "tags": ("red",)},
        {"code": "B", "tags": ()},
        {"code": "C", "tags": ("red",)},
        {"code": "D", "tags": ()},
    ],
    "Book": [
        {"title": "Dune", "shelf": "A", "is_lent": True},
        {"title": "Emma", "shelf": "A", "is_lent": True},
        {"title": "Kim", "shelf": "B", "is_lent": False},
        {"title": "Lear", "shelf": "C", "is_lent": True},
        {"title": "She", "shelf": None, "is_lent": True},
    ],
}
ROWS = """
INSERT INTO tags VALUES ('red');
INSERT INTO shelfs VALUES ('A'), ('B'), ('C'), ('D');
INSERT INTO shelf_tags (shelf, tag) VALUES ('A', 'red'), ('C', 'red');
INSERT INTO books (title, shelf, is_lent)
VALUES ('Dune', 'A', TRUE), ('Emma', 'A', TRUE), ('Kim', 'B', FALSE), ('Lear', 'C', TRUE), ('She', NULL, TRUE);
"""
COUNTS = (
    ("Shelf", "(count of Book as b where b.shelf is r)"),
    ("Shelf", "(count of Book as b where b.shelf is r and b.is_lent)"),
    ("Shelf", "(count of r.tags)"),
    ("Shelf", "r.lent"),
    ("Book", "(count of Book as b where b.shelf is r.shelf and b.title != r.title)"),
    ("Book", "(count of Shelf as s where r.shelf is s and s.lent > 0)"),
)
ASKED = ("{} = 0", "{} <= 0", "{} < 1", "{} > 0", "{} != 0", "{} >= 1", "0 = {}", "0 < {}", "1 > {}", "not ({} = 0)")
COUNTED = ("{} = 1", "{} > 1", "{} < 2", "{} != 1", "{} >= 0", "{} < 0", "1 < {}", "not ({} > 1)")


def queries(shapes: tuple[str, ...]) -> str:
    """Return a query for each count in each shape."""
    shaped = ((entity, shape.format(count)) for (entity, count), shape in product(COUNTS, shapes))
    asked = (f"Query: q{number}() of {entity} as r\n  where {text}\n\n" for number, (entity, text) in enumerate(shaped))
    return "".join(asked)


def interpreted(text: str) -> dict[str, list[object]]:
    """Return the keys that each query finds, as the interpreter says."""
    model = compile_sources([Source("test.weft", text)]).model
    interpreter = Interpreter(model)
    state = interpreter.initial_state()
    for name, rows in RECORDS.items():
        for row in rows:
            interpreter.effects.insert(state, model.entity(name), row)
    return {query.name: list(interpreter.queries.run(state, query.name, {})) for query in model.queries}


def statements(folder: Path) -> dict[str, str]:
    """Return the statement of each query."""
    load = importlib.import_module("app.database.database").load_statements
    files = sorted((folder / "queries").glob("*.sql"))
    read = {name: sql for file in files for name, sql in load(file.name).items()}
    return {name.rpartition("_")[2]: sql for name, sql in read.items() if re.search(r"_q\d+$", name)}


@pytest.mark.parametrize("shapes", [ASKED, COUNTED], ids=["asked", "counted"])
def test_sqlite_finds_what_the_interpreter_finds(shapes: tuple[str, ...], emit: Emit) -> None:
    text = ENTITIES + queries(shapes)
    folder = emit(text) / "database"
    connection = sqlite3.connect(":memory:")
    connection.executescript((folder / "schema.sql").read_text(encoding="utf-8") + ROWS)
    every = {"limit": 99, "offset": 0}
    found = {name: [row[0] for row in connection.execute(sql, every)] for name, sql in statements(folder).items()}
    assert found == interpreted(text)


@pytest.mark.parametrize(("shapes", "is_counted"), [(ASKED, False), (COUNTED, True)], ids=["asked", "counted"])
def test_only_what_asks_for_a_number_is_counted(shapes: tuple[str, ...], is_counted: bool, emit: Emit) -> None:
    conditions = [
        sql.partition("\nWHERE ")[2] for sql in statements(emit(ENTITIES + queries(shapes)) / "database").values()
    ]
    assert len(conditions) == len(COUNTS) * len(shapes)
    assert {"(SELECT count(*)" in condition for condition in conditions} == {is_counted}
