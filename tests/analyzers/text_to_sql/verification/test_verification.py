"""A candidate is verified by text, schema, run, and second opinions, and never run where it might do harm."""

import pytest
from told_pipelines import SCHEMA, SmallDatabase

from weft.analyzers.text_to_sql.database import Result
from weft.analyzers.text_to_sql.pipeline import Candidate
from weft.analyzers.text_to_sql.question import Question
from weft.analyzers.text_to_sql.verification.agreement import compare
from weft.analyzers.text_to_sql.verification.verify import Limits, verify


def _asked(text: str = "Which singers are there?") -> Question:
    return Question(text, SCHEMA)


@pytest.mark.parametrize(
    ("sql", "problem"),
    [
        ("DELETE FROM singer", "it is no query but DELETE"),
        ("SELECT load_extension('x') FROM singer", "the function load_extension is not known to be harmless"),
        ("SELECT nmae FROM singer", "there is no nmae in the schema; did you mean name?"),
        ("SELECT * FROM account", "there is no table account to ask about"),
        ("SELECT FROM", "no parser reads it"),
    ],
)
def test_what_cannot_be_the_answer_is_not_run(sql: str, problem: str) -> None:
    database = SmallDatabase()
    verified = verify(Candidate(sql), _asked(), database)
    assert verified.problems[0] == problem
    assert not verified.is_sound
    assert database.asked == []


def test_the_database_has_the_last_word() -> None:
    verified = verify(Candidate("SELECT name FROM singer WHERE sum(age) > 3"), _asked(), SmallDatabase())
    assert not verified.is_sound
    assert "misuse of aggregate" in verified.problems[0]


@pytest.mark.parametrize(
    ("sql", "tables", "nested"),
    [
        ("SELECT 1", 0, 0),
        ("SELECT name FROM singer", 1, 0),
        ("SELECT a.name FROM singer AS a JOIN singer AS b ON a.age < b.age", 1, 0),
        ("SELECT name FROM singer WHERE age > (SELECT avg(age) FROM Singer)", 1, 1),
        ("SELECT name FROM singer EXCEPT SELECT name FROM singer WHERE age > 3", 1, 1),
    ],
)
def test_tables_and_nested_queries_are_counted(sql: str, tables: int, nested: int) -> None:
    verified = verify(Candidate(sql), _asked(), SmallDatabase())
    assert verified.is_sound
    assert (verified.tables, verified.nested) == (tables, nested)


def test_opinions_are_compared_by_their_rows() -> None:
    sqls = [
        "name FROM singer",
        "name FROM singer ORDER BY name DESC",
        "name FROM singer WHERE id = 1",
        "nmae FROM singer",
    ]
    answers = [verify(Candidate(f"SELECT {sql}"), _asked(), SmallDatabase()) for sql in sqls]
    counted = [(one.agreeing, one.differing) for one in compare([*answers, None]) if one is not None]
    assert counted == [(1, 1), (0, 2), (0, 2), (0, 0)]


@pytest.mark.parametrize(
    ("text", "sql", "doubts"),
    [
        ("Who is 99?", "SELECT name FROM singer WHERE age = 99", ("it gives no rows",)),
        ("Who is 99?", "SELECT max(name) FROM singer WHERE age = 99", ("it gives nothing but NULL",)),
        (
            "How many singers?",
            "SELECT name FROM singer",
            ("the question asks how many, and no number is in the result",),
        ),
        ("How many singers?", "SELECT count(*) FROM singer", ()),
        ("Who is there?", "SELECT a.id FROM singer AS a, singer AS b", ("it gives more than 5 rows",)),
    ],
)
def test_results_that_look_odd_are_doubted(text: str, sql: str, doubts: tuple[str, ...]) -> None:
    verified = verify(Candidate(sql), _asked(text), SmallDatabase(), limits=Limits(row_limit=5))
    assert verified.is_sound
    assert verified.doubts == doubts


def test_anti_patterns_are_found() -> None:
    verified = verify(Candidate("SELECT name FROM singer WHERE age = NULL"), _asked(), SmallDatabase())
    assert "comparison-with-null" in verified.findings


def test_a_result_that_is_known_is_not_asked_for_again() -> None:
    database = SmallDatabase()
    known = Candidate("SELECT name FROM singer", result=Result(("name",), (("Ann",),)))
    assert verify(known, _asked(), database).candidate.result == known.result
    assert database.asked == []
