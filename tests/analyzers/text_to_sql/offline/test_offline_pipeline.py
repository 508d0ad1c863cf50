"""The offline tier answers questions about a database that nobody trained it on, and says how sure it is."""

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
import sqlglot
from shop import CONTENT, SCHEMA, Refusing
from sqlglot import exp

from weft.analyzers.sql_lint.connection import QueryFailed
from weft.analyzers.text_to_sql.database import Database, Result
from weft.analyzers.text_to_sql.pipelines.offline import OfflinePipeline
from weft.analyzers.text_to_sql.question import Question
from weft.analyzers.text_to_sql.schema.schema import Schema

HERE = Path(__file__).parent
QUESTIONS = {
    "How many customers are there?": [(3,)],
    "What is the average age of all customers?": [(112 / 3,)],
    "Show the names of customers whose city is 'Paris'.": [("Ann Lee",), ("Cy Diaz",)],
    "What are the names of customers who have no orders?": [("Cy Diaz",)],
    "What is the name of the oldest customer?": [("Bo Chen",)],
    "Find the number of customers in each city.": [("Oslo", 1), ("Paris", 2)],
}


class Duck:
    """A database of DuckDB's in memory."""

    dialect = "duckdb"

    def __init__(self, content: str) -> None:
        self._connection = duckdb.connect()
        self._connection.execute(content)

    def query(self, sql: str, *, seconds: float, row_limit: int) -> Result:
        """Return the first rows of a query; raises QueryFailed."""
        try:
            cursor = self._connection.execute(sql)
            rows = cursor.fetchmany(row_limit)
        except duckdb.Error as error:
            raise QueryFailed(str(error)) from None
        return Result(tuple(column[0] for column in cursor.description or ()), tuple(rows))


@pytest.mark.parametrize(("question", "rows"), QUESTIONS.items())
def test_plain_questions_are_answered(shop: Database, question: str, rows: list[tuple[object, ...]]) -> None:
    best = OfflinePipeline().attempt(Question(question, SCHEMA), shop).best
    assert best is not None
    assert best.result is not None
    assert sorted(tuple(sorted(row, key=str)) for row in best.result.rows) == sorted(
        tuple(sorted(row, key=str)) for row in rows
    )


def test_all_candidates_are_one_query_each_and_ordered_by_confidence(shop: Database) -> None:
    attempt = OfflinePipeline().attempt(Question("Which city has the most customers?", SCHEMA), shop)
    trees = [sqlglot.parse(candidate.sql, read="sqlite") for candidate in attempt.candidates]
    assert len(trees) > 1
    assert all(len(statements) == 1 and isinstance(statements[0], exp.Query) for statements in trees)
    confidences = [candidate.confidence for candidate in attempt.candidates]
    assert all(confidence is not None and 0 <= confidence <= 1 for confidence in confidences)
    assert confidences == sorted(confidences, key=lambda one: -(one or 0))
    assert attempt.usage.tokens == 0
    assert attempt.notes[0].startswith(f"{len(attempt.candidates)} candidates ran; ")
    assert attempt.notes[0].endswith(" of them gave this result")


def test_stricter_databases_are_answered_too() -> None:
    question = Question("Find the name of each city and the number of customers in it.", SCHEMA)
    best = OfflinePipeline().attempt(question, Duck(CONTENT)).best
    assert best is not None
    assert best.result is not None
    assert best.result.rows


@pytest.mark.parametrize("question", ["", "?", "'", "\x00", "one two three", "äöü ß 漢字", "x" * 2000])
def test_nonsense_fails_nobody(shop: Database, question: str) -> None:
    for candidate in OfflinePipeline().attempt(Question(question, SCHEMA), shop).candidates:
        assert sqlglot.parse_one(candidate.sql, read="sqlite")


def test_a_database_that_refuses_all_gives_no_candidates() -> None:
    attempt = OfflinePipeline().attempt(Question("How many customers are there?", SCHEMA), Refusing())
    assert attempt.candidates == ()
    assert attempt.notes


def test_a_schema_without_tables_gives_no_candidates(shop: Database) -> None:
    attempt = OfflinePipeline().attempt(Question("How many customers are there?", Schema("nothing", ())), shop)
    assert attempt.candidates == ()
    assert attempt.notes


def test_no_seed_of_hashes_changes_an_answer(tmp_path: Path) -> None:
    told: set[str] = set()
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        process = subprocess.run(
            [sys.executable, HERE / "ask_shop.py", folder],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        told.add(process.stdout)
    assert len(told) == 1
    assert "SELECT" in told.pop()
