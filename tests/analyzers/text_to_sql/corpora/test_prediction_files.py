"""Answers are read as systems publish them, each in its place."""

import json
from pathlib import Path

import pytest

from weft.analyzers.text_to_sql.corpora.prediction_files import (
    NotPredictions,
    Prediction,
    read_costed,
    read_predictions,
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", "SELECT 1\nSELECT 2\tdb\n"),
        ("a.sql", "\ufeffSELECT 1\r\nSELECT 2"),
        ("a.json", '["SELECT 1", "SELECT 2"]'),
        ("a.json", '{"1": "SELECT 2\\t----- bird -----\\tdb", "0": "SELECT 1"}'),
        ("a.json", '[{"Predicted_SQL": "SELECT 1"}, {"sql": "SELECT 2"}]'),
        ("a.jsonl", '{"sql": "SELECT 1"}\n\n"SELECT 2"\n'),
        ("a.json", '\ufeff["SELECT 1", "SELECT 2"]'),
        ("a.csv", 'NLQ,PREDICTED SQL\nx,SELECT 1\n"a,b",SELECT 2\n'),
    ],
)
def test_all_forms_are_read(name: str, content: str) -> None:
    assert read_predictions(content.encode(), name) == ("SELECT 1", "SELECT 2")


@pytest.mark.parametrize("sign", ["\u2028", "\x85", "\x0c"])
def test_signs_that_end_lines_elsewhere_are_part_of_sql(sign: str) -> None:
    sql = f"SELECT '{sign}'"
    line = json.dumps({"sql": sql}, ensure_ascii=False)
    assert read_predictions(f"{sql}\n".encode(), "a.txt") == (sql,)
    assert read_predictions(f"{line}\n".encode(), "a.jsonl") == (sql,)


def test_an_empty_line_is_an_empty_answer() -> None:
    assert read_predictions(b"SELECT 1\n\nSELECT 2\n", "a.txt") == ("SELECT 1", "", "SELECT 2")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.json", b"{", "a.json"),
        ("a.json", b'{"a": "SELECT 1"}', "numbers of the questions"),
        ("a.json", b'[{"x": 1}]', "entry 0 has none of"),
        ("a.csv", b"x,y\n1,2\n", "there is no column"),
        ("a.txt", b"\xff\xfe", "not UTF-8"),
        ("a.jsonl", b'{"sql": "SELECT 1"}\n{"sql": }', "a.jsonl:2: JSON is malformed"),
        ("a.jsonl", b'{"tokens": 3}', "a.jsonl:1 has none of"),
        ("a.jsonl", b'{"sql": "SELECT 1", "tokens": -3}', "a.jsonl:1: tokens is no number from 0 on: -3"),
        ("a.csv", b"sql\nSELECT 1\n" + b"x" * 200_000, "a.csv: row 2: field larger than field limit"),
        ("a.csv", b"sql,cost\nSELECT 1,much\n", "a.csv: row 1: cost is no number from 0 on: 'much'"),
    ],
)
def test_other_files_are_refused(name: str, content: bytes, told: str) -> None:
    with pytest.raises(NotPredictions, match=told):
        read_predictions(content, name)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", '[{"sql": "SELECT 1", "tokens": 12, "cost": 0.5}, {"sql": null, "tokens": 3}]'),
        (
            "a.jsonl",
            '{"sql": "SELECT 1", "prompt_tokens": 10, "completion_tokens": 2, "cost": 0.5}\n{"sql":"","tokens":3}',
        ),
        ("a.csv", "sql,tokens,cost\nSELECT 1,12,0.5\n,3,\n"),
    ],
)
def test_tokens_and_cost_are_read_where_they_are_told(name: str, content: str) -> None:
    assert read_costed(content.encode(), name) == (Prediction("SELECT 1", 12.0, 0.5), Prediction("", 3.0))


def test_published_answers_are_complete(corpora: Path) -> None:
    folder = corpora / "text_to_sql" / "predictions"
    counts = {path.name: len(read_predictions(path.read_bytes(), path.name)) for path in folder.glob("*/*")}
    assert {name: counts[name] for name in counts if counts[name] not in (1034, 1534)} == {}
    assert len(counts) == 12
