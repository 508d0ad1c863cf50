"""Gold columns are found in SQL, and trained trees tell what they were shown."""

import pytest

from weft.analyzers.text_to_sql.corpora.example import Example
from weft.analyzers.text_to_sql.models.trees import LEAF, PackedTrees
from weft.analyzers.text_to_sql.schema.schema import Column, Schema, Table

SCHEMA = Schema(
    "concerts",
    (
        Table("Singer", (Column("id", "INTEGER"), Column("Name", "TEXT"), Column("age", "INTEGER"))),
        Table("song", (Column("id", "INTEGER"), Column("singer_id", "INTEGER"), Column("title", "TEXT"))),
    ),
)


@pytest.mark.parametrize(
    ("sql", "columns"),
    [
        ("SELECT name FROM singer WHERE AGE > 3", {("Singer", "Name"), ("Singer", "age")}),
        ("SELECT T.title FROM song AS T", {("song", "title")}),
        (
            "SELECT title FROM song WHERE EXISTS (SELECT 1 FROM singer AS s WHERE s.id = singer_id)",
            {("song", "title"), ("song", "singer_id"), ("Singer", "id")},
        ),
        ("WITH old AS (SELECT name AS n FROM singer) SELECT n FROM old", {("Singer", "Name")}),
        ("SELECT count(*) FROM song", set[tuple[str, str]]()),
    ],
)
def test_gold_columns(sql: str, columns: set[tuple[str, str]]) -> None:
    gold_columns = pytest.importorskip("weft.analyzers.text_to_sql.training.gold_columns")
    assert gold_columns.gold_of(sql, SCHEMA).columns == columns


EVENTS = Schema(
    "shop",
    (
        Table("lake.shop.visit", (Column("device", "STRUCT<category STRING>"), Column("at", "TIMESTAMP"))),
        Table("lake.shop.order_2024", (Column("total", "INT64"),), alike=("lake.shop.order_2023",)),
        Table("lake.old.visit", (Column("at", "TIMESTAMP"),)),
    ),
)


@pytest.mark.parametrize(
    ("sql", "columns"),
    [
        ("SELECT v.device.category FROM `lake.shop.visit` AS v", {("lake.shop.visit", "device")}),
        ("SELECT device.category FROM shop.visit", {("lake.shop.visit", "device")}),
        ("SELECT at FROM old.visit", {("lake.old.visit", "at")}),
        ("SELECT total FROM `lake.shop.order_2023`", {("lake.shop.order_2024", "total")}),
        ("SELECT total FROM `lake.shop.order_*`", {("lake.shop.order_2024", "total")}),
        ("SELECT total FROM `lake.old.order_*`", set[tuple[str, str]]()),
        (
            "DECLARE x INT64; SELECT at FROM old.visit; SELECT total FROM order_2024",
            {("lake.old.visit", "at"), ("lake.shop.order_2024", "total")},
        ),
    ],
)
def test_gold_columns_of_lakes(sql: str, columns: set[tuple[str, str]]) -> None:
    gold_columns = pytest.importorskip("weft.analyzers.text_to_sql.training.gold_columns")
    assert gold_columns.gold_of(sql, EVENTS, "bigquery").columns == columns


def test_sql_that_cannot_be_read_has_no_gold() -> None:
    gold_columns = pytest.importorskip("weft.analyzers.text_to_sql.training.gold_columns")
    assert gold_columns.gold_of("SELECT FROM WHERE (", SCHEMA) is None


def test_trees_add_up() -> None:
    trees = PackedTrees(0.5, (0, 3), (1, LEAF, LEAF, LEAF), (2.0, 10.0, 20.0, 100.0), (2, 0, 0, 0))
    assert trees.logit([9.0, 2.0]) == 110.5
    assert trees.logit([0.0, 2.1]) == 120.5


def test_training_twice_gives_the_same_bytes() -> None:
    columns = pytest.importorskip("weft.analyzers.text_to_sql.training.columns")
    from weft.analyzers.text_to_sql.linking.column_model import write_column_model

    asked = [("How old is each singer?", "SELECT age FROM singer"), ("List titles", "SELECT title FROM song")] * 100
    examples = [Example(str(at), "concerts", *one) for at, one in enumerate(asked)]
    first, second = (write_column_model(columns.train_columns(examples, {"concerts": SCHEMA}, 1)) for _ in range(2))
    assert first == second


def test_trained_trees_tell_what_they_were_shown() -> None:
    trees = pytest.importorskip("weft.analyzers.text_to_sql.training.trees")
    np = pytest.importorskip("numpy")
    values = np.random.default_rng(3).normal(size=(2000, 4))
    fitted = trees.fit_trees(values, values[:, 0] * values[:, 1] > 0.2, trees.Growth(150, 15, 100))
    found = trees.packed(trees.base_of(fitted), trees.trees_of(fitted))
    scores = [found.logit(row.tolist()) for row in values]
    assert np.mean((np.array(scores) > 0) == (values[:, 0] * values[:, 1] > 0.2)) > 0.97
