"""Answers are compared by what they give, on every database that they are run on, and are never let do harm."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from weft.analyzers.text_to_sql.database import Database
from weft.analyzers.text_to_sql.evaluation.results import agreed, given_by, kinds_of, rated
from weft.compiler.sql_database import open_database

ROWS = ((1, 2, 2), (3, 1, 4))  # of each of two instances


@pytest.fixture
def databases(tmp_path: Path) -> Iterator[list[Database]]:
    with ExitStack() as stack:
        opened: list[Database] = []
        for number, rows in enumerate(ROWS):
            file = tmp_path / f"{number}.sqlite"
            with closing(sqlite3.connect(file)) as connection:
                connection.execute("CREATE TABLE t (i INTEGER)")
                connection.executemany("INSERT INTO t VALUES (?)", [(row,) for row in rows])
                connection.commit()
            opened.append(stack.enter_context(open_database(str(file))))
        yield opened


@pytest.mark.parametrize(
    ("gold", "answer", "count"),
    [
        ("SELECT i FROM t", "SELECT i FROM t ORDER BY i DESC", 2),
        ("SELECT i FROM t ORDER BY i", "SELECT i FROM t ORDER BY i ASC", 2),
        ("SELECT i FROM t ORDER BY i", "SELECT i FROM t", 1),
        ("SELECT DISTINCT i FROM t", "SELECT i FROM t", 1),
        ("SELECT max(i) FROM t", "SELECT 4", 1),
        ("SELECT max(i) FROM t", "SELECT 9", 0),
        ("SELECT max(i) FROM t", "SELECT i FROM nothing", 0),
        ("SELECT max(i) FROM t", "", 0),
    ],
)
def test_an_answer_agrees_where_it_gives_the_same(
    gold: str, answer: str, count: int, databases: list[Database]
) -> None:
    assert agreed(given_by(gold, databases), given_by(answer, databases)) == count


@pytest.mark.parametrize(
    ("sql", "problem"),
    [
        ("", "there is no answer"),
        ("DELETE FROM t", "refused: it is no query but"),
        ("SELECT 1; SELECT 2", "refused: it is 2 statements"),
        ("SELECT j FROM t", "no such column: j"),
        (f"SELECT a.i FROM {', '.join(f't AS {name}' for name in 'abcdefghij')}", "it gives more than 50,000 rows"),
    ],
)
def test_why_an_answer_gives_nothing_is_told(sql: str, problem: str, databases: list[Database]) -> None:
    found = given_by(sql, databases)
    assert found.problem.startswith(problem)
    assert found.results == ()


def test_answers_that_give_the_same_everywhere_are_of_one_kind(databases: list[Database]) -> None:
    texts = ("SELECT 4", "SELECT max(i) FROM t", "", "SELECT max(i) AS most FROM t", "SELECT 2 + 2")
    assert kinds_of([given_by(sql, databases) for sql in texts]) == [0, 1, None, 1, 0]


def test_what_is_no_query_has_no_hardness() -> None:
    assert rated("SELECT 1", "sqlite") == "easy"
    assert rated("DELETE FROM t", "sqlite") is None
    assert rated("SELEC 1 FRM", "sqlite") is None
