"""`weft route train`: models are made again from folders of questions, and what cannot be learnt from is told."""

import json
from pathlib import Path

import pytest

from weft.compiler.cli import run

TABLES = {
    "db_id": "concerts",
    "table_names": ["singer"],
    "table_names_original": ["singer"],
    "column_names": [[-1, "*"], [0, "age"]],
    "column_names_original": [[-1, "*"], [0, "age"]],
    "column_types": ["text", "number"],
    "primary_keys": [],
    "foreign_keys": [],
}
HARDNESS = (
    "SELECT age FROM singer",
    "SELECT age, count(*) FROM singer WHERE age > 3",
    "SELECT age FROM singer WHERE age > (SELECT 1)",
    "SELECT age FROM singer WHERE age > (SELECT 1) AND age < (SELECT 2)",
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    asked = [{"db_id": "concerts", "question": f"How old? {sql}", "query": sql} for sql in HARDNESS]
    rated = [
        {"db_id": "concerts", "question": f"Is it {name}?", "SQL": "SELECT 1", "difficulty": name}
        for name in ("simple", "moderate", "challenging")
    ]
    _write("tables.json", [TABLES])
    _write("train_spider_slim.json", asked)
    _write("bird_dev.json", rated)
    column = {"name": "age", "type": "INTEGER"}
    _write(
        "bird_dev_schema_with_samples.json", {"concerts": {"tables": {"s": {"name": "singer", "columns": [column]}}}}
    )


def _write(name: str, content: object) -> None:
    Path(name).write_text(json.dumps(content), encoding="utf-8")


def _train(what: str, *arguments: str) -> int:
    return run(["route", "train", what, *arguments, "-o", "model.json"])


def test_training_twice_writes_the_same_bytes() -> None:
    pytest.importorskip("sklearn")
    assert _train("estimate", "--spider", ".", "--bird", ".") == 0
    first = Path("model.json").read_bytes()
    assert _train("estimate", "--spider", ".", "--bird", ".") == 0
    assert Path("model.json").read_bytes() == first


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("train_spider_slim.json", [1], "train_spider_slim.json: "),
        ("train_spider_slim.json", [], "train_spider_slim.json: there are no questions to learn from"),
        (
            "train_spider_slim.json",
            [{"db_id": "nowhere", "question": "Who?", "query": "SELECT 1"}],
            "train_spider_slim.json: question 0 is about 'nowhere', which has no schema",
        ),
        (
            "train_spider_slim.json",
            [{"db_id": "concerts", "question": "Who?", "query": "SELECT FROM WHERE"}],
            "concerts, question 0: Expected table name",
        ),
        ("tables.json", {}, "tables.json: "),
        (
            "bird_dev.json",
            [{"db_id": "concerts", "question": "Who?", "SQL": "SELECT 1", "difficulty": "odd"}],
            "question 0 is to be rated as one of simple, moderate, challenging",
        ),
    ],
)
def test_what_cannot_be_learnt_from_is_told(
    name: str, content: object, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("sklearn")
    _write(name, content)
    assert _train("estimate", "--spider", ".", "--bird", ".") == 2
    assert told in capsys.readouterr().err
    assert not Path("model.json").exists()


def test_a_file_that_is_no_parquet_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("sklearn")
    pytest.importorskip("duckdb")
    Path("bird_train_with_schema.parquet").write_text("none")
    assert _train("pruning", "--bird", ".") == 2
    err = capsys.readouterr().err
    assert err.startswith("weft: bird_train_with_schema.parquet: ")
    assert "bug in weft" not in err


def test_a_model_for_no_folder_is_refused_before_training(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["route", "train", "estimate", "--spider", ".", "--bird", ".", "-o", "nowhere/model.json"]) == 2
    assert "there is no folder nowhere" in capsys.readouterr().err
