"""Answers are read as systems publish them, each in its place."""

from pathlib import Path

import pytest

from weft.analyzers.text_to_sql.corpora.prediction_files import NotPredictions, read_predictions


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", "SELECT 1\nSELECT 2\tdb\n"),
        ("a.sql", "\ufeffSELECT 1\r\nSELECT 2"),
        ("a.json", '["SELECT 1", "SELECT 2"]'),
        ("a.json", '{"1": "SELECT 2\\t----- bird -----\\tdb", "0": "SELECT 1"}'),
        ("a.json", '[{"Predicted_SQL": "SELECT 1"}, {"sql": "SELECT 2"}]'),
        ("a.csv", 'NLQ,PREDICTED SQL\nx,SELECT 1\n"a,b",SELECT 2\n'),
    ],
)
def test_all_forms_are_read(name: str, content: str) -> None:
    assert read_predictions(content.encode(), name) == ("SELECT 1", "SELECT 2")


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
    ],
)
def test_other_files_are_refused(name: str, content: bytes, told: str) -> None:
    with pytest.raises(NotPredictions, match=told):
        read_predictions(content, name)


def test_published_answers_are_complete(corpora: Path) -> None:
    folder = corpora / "text_to_sql" / "predictions"
    counts = {path.name: len(read_predictions(path.read_bytes(), path.name)) for path in folder.glob("*/*")}
    assert {name: counts[name] for name in counts if counts[name] not in (1034, 1534)} == {}
    assert len(counts) == 12
