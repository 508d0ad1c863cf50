"""Nothing but one harmless query passes; queries that people would ask all do."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from weft.analyzers.text_to_sql.corpora import bird_files, spider_files
from weft.analyzers.text_to_sql.schema.schema import Column, Schema, Table
from weft.analyzers.text_to_sql.verification.safety import Refusal, refusals

GROUPS = tomllib.loads((Path(__file__).parent / "hostile.toml").read_text(encoding="utf-8"))["group"]
HOSTILE: list[tuple[str, str, bool]] = [
    (group["dialect"], sql, group.get("only_with_schema", False)) for group in GROUPS for sql in group["statements"]
]
SCHEMA = Schema(
    "concerts",
    (
        Table("singer", (Column("id"), Column("name"), Column("age"))),
        Table("concert", (Column("id"), Column("singer_id"), Column("year"))),
    ),
)


@pytest.mark.parametrize(("dialect", "sql", "only_with_schema"), HOSTILE)
def test_what_does_more_than_read_is_refused(dialect: str, sql: str, only_with_schema: bool) -> None:
    assert refusals(sql, dialect, SCHEMA)
    assert only_with_schema or refusals(sql, dialect)


def test_the_corpus_is_large() -> None:
    assert len({(dialect, sql) for dialect, sql, _ in HOSTILE}) >= 200


@pytest.mark.parametrize("name", ["spider", "bird"])
def test_no_gold_query_is_refused(name: str, corpora: Path) -> None:
    folder = corpora / "text_to_sql" / name
    files: Any = spider_files if name == "spider" else bird_files
    questions, schemas = ("dev.json", "tables.json")
    if name == "bird":
        questions, schemas = ("bird_dev.json", "bird_dev_schema_with_samples.json")
    known = files.read_schemas((folder / schemas).read_bytes())
    asked = files.read_questions((folder / questions).read_bytes())
    refused = [question.sql for question in asked if refusals(question.sql, "sqlite", known[question.database])]
    assert len(asked) == {"spider": 1034, "bird": 1534}[name]
    assert refused == []


@pytest.mark.parametrize(
    ("dialect", "sql"),
    [
        ("postgres", "SELECT name FROM singer WHERE age > 3 ORDER BY name LIMIT 3; -- the young ones"),
        ("postgres", "SELECT date_trunc('month', now()), rank() OVER (PARTITION BY age ORDER BY id) FROM singer"),
        ("postgres", "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY age) FROM singer"),
        ("postgres", "SELECT age::numeric / 2, name ILIKE 'a%', age BETWEEN 1 AND 2 FROM singer s"),
        ("postgres", "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 9) SELECT * FROM n"),
        ("duckdb", "SELECT age, count(*) FROM singer GROUP BY ALL ORDER BY ALL"),
        ("tsql", "SELECT TOP 5 [name] FROM [singer] WHERE DATEADD(day, 1, GETDATE()) > age"),
        ("mysql", "SELECT IFNULL(name, '-'), YEAR(NOW()) FROM `singer`"),
        ("sqlite", "SELECT strftime('%Y', name), CAST(age AS REAL) FROM main.singer"),
        ("postgres", "WITH singer AS (SELECT * FROM concert) SELECT * FROM singer, (SELECT * FROM singer) AS again"),
        ("snowflake", "SELECT name FROM singer QUALIFY row_number() OVER (ORDER BY age) = 1"),
    ],
)
def test_what_people_ask_passes(dialect: str, sql: str) -> None:
    assert refusals(sql, dialect, SCHEMA) == ()


def test_all_causes_are_told() -> None:
    found = refusals("SELECT pg_sleep(1), f(name) FROM account FOR UPDATE", "postgres", SCHEMA)
    assert {"PG_SLEEP(1)", "F(name)", "FOR UPDATE", "account"} <= {refusal.cause for refusal in found}
    assert found[-1] == Refusal("there is no table account to ask about", "account")


@pytest.mark.parametrize("sql", ["SELECT " + "(" * 5000 + "1", "SELECT 1" + " + 1" * 4000, "SELECT " + "f(" * 150])
def test_what_would_wear_a_parser_out_is_refused_or_read(sql: str) -> None:
    refusals(sql, "sqlite", SCHEMA)


def test_a_refusal_is_told_once_and_not_logged_by_the_parser(caplog: pytest.LogCaptureFixture) -> None:
    assert refusals("EXPLAIN ANALYZE DELETE FROM singer", "postgres", SCHEMA) == (
        Refusal("it is no query but EXPLAIN"),
    )
    assert refusals("SELECT * FROM singer FOR UPDATE", "sqlite", SCHEMA)
    assert caplog.records == []
