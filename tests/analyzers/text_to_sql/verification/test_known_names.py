"""Names that a schema does not have are found; those of gold queries are all known."""

from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

from weft.analyzers.text_to_sql.corpora import bird_files, spider_files
from weft.analyzers.text_to_sql.schema.schema import Column, Schema, Table
from weft.analyzers.text_to_sql.verification.known_names import UnknownName, unknown_names

SCHEMA = Schema(
    "concerts",
    (
        Table("singer", (Column("id"), Column("Name"), Column("age"))),
        Table("concert", (Column("id"), Column("singer_id"), Column("year"))),
    ),
)


def _query(sql: str) -> exp.Query:
    query = sqlglot.parse_one(sql, read="sqlite")
    assert isinstance(query, exp.Query)
    return query


@pytest.mark.parametrize(
    ("sql", "unknown"),
    [
        ("SELECT name, s.AGE FROM singer AS s", []),
        ("SELECT nam FROM singer", ["nam"]),
        ("SELECT x.name FROM singer AS s", ["x.name"]),
        ("SELECT year FROM singer", ["year"]),
        ("SELECT year FROM singer JOIN concert ON singer.id = singer_id", []),
        ("SELECT * FROM singers", ["singers"]),
        ("SELECT count(*) AS n FROM singer GROUP BY age HAVING n > 3 ORDER BY n", []),
        ("SELECT name FROM singer WHERE EXISTS (SELECT 1 FROM concert WHERE singer_id = singer.id AND age > 3)", []),
        ("SELECT name FROM singer WHERE id IN (SELECT nothing FROM concert)", ["nothing"]),
        ("SELECT y FROM (SELECT year AS y FROM concert) AS c", []),
        ("SELECT year FROM (SELECT year AS y FROM concert) AS c", ["year"]),
        ("WITH c(a, b) AS (SELECT id, year FROM concert) SELECT a, c.b, c.year FROM c", ["c.year"]),
        ("WITH c AS (SELECT * FROM concert) SELECT anything FROM c", []),
        ("WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n) SELECT i FROM n", []),
        ("SELECT id FROM singer UNION SELECT yaer FROM concert", ["yaer"]),
        ("SELECT main.singer.name FROM main.singer", []),
        ("SELECT rowid FROM singer", []),
    ],
)
def test_names_are_looked_up(sql: str, unknown: list[str]) -> None:
    assert [found.name for found in unknown_names(_query(sql), SCHEMA)] == unknown


def test_the_nearest_name_is_told() -> None:
    assert unknown_names(_query("SELECT nmae FROM singer"), SCHEMA) == (UnknownName("nmae", "name"),)
    assert UnknownName("nmae", "name").told == "there is no nmae in the schema; did you mean name?"


def test_gold_queries_name_what_there_is(corpora: Path) -> None:
    folder = corpora / "text_to_sql"
    spider = spider_files.read_schemas((folder / "spider" / "tables.json").read_bytes())
    bird = bird_files.read_schemas((folder / "bird" / "bird_dev_schema_with_samples.json").read_bytes())
    asked = [
        *spider_files.read_questions((folder / "spider" / "dev.json").read_bytes()),
        *bird_files.read_questions((folder / "bird" / "bird_dev.json").read_bytes()),
    ]
    found = {one.sql: unknown_names(_query(one.sql), (spider | bird)[one.database]) for one in asked}
    assert {sql: names for sql, names in found.items() if names} == {}
