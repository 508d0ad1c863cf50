"""Each of the 26 anti-patterns that SQLCheck's authors list is found, by every rule that is said to find it."""

import sqlite3
import tomllib
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from weft.analyzers.sql_lint.data_sample import Sampler
from weft.analyzers.sql_lint.engine import Linter
from weft.analyzers.sql_lint.lint import Choice
from weft.analyzers.sql_lint.live_schema import read_statements
from weft.analyzers.sql_lint.rule import DataRule, Finding, Rule
from weft.analyzers.sql_lint.sql_text import SqlText
from weft.compiler.sql_database import Database, run_sqlite
from weft.diagnostics import Source

TABLE: dict[str, dict[str, dict[str, str]]] = tomllib.loads(
    Path(__file__).with_name("paper.toml").read_text(encoding="utf-8")
)
# What the paper calls a god table has more than ten columns.
OPTIONS = {"god-table": {"columns": 10}}
CASES = [
    pytest.param(rule, example, id=f"{name} by {rule}")
    for patterns in TABLE.values()
    for name, rules in patterns.items()
    for rule, example in rules.items()
]


def test_the_table_is_whole() -> None:
    assert {category: len(patterns) for category, patterns in TABLE.items()} == {
        "logical": 7,
        "physical": 6,
        "query": 7,
        "data": 6,
    }
    assert all(rules for patterns in TABLE.values() for rules in patterns.values())


@pytest.mark.parametrize(("name", "example"), CASES)
def test_the_anti_pattern_is_found(name: str, example: str) -> None:
    [rule] = Choice(select=(name,)).rules(OPTIONS)
    assert {finding.rule.name for finding in found_by(rule, example)} - {"unparsed-statement"} == {name}


def found_by(rule: Rule, example: str) -> list[Finding]:
    if isinstance(rule, DataRule):
        return in_rows(rule, example)
    text = SqlText(Source("example.sql", example), "postgres", example, migration=rule.migration)
    return Linter([rule]).analyze((text,)).findings


def in_rows(rule: Rule, script: str) -> list[Finding]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(script)
        database = Database("example", "sqlite", partial(run_sqlite, connection))
        return list(Linter([rule]).in_data(Sampler(database, read_statements(database)).samples()))
