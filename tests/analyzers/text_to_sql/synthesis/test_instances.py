"""Instances keep what the schema says, come out the same each time, and tell right answers from wrong ones."""

import os
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from random import Random
from sqlite3 import connect
from typing import Any

import pytest

from weft.analyzers.text_to_sql.corpora import bird_files
from weft.analyzers.text_to_sql.evaluation.results import given_by
from weft.analyzers.text_to_sql.schema.schema import Column, ForeignKey, Schema, Table
from weft.analyzers.text_to_sql.synthesis.agreement import agrees, is_telling
from weft.analyzers.text_to_sql.synthesis.column_values import ColumnValues
from weft.analyzers.text_to_sql.synthesis.instances import Instance, make_instances
from weft.analyzers.text_to_sql.synthesis.keys import keyed_tables
from weft.analyzers.text_to_sql.synthesis.rows import Rows
from weft.analyzers.text_to_sql.synthesis.statements import script
from weft.compiler.route_schema import read_schema
from weft.compiler.sql_database import Database
from weft.compiler.synthetic_sqlite import built

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "answers.toml").read_text(encoding="utf-8"))["case"]
GOLD = [case["gold"] for case in CASES]
Open = Callable[[Schema, Iterable[str]], list[Database]]


@pytest.fixture(scope="session")
def shop() -> Schema:
    return read_schema("", [HERE / "shop.sql"])


@pytest.fixture
def open_instances() -> Iterator[Open]:
    """Return what makes instances up for gold SQL, and opens them until the test ends."""
    with ExitStack() as stack:
        yield lambda schema, gold: [
            stack.enter_context(built(instance)).database for instance in make_instances(schema, gold)
        ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["gold"])
def test_right_answers_agree_and_wrong_ones_do_not(case: dict[str, Any], shop: Schema, open_instances: Open) -> None:
    instances = open_instances(shop, GOLD)
    gold = given_by(case["gold"], instances)
    assert is_telling(gold)
    assert [sql for sql in (case["gold"], *case["same"]) if not agrees(sql, gold, instances)] == []
    assert [sql for sql in case["wrong"] if agrees(sql, gold, instances)] == []


def test_order_counts_only_where_gold_sorts(shop: Schema, open_instances: Open) -> None:
    plain, ordered = "SELECT id FROM product", "SELECT id FROM product ORDER BY id"
    instances = open_instances(shop, [plain, ordered])
    unsorted, sorted_ = given_by(plain, instances), given_by(ordered, instances)
    assert agrees("SELECT id FROM product ORDER BY id DESC", unsorted, instances)
    assert not agrees("SELECT id FROM product ORDER BY id DESC", sorted_, instances)


def test_gold_that_fails_or_gives_nothing_tells_nothing(shop: Schema, open_instances: Open) -> None:
    instances = open_instances(shop, [])
    for gold in ("SELECT no FROM product", "DELETE FROM product", "SELECT FROM WHERE ("):
        failed = given_by(gold, instances)
        assert not is_telling(failed)
        assert not agrees(gold, failed, instances)
    assert not is_telling(given_by("SELECT id FROM product WHERE title = 'Never'", instances))
    assert not is_telling(given_by("SELECT count(*) FROM product WHERE title = 'Never'", instances))


def test_how_many_rows_there_are_tells_something(shop: Schema, open_instances: Open) -> None:
    instances = open_instances(shop, [])
    assert not is_telling(given_by("SELECT 0", instances))
    assert is_telling(given_by("SELECT 0 UNION ALL SELECT 0", instances))


def test_rows_that_gold_needs_stand_beside_one_that_just_misses_it() -> None:
    table = Table("t", (Column("id", "INTEGER"), Column("name", "TEXT"), Column("age", "INTEGER")), ("id",))
    gold = "SELECT id FROM t WHERE name = 'Ada' AND age = 40"
    for instance in make_instances(Schema("s", (table,)), [gold], count=9, rows=0):
        met = sorted((row[1] == "Ada") + (row[2] == 40) for row in instance.tables[0].rows)
        assert met == [1, 2, 2]


def test_what_referred_to_a_row_that_is_dropped_is_dropped_too() -> None:
    def table(name: str, target: str) -> Table:
        return Table(
            name, (Column("id", "INTEGER"), Column("to", "INTEGER")), ("id",), (ForeignKey(("to",), target, ("id",)),)
        )

    tables = keyed_tables(Schema("s", (table("a", "b"), table("b", "c"), table("c", "c"))))
    rows = Rows(tables, ColumnValues(tables, [], Random(0)), Random(0))
    rows.of = {
        "a": [{"id": 1, "to": 1}, {"id": 2, "to": 2}],
        "b": [{"id": 1, "to": 1}, {"id": 2, "to": 2}],
        "c": [{"id": 1, "to": 9}, {"id": 2, "to": None}],
    }
    rows.drop_dangling()
    assert {name: [row["id"] for row in found] for name, found in rows.of.items()} == {"a": [2], "b": [2], "c": [2]}


def broken(instance: Instance) -> list[object]:
    """Return what SQLite finds wrong with the references of an instance that is loaded from its script."""
    with closing(connect(":memory:")) as connection:
        connection.executescript("".join(script(instance)))
        return connection.execute("PRAGMA foreign_key_check").fetchall()


def test_keys_are_unique_and_references_hold_even_in_circles(shop: Schema) -> None:
    for instance in make_instances(shop, GOLD):
        assert broken(instance) == []
        assert all(len(filled.rows) > 50 for filled in instance.tables if filled.keyed.table.name != "line")


def test_odd_references_and_values_are_left_out() -> None:
    schema = bird_files.read_schemas((HERE / "odd_schema.json").read_bytes())["odd"]
    odd = ("sqlite_sequence WHERE name = 'a'", "Parent WHERE ID = 'three'", "child WHERE Up = 88888888888888888888")
    (instance,) = make_instances(schema, [f"SELECT * FROM {gold}" for gold in odd], count=1, rows=20)
    assert [filled.keyed.table.name for filled in instance.tables] == ["Parent", "child"]
    assert [one.target for one in instance.tables[1].keyed.references] == ["parent"]
    assert broken(instance) == []


def test_instances_differ_and_have_as_many_rows_as_asked_for(shop: Schema) -> None:
    found = list(make_instances(shop, [], count=4, rows=20))
    assert [instance.number for instance in found] == [1, 2, 3, 4]
    assert len({instance.tables for instance in found}) == 4
    assert {len(filled.rows) for filled in found[0].tables if filled.keyed.table.name == "product"} == {20}


def test_samples_and_literals_are_among_the_values() -> None:
    schema = Schema("one", (Table("t", (Column("a", "TEXT", samples=("x", "y")), Column("n", "INTEGER"))),))
    (instance,) = make_instances(schema, ["SELECT 1 FROM t WHERE a = 'it''s' AND n >= 40"], count=1)
    texts, numbers = (set(column) for column in zip(*instance.tables[0].rows, strict=True))
    assert {"x", "y", "it's"} <= texts
    assert {39, 40, 41} <= numbers
    assert broken(instance) == []


PROGRAM = """
import hashlib, sys
from pathlib import Path
from weft.analyzers.text_to_sql.synthesis.instances import make_instances
from weft.analyzers.text_to_sql.synthesis.statements import script
from weft.compiler.route_schema import read_schema
for instance in make_instances(read_schema("", [Path(sys.argv[1])]), sys.argv[2:]):
    print(hashlib.sha256("".join(script(instance)).encode()).hexdigest())
"""


def test_the_hash_seed_changes_nothing() -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM, str(HERE / "shop.sql"), *GOLD],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(told) == 1
    assert len(next(iter(told)).split()) == 3


@pytest.mark.parametrize("database", ["formula_1", "toxicology"])
def test_schemas_of_bird_get_instances_that_tell_something(database: str, corpora: Path, open_instances: Open) -> None:
    folder = corpora / "text_to_sql" / "bird"
    schema = bird_files.read_schemas((folder / "bird_dev_schema_with_samples.json").read_bytes())[database]
    questions = bird_files.read_questions((folder / "bird_dev.json").read_bytes())
    gold = [question.sql for question in questions if question.database == database]
    instances = open_instances(schema, gold)
    assert all(not instance.rows("PRAGMA foreign_key_check") for instance in instances)
    assert sum(is_telling(given_by(sql, instances)) for sql in gold) >= 0.9 * len(gold)
