"""How far statements are read, and what the parser is shown of them."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from weft.analyzers.sql_lint.sql_text import SqlText
from weft.diagnostics import Source

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("readings.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_statements_are_read_as_far_as_expected(case: dict[str, Any]) -> None:
    sql = case["sql"]
    text = SqlText(Source("case.sql", sql), case["dialect"], sql)
    assert [str(statement.reading) for statement in text.statements] == case["readings"]
    assert len(text.masked) == len(sql)
    if "shown" in case:
        assert [" ".join(statement.masked_sql.split()) for statement in text.statements] == case["shown"]
