"""What a role may ask about is what its pages and interfaces show, row by row and column by column."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from weft.backends.asking.asking_backend import AskingBackend
from weft.backends.asking.scopes import RoleScope, scopes_of
from weft.backends.database.database_backend import DatabaseBackend
from weft.diagnostics import Source
from weft.dsl.compile import compile_sources
from weft.dsl.model import Model, QuestionBox

SPEC = Path(__file__).with_name("lending.weft")
ROWS = """
INSERT INTO readers (name, vip, email, password_hash) VALUES
('Ann', TRUE, 'ann@x', 'h1'), ('Bob', FALSE, 'bob@x', 'h2');
INSERT INTO shelfs (code, price) VALUES ('S1', 50);
INSERT INTO books (title, shelf, price, weight, reader, rating) VALUES
('Dune', 'S1', 1250, 1700, 'Ann', 5),
('Emma', 'S1', 999, 300, 'Bob', NULL), ('Ulysses', 'S1', 2000, 2100, NULL, NULL);
INSERT INTO notes (number, author, words, secret) VALUES
('N1', 'Ann', 'mine', 'sesame'), ('N2', 'Bob', 'his', 'hidden');
INSERT INTO replies (number, note, words) VALUES ('R1', 'N1', 'to me'), ('R2', 'N2', 'to him');
INSERT INTO copies (number, book, state, price) VALUES
('C2', 'Dune', 'worn', 1), ('C1', 'Dune', 'worn', 1), ('C3', 'Emma', 'worn', 1);
"""


@pytest.fixture(scope="module")
def model() -> Model:
    """The specification."""
    model = compile_sources([Source(SPEC.name, SPEC.read_text(encoding="utf-8"))]).model
    assert model is not None
    return model


@pytest.fixture(scope="module")
def scopes(model: Model) -> dict[str, RoleScope]:
    """What each role may ask about."""
    page = model.page("Ask")
    [box] = [part for part in page.parts if isinstance(part, QuestionBox)]
    return {scope.role: scope for scope in scopes_of(page, box, model)}


@pytest.fixture(scope="module")
def database(model: Model) -> Iterator[sqlite3.Connection]:
    """The database that the specification describes, with a few rows."""
    files = {file.path: file.text for file in DatabaseBackend().emit(model)}
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(files["app/database/schema.sql"])
        connection.executescript(ROWS)
        connection.row_factory = sqlite3.Row
        yield connection


def seen(scope: RoleScope, statement: str, database: sqlite3.Connection, me: str = "Ann") -> list[dict[str, Any]]:
    """Return what a statement gives a person."""
    rows = database.execute(scope.statements[statement], {"me": me, "now": "2026-03-02T09:00:00Z"})
    return [dict(row) for row in rows]


def test_a_column_is_seen_in_the_rows_that_a_page_shows_it_in(
    scopes: dict[str, RoleScope], database: sqlite3.Connection
) -> None:
    unseen = {"price": None, "worth": None, "rating": None}
    assert seen(scopes["Reader"], "books_seen_by_reader", database) == [
        {"title": "Dune", "price": 12.5, "weight": 1.7, "worth": 13.0, "rating": 5},
        {"title": "Emma", "weight": 0.3, **unseen},
        {"title": "Ulysses", "weight": 2.1, **unseen},
    ]


def test_the_first_rows_of_a_table_grant_nothing(scopes: dict[str, RoleScope], database: sqlite3.Connection) -> None:
    assert list(seen(scopes["Clerk"], "books_seen_by_clerk", database)[0]) == ["title", "weight"]


def test_what_a_page_shows_of_a_record_is_seen_through_the_records_that_it_opens_for(
    scopes: dict[str, RoleScope], database: sqlite3.Connection
) -> None:
    assert seen(scopes["Reader"], "replies_seen_by_reader", database) == [{"number": "R1", "words": "to me"}]
    assert seen(scopes["Reader"], "notes_seen_by_reader", database) == [
        {"number": "N1", "words": "mine", "secret": "sesame"}
    ]


def test_yes_and_no_are_words_and_secrets_are_not_there(
    scopes: dict[str, RoleScope], database: sqlite3.Connection
) -> None:
    assert seen(scopes["Clerk"], "readers_seen_by_clerk", database) == [
        {"name": "Ann", "vip": "yes", "email": "ann@x"},
        {"name": "Bob", "vip": "no", "email": "bob@x"},
    ]
    assert all("password" not in text for scope in scopes.values() for text in scope.statements.values())


def test_what_no_page_shows_to_a_role_is_not_to_be_asked_about(scopes: dict[str, RoleScope]) -> None:
    assert [table["name"] for table in scopes["Clerk"].content["tables"]] == ["readers", "books", "copies"]
    assert [table["name"] for table in scopes["Reader"].content["tables"]] == ["books", "notes", "replies"]


def test_a_query_without_values_is_an_example_over_what_may_be_seen(
    scopes: dict[str, RoleScope], database: sqlite3.Connection
) -> None:
    found = scopes["Reader"]
    [query] = found.content["queries"]
    assert query == {"text": "heavy books", "statement": "heavy_seen_by_reader", "table": "books"}
    assert [row["title"] for row in seen(found, "heavy_seen_by_reader", database)] == ["Ulysses", "Dune"]
    assert found.content["examples"][0] == "Heavy books"


def test_a_query_takes_choices_and_records_that_may_be_seen(
    scopes: dict[str, RoleScope], database: sqlite3.Connection
) -> None:
    found = scopes["Clerk"]
    by_text = {query["text"]: query for query in found.content["queries"]}
    assert by_text["kept copies"] == {
        "text": "kept copies",
        "statement": "kept_seen_by_clerk",
        "table": "copies",
        "parameters": [
            {"name": "book", "label": "book", "table": "books"},
            {"name": "state", "label": "state", "choices": ["fine", "worn"]},
        ],
    }
    assert "Kept copies of one book and one state" in found.content["examples"]
    rows = database.execute(found.statements["kept_seen_by_clerk"], {"book": "Dune", "state": "worn"})
    assert [row["number"] for row in rows] == ["C1", "C2"]


def test_a_query_that_takes_what_no_list_names_is_none(scopes: dict[str, RoleScope]) -> None:
    assert not any("dear" in name for scope in scopes.values() for name in scope.statements)


def test_a_value_that_a_query_does_not_read_is_not_asked_for(scopes: dict[str, RoleScope]) -> None:
    [owned] = [query for query in scopes["Clerk"].content["queries"] if query["text"] == "owned copies"]
    assert "parameters" not in owned


def test_a_query_that_looks_at_what_is_not_seen_is_none(scopes: dict[str, RoleScope]) -> None:
    assert not any("cheap" in text or "rated" in text for scope in scopes.values() for text in scope.statements)
    assert all("heavy" in str(scope.content["queries"]) for scope in scopes.values())


def test_a_system_without_a_box_has_none_of_this(model: Model) -> None:
    source = Source("x.weft", 'Entity: Book\n  title: text(80) key\nPage: Books at "/"\n  table of Book\n')
    bare = compile_sources([source]).model
    assert bare is not None
    assert AskingBackend().emit(bare) == []
    assert AskingBackend().emit(model)
