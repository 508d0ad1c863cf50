"""The SQL in an answer is found wherever it stands, and is one statement."""

import tomllib
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from weft.analyzers.text_to_sql.generation.sql_extraction import extracted_sql

CASES = tomllib.loads((Path(__file__).parent / "answers.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_query_is_found(case: dict[str, Any]) -> None:
    found = extracted_sql(case["answer"], "sqlite", is_cut=case.get("is_cut", False))
    assert found == case.get("sql", "")


@pytest.mark.parametrize("piece", ["SELECT ", "```\n", "/**/", "<think>", "(", "`", "SELECT (\n", "\n", "-- x\n", "'"])
def test_nonsense_takes_no_time(piece: str) -> None:
    began = monotonic()
    extracted_sql(piece * 3000, "sqlite")
    extracted_sql("```sql\n" + piece * 3000, "sqlite")
    assert monotonic() - began < 10
