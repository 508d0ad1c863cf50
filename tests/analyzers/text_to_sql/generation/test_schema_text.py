"""A schema is shown to models as SQL, in as much detail as there is room for."""

from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

from weft.analyzers.text_to_sql.corpora import bird_files
from weft.analyzers.text_to_sql.generation.schema_text import schema_text
from weft.analyzers.text_to_sql.language_model.token_counts import estimated_tokens
from weft.analyzers.text_to_sql.schema.schema import Column, ForeignKey, Schema, Table

SINGERS = Table(
    "singer",
    (
        Column("id", "INTEGER", "id", samples=("1", "2", "3", "4")),
        Column("full name", "TEXT", "name", "as on the\nposter", ("Ann", "O'Hara\n); DROP", "x" * 99)),
        Column("order", "", "Order"),
    ),
    ("id",),
    label="people who sing",
)
PARTS = Table(
    "stage.part",
    (Column("singer_id", "INTEGER"), Column("concert_id", "INTEGER")),
    ("singer_id", "concert_id"),
    (ForeignKey(("singer_id",), "singer", ("id",)), ForeignKey(("concert_id",), "concert", ())),
)
SCHEMA = Schema("concerts", (SINGERS, PARTS))
ALL = """\
CREATE TABLE singer ( -- people who sing
  id INTEGER PRIMARY KEY, -- such as 1, 2, 3
  "full name" TEXT, -- name; as on the poster; such as 'Ann', 'O''Hara ); DROP'
  "order"
);
CREATE TABLE stage.part (
  singer_id INTEGER,
  concert_id INTEGER,
  PRIMARY KEY (singer_id, concert_id),
  FOREIGN KEY (singer_id) REFERENCES singer (id),
  FOREIGN KEY (concert_id) REFERENCES concert
);"""


def test_all_is_said_where_there_is_room() -> None:
    assert schema_text(SCHEMA, "sqlite") == ALL


def test_names_are_quoted_as_the_dialect_does() -> None:
    assert "`full name` TEXT" in schema_text(SCHEMA, "mysql")


def test_values_are_kept_back_where_they_are_to_be() -> None:
    text = schema_text(SCHEMA, "sqlite", with_samples=False)
    assert "such as" not in text and "Ann" not in text and "poster" in text


@pytest.mark.parametrize(
    ("tokens", "said", "unsaid"),
    [
        (96, "such as 1\n", "such as 1,"),
        (89, "as on the poster", "such as"),
        (82, "-- name", "poster"),
        (78, "FOREIGN KEY", "--"),
        (40, '"full name" TEXT', "stage.part"),
        (40, "-- 1 more tables are not shown", "stage.part"),
        (0, "-- 2 more tables are not shown", "CREATE"),
    ],
)
def test_less_is_said_where_room_is_short(tokens: int, said: str, unsaid: str) -> None:
    text = schema_text(SCHEMA, "sqlite", tokens)
    assert said in text and unsaid not in text


@pytest.mark.parametrize("tokens", range(10, 120))
def test_a_limit_is_kept(tokens: int) -> None:
    assert estimated_tokens(schema_text(SCHEMA, "sqlite", tokens)) <= tokens


def test_what_models_see_is_the_schema(corpora: Path) -> None:
    content = (corpora / "text_to_sql/bird/bird_dev_schema_with_samples.json").read_bytes()
    for schema in bird_files.read_schemas(content).values():
        shown = [tree for tree in sqlglot.parse(schema_text(schema, "sqlite"), read="sqlite") if tree is not None]
        names = [[column.name for column in tree.find_all(exp.ColumnDef)] for tree in shown]
        assert names == [[column.name for column in table.columns] for table in schema]
