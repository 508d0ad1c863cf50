"""Questions and schemas are read as the benchmarks keep them, and other files are refused with their place."""

import json
from pathlib import Path

import pytest

from weft.analyzers.text_to_sql.corpora import bird_files, spider_files
from weft.analyzers.text_to_sql.schema.schema import ForeignKey, Schema


def _dangling(schema: Schema) -> list[str]:
    """Return the foreign keys of which either end is missing."""
    return [
        f"{table.name}{key.columns}"
        for table in schema
        for key in table.foreign_keys
        if not all(map(table.column, key.columns))
        or not (target := schema.table(key.target))
        or not all(map(target.column, key.target_columns))
    ]


def test_spider_is_read_whole(corpora: Path) -> None:
    folder = corpora / "text_to_sql" / "spider"
    schemas = spider_files.read_schemas((folder / "tables.json").read_bytes())
    questions = spider_files.read_questions((folder / "dev.json").read_bytes())
    assert (len(schemas), len(questions)) == (166, 1034)
    assert {question.database for question in questions} <= set(schemas)
    assert [name for name, schema in schemas.items() if _dangling(schema)] == []


def test_a_spider_schema_keeps_labels_and_keys(corpora: Path) -> None:
    content = (corpora / "text_to_sql" / "spider" / "tables.json").read_bytes()
    table = spider_files.read_schemas(content)["concert_singer"].table("SINGER_IN_CONCERT")
    assert table is not None
    assert table.label == "singer in concert"
    assert [column.label for column in table.columns] == ["concert id", "singer id"]
    assert table.foreign_keys == (
        ForeignKey(("Singer_ID",), "singer", ("Singer_ID",)),
        ForeignKey(("concert_ID",), "concert", ("concert_ID",)),
    )


def test_bird_is_read_whole(corpora: Path) -> None:
    folder = corpora / "text_to_sql" / "bird"
    schemas = bird_files.read_schemas((folder / "bird_dev_schema_with_samples.json").read_bytes())
    questions = bird_files.read_questions((folder / "bird_dev.json").read_bytes())
    assert (len(schemas), len(questions)) == (11, 1534)
    assert {question.database for question in questions} == set(schemas)
    assert {question.difficulty for question in questions} == {"simple", "moderate", "challenging"}
    assert [name for name, schema in schemas.items() if _dangling(schema)] == []


@pytest.mark.parametrize("content", [b"", b"[{]", b'{"a": 1}', b'[{"db_id": 3}]'])
def test_other_files_are_refused(content: bytes) -> None:
    for read in (spider_files.read_questions, spider_files.read_schemas):
        with pytest.raises(spider_files.NotSpider):
            read(content)
    with pytest.raises(bird_files.NotBird):
        bird_files.read_questions(content)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ('{"foreign_keys": [[1, 77]]}', "a key names a column by a number"),
        ('{"primary_keys": [-2]}', "a key names a column by a number"),
        ('{"primary_keys": [[]]}', "a primary key has no column"),
        ('{"column_types": ["text"]}', "there are not as many"),
        ('{"column_names_original": [[-1, "*"], [1, "id"]]}', "a column is in a table that has no name"),
    ],
)
def test_lists_that_do_not_fit_each_other_are_told(change: str, told: str) -> None:
    columns = [[-1, "*"], [0, "id"]]
    names = {"table_names": ["t"], "table_names_original": ["t"], "column_types": ["text", "number"]}
    keys = {"primary_keys": [1], "foreign_keys": [[1, 1]]}
    database = {"db_id": "d", **names, "column_names": columns, "column_names_original": columns, **keys}
    assert spider_files.read_schemas(json.dumps([database]).encode())["d"].table("t")
    with pytest.raises(spider_files.NotSpider, match=rf"database 'd' - at `\$\[0\]`: {told}"):
        spider_files.read_schemas(json.dumps([{**database, **json.loads(change)}]).encode())


def test_a_refusal_tells_the_place() -> None:
    with pytest.raises(bird_files.NotBird, match=r"\$\[0\]\.db_id"):
        bird_files.read_questions(b'[{"db_id": 3, "question": "?"}]')
