"""Training gives weights that answer, and the same weights for the same questions."""

from pathlib import Path

import msgspec
import pytest
from shop import SCHEMA, shop_database

from weft.analyzers.text_to_sql.corpora.example import Example
from weft.analyzers.text_to_sql.database import Database
from weft.analyzers.text_to_sql.offline.model import read_weights
from weft.analyzers.text_to_sql.pipelines.offline import OfflinePipeline
from weft.analyzers.text_to_sql.question import Question
from weft.analyzers.text_to_sql.training.offline import train
from weft.compiler.cli import run

PAIRS = {
    "How many customers are there?": "SELECT count(*) FROM customer",
    "How many orders are there?": "SELECT count(*) FROM orders",
    "What are the names of all customers?": "SELECT name FROM customer",
    "What are the products of all items?": "SELECT product FROM item",
    "Show the name of customers from Paris.": "SELECT name FROM customer WHERE city = 'Paris'",
    "Show the age of customers from Oslo.": "SELECT age FROM customer WHERE city = 'Oslo'",
    "Which customers are older than 30?": "SELECT name FROM customer WHERE age > 30",
    "List products in alphabetical order.": "SELECT product FROM item ORDER BY product",
    "Show the first 2 customers by age.": "SELECT name FROM customer ORDER BY age LIMIT 2",
    "Show what no shape can say.": "SELECT name FROM customer WHERE age + 1 > 3",
}
NAMES = tuple(f"shop{number}" for number in range(6))


def _weights(database: Database) -> bytes:
    examples = [
        Example(f"{name} {at}", name, text, sql) for name in NAMES for at, (text, sql) in enumerate(PAIRS.items())
    ]
    phases: list[str] = []
    weights = train(
        examples,
        dict.fromkeys(NAMES, SCHEMA),
        dict.fromkeys(NAMES, database),
        lambda phase, _done, _total: phases.append(phase),
    )
    assert phases[0] == "values"
    return msgspec.json.encode(weights, order="deterministic")


def test_the_same_questions_give_the_same_weights_that_answer(shop: Database) -> None:
    content = _weights(shop)
    assert content == _weights(shop)
    best = OfflinePipeline(read_weights(content)).attempt(Question("How many items are there?", SCHEMA), shop).best
    assert best is not None
    assert best.sql == "SELECT COUNT(*) FROM item"


def test_missing_files_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with shop_database(tmp_path):
        pass
    arguments = ["route", "train", "offline", "--spider", str(tmp_path), "-o", str(tmp_path / "out.json")]
    assert run(arguments) == 2
    assert "train_spider_slim.json: No such file" in capsys.readouterr().err
    assert not (tmp_path / "out.json").exists()
