"""Gold columns are found in SQL, and trained trees tell what they were shown."""

import pytest

from weft.analyzers.text_to_sql.corpora.example import Example
from weft.analyzers.text_to_sql.models.tree_model import LEAF, Trees
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


def test_sql_that_cannot_be_read_has_no_gold() -> None:
    gold_columns = pytest.importorskip("weft.analyzers.text_to_sql.training.gold_columns")
    assert gold_columns.gold_of("SELECT FROM WHERE (", SCHEMA) is None


def test_trees_add_up() -> None:
    trees = Trees(0.5, (0, 3), (1, LEAF, LEAF, LEAF), (2.0, 10.0, 20.0, 100.0), (2, 0, 0, 0))
    assert trees.score([9.0, 2.0]) == 110.5
    assert trees.score([0.0, 2.1]) == 120.5


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
    found = trees.train_trees(values, values[:, 0] * values[:, 1] > 0.2)
    scores = [found.score(row.tolist()) for row in values]
    assert np.mean((np.array(scores) > 0) == (values[:, 0] * values[:, 1] > 0.2)) > 0.97
