"""Queries come apart into counts, and what is harder to write scores higher."""

import tomllib
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
import sqlglot
from msgspec.structs import asdict
from sqlglot import exp

from weft.analyzers.text_to_sql.complexity.hardness import Hardness, hardness
from weft.analyzers.text_to_sql.complexity.profile import WEIGHTS, Profile, profile
from weft.analyzers.text_to_sql.corpora import spider_files

CASES = tomllib.loads((Path(__file__).parent / "profiles.toml").read_text(encoding="utf-8"))["case"]


def _query(sql: str) -> exp.Query:
    query = sqlglot.parse_one(sql, read="sqlite")
    assert isinstance(query, exp.Query)
    return query


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["sql"])
def test_a_query_is_counted(case: dict[str, Any]) -> None:
    found = profile(_query(case["sql"]))
    assert {name: count for name, count in asdict(found).items() if count} == case["profile"]
    assert found.score == case["score"]


def test_every_count_has_a_weight() -> None:
    assert list(WEIGHTS) == list(Profile.__struct_fields__)


def test_harder_queries_score_higher(corpora: Path) -> None:
    questions = spider_files.read_questions((corpora / "text_to_sql" / "spider" / "dev.json").read_bytes())
    scores: dict[Hardness, list[int]] = {rating: [] for rating in Hardness}
    for query in (_query(question.sql) for question in questions):
        scores[hardness(query)].append(profile(query).score)
    easy, medium, hard, extra = (mean(scores[rating]) for rating in Hardness)
    assert easy < medium < hard < extra
