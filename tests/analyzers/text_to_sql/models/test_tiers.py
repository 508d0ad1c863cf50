"""Which tier will do is told by a small model that learns from a teacher, who sees the SQL."""

import json
from time import perf_counter

import numpy as np
import pytest

from weft.analyzers.text_to_sql.complexity.estimate import Estimator, shipped_models, write_models
from weft.analyzers.text_to_sql.corpora.elliesql_files import NotEllieSql, TierLabel, read_labels
from weft.analyzers.text_to_sql.corpora.example import Example
from weft.analyzers.text_to_sql.models.model_files import UnusableModel
from weft.analyzers.text_to_sql.models.tier_model import read_tier_model, shipped_tier_model, write_tier_model
from weft.analyzers.text_to_sql.question import Question
from weft.analyzers.text_to_sql.schema.schema import Column, ForeignKey, Schema, Table
from weft.analyzers.text_to_sql.training.gold_facts import gold_facts
from weft.analyzers.text_to_sql.training.tiers import TierData, facts_of, known_tiers, seen_of, train_tiers

SCHEMA = Schema(
    "concerts",
    (
        Table("singer", (Column("id", "INT"), Column("stage name", "TEXT"), Column("ctry", "TEXT")), ("id",)),
        Table(
            "concert",
            (Column("id", "INT"), Column("singer_id", "INT"), Column("year", "INT")),
            ("id",),
            (ForeignKey(("singer_id",), "singer", ("id",)),),
        ),
    ),
)
SIMPLE = Example("1", "concerts", "How many singers are there?", "SELECT count(*) FROM singer")
HARD = Example(
    "2",
    "concerts",
    "Which French artists never performed?",
    "SELECT `stage name` FROM singer WHERE ctry = 'FRA' AND id NOT IN (SELECT singer_id FROM concert)",
    "French refers to FRA",
)
ROW = {
    "db_id": "concerts",
    "question": SIMPLE.text,
    "gold_sql": SIMPLE.sql,
    "label": 1,
    "enhanced_linked_schema_wo_info": {"tables": [{"table": "singer", "columns": ["id", "ctry"]}]},
}


def count(example: Example, name: str) -> float:
    return round(np.expm1(gold_facts(example, SCHEMA)[name]), 6)


@pytest.mark.parametrize(
    ("name", "simple", "hard"),
    [
        ("subqueries", 0, 1),
        ("columns", 0, 4),
        ("columns_unheard", 0, 4),
        ("columns_hidden", 0, 4),
        ("columns_ambiguous", 0, 1),
        ("columns_quoted", 0, 1),
        ("tables_needed", 1, 2),
        ("tables_unsaid", 0, 2),
        ("texts", 0, 1),
        ("texts_unsaid", 0, 1),
        ("texts_unheard", 0, 0),
    ],
)
def test_what_makes_sql_hard_to_find_is_counted(name: str, simple: int, hard: int) -> None:
    assert (count(SIMPLE, name), count(HARD, name)) == (simple, hard)


def test_facts_have_the_same_names_for_all_examples() -> None:
    assert list(gold_facts(SIMPLE, SCHEMA)) == list(gold_facts(HARD, SCHEMA))


@pytest.mark.parametrize("sql", ["SELECT FROM WHERE (", "DROP TABLE singer"])
def test_sql_that_is_no_query_is_named(sql: str) -> None:
    with pytest.raises(ValueError, match="concerts, question 7"):
        gold_facts(Example("7", "concerts", "What?", sql), SCHEMA)


def test_labels_are_read() -> None:
    rows = [ROW, ROW | {"label": 2}, ROW | {"label": 4}]
    first, second, unsolved = read_labels("\n".join(map(json.dumps, rows)).encode())
    assert first == TierLabel("concerts", SIMPLE.text, SIMPLE.sql, 1, 1, 2)
    assert [label.tier for label in (first, second, unsolved)] == ["basic", "intermediate", "advanced"]


@pytest.mark.parametrize("row", [{}, ROW | {"label": 5}, ROW | {"question": None}])
def test_what_is_no_label_is_named(row: dict[str, object]) -> None:
    content = f"{json.dumps(ROW)}\n{json.dumps(row)}\n".encode()
    with pytest.raises(NotEllieSql, match="line 2"):
        read_labels(content)


def labels_of(*firsts: int) -> list[TierLabel]:
    return [TierLabel("concerts", one.text, one.sql, first, 1, 1) for one, first in zip(EXAMPLES, firsts, strict=False)]


EXAMPLES = [
    Example(str(at), "concerts", f"{one.text} {at}", one.sql, one.evidence)
    for at in range(30)
    for one in (SIMPLE, HARD)
]


def test_a_student_learns_what_the_teacher_sees_in_sql() -> None:
    schemas = {"concerts": SCHEMA}
    known = known_tiers(labels_of(*([1, 4] * 20), 2)[::-1], EXAMPLES, schemas)
    assert [label.first for label in known.labels[:4]] == [1, 4, 1, 4]  # in the order of the questions
    facts = facts_of(EXAMPLES, schemas)
    data = TierData(known, facts, [1.0, 0.2] * 30, seen_of(EXAMPLES, schemas), facts)
    model = train_tiers(data)
    assert write_tier_model(train_tiers(data)) == write_tier_model(model)
    easy, hard = (model.probabilities(sample.features, sample.words) for sample in known.samples[:2])
    assert easy["basic"] > 0.8 > 0.3 > hard["basic"]


def test_labels_need_their_questions() -> None:
    stranger = TierLabel("concerts", "What else?", SIMPLE.sql, 1, 1, 1)
    with pytest.raises(NotEllieSql, match=r"'What else\?' about concerts"):
        known_tiers([stranger], EXAMPLES, {"concerts": SCHEMA})


def test_tiers_are_part_of_an_estimate() -> None:
    estimator = Estimator(shipped_models(), shipped_tier_model())
    ratio = "What percentage of the concerts of 2024 did French singers give, and by how much did it differ from 2023?"
    evidence = "percentage = divide(count(ctry = 'FRA'), count(id)) * 100"
    easy = estimator(Question(SIMPLE.text, SCHEMA)).tiers
    hard = estimator(Question(ratio, SCHEMA, evidence)).tiers
    assert sum(easy.values()) == pytest.approx(1.0)
    assert list(easy) == ["basic", "intermediate", "advanced"]
    assert easy["basic"] > hard["basic"]
    assert Estimator(shipped_models())(Question(SIMPLE.text, SCHEMA)).tiers == {}


def test_all_models_of_estimates_are_small_and_quick() -> None:
    models, tiers = shipped_models(), shipped_tier_model()
    assert len(write_models(models)) + len(write_tier_model(tiers)) <= 100_000
    assert read_tier_model(write_tier_model(tiers)) == tiers
    estimator = Estimator(models, tiers)
    question = Question("How many singers older than 30 are there in each country?", SCHEMA)
    estimator(question)
    start = perf_counter()
    for _ in range(100):
        estimator(Question(question.text, SCHEMA))
    assert perf_counter() - start < 1.0  # 0.25 ms each on a quiet machine; ten milliseconds would be a mistake


@pytest.mark.parametrize("content", [b"", b"{}", b'{"tiers": 3}'])
def test_what_is_no_model_is_refused(content: bytes) -> None:
    with pytest.raises(UnusableModel):
        read_tier_model(content)


def test_a_question_of_any_length_is_estimated() -> None:
    tiers = Estimator(shipped_models(), tier_model=shipped_tier_model())(Question("x" * 100_000, SCHEMA)).tiers
    assert sum(tiers.values()) == pytest.approx(1)
