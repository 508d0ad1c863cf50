"""The examples in the docstring of each rule: what is bad is found, what is good is not."""

import ast
import sqlite3
from contextlib import closing
from functools import partial

import pytest

from weft.analyzers.sql_lint.data_sample import Sampler
from weft.analyzers.sql_lint.engine import Linter
from weft.analyzers.sql_lint.known_rules import every_rule
from weft.analyzers.sql_lint.lint import Choice
from weft.analyzers.sql_lint.live_schema import read_statements
from weft.analyzers.sql_lint.python_linting import lint_python
from weft.analyzers.sql_lint.rule import DataRule, Finding, PythonRule, Rule
from weft.analyzers.sql_lint.schema import Schema
from weft.analyzers.sql_lint.sql_text import SqlText
from weft.analyzers.sql_lint.statement_reading import Reading
from weft.compiler.sql_database import Database, run_sqlite
from weft.diagnostics import Source

BAD = [pytest.param(rule, sql, id=rule.name) for rule in every_rule() for sql in rule().documentation.bad]
GOOD = [pytest.param(rule, sql, id=rule.name) for rule in every_rule() for sql in rule().documentation.good]


def read(rule: type[Rule], sql: str) -> SqlText:
    dialect = min(rule.dialects) if rule.dialects else "ansi"
    return SqlText(Source("example.sql", sql), dialect, sql, migration=rule.migration)


def in_database(rule: type[Rule], sql: str) -> list[Finding]:
    """Run a script in SQLite and return what is found in the tables it leaves."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(sql)
        database = Database("example", "sqlite", partial(run_sqlite, connection))
        samples = Sampler(database, read_statements(database)).samples()
        return list(Linter([rule()]).in_data(samples))


def found_in(rule: type[Rule], example: str) -> list[Finding]:
    """Return what a rule finds in an example of its documentation."""
    if issubclass(rule, DataRule):
        return in_database(rule, example)
    if issubclass(rule, PythonRule):
        ast.parse(example)
        return lint_python(Source("example.py", example), "", Linter([rule()]), Schema()).findings
    return Linter([rule()]).analyze((read(rule, example),)).findings


@pytest.mark.parametrize(("rule", "sql"), BAD)
def test_bad_example_is_found(rule: type[Rule], sql: str) -> None:
    assert rule.code in {finding.rule.code for finding in found_in(rule, sql)}


@pytest.mark.parametrize(("rule", "sql"), GOOD)
def test_good_example_can_be_read_and_is_not_found(rule: type[Rule], sql: str) -> None:
    if not issubclass(rule, DataRule | PythonRule):
        assert Reading.UNPARSED not in {statement.reading for statement in read(rule, sql).statements}
    assert not found_in(rule, sql)


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE INDEX posts_tags ON",
        "CREATE INDEX posts_tags ON public.",
        "BEGIN; COMMIT; CREATE INDEX",
        "BEGIN; COMMIT; CREATE INDEXCONCURRENTLY posts_tags ON posts (tags)",
        'BEGIN; COMMIT; CREATE "INDEX posts_tags"',
    ],
)
def test_what_is_cut_short_or_misspelt_makes_no_rule_fail(sql: str) -> None:
    linter = Linter(Choice(extend=("all",)).rules(only_sql=True))
    text = SqlText(Source("example.sql", sql), "postgres", sql, migration=True)
    assert sum(linter.analyze((text,)).readings.values()) == len(text.statements)


@pytest.mark.parametrize("rule", every_rule())
def test_documentation_is_whole(rule: type[Rule]) -> None:
    said = rule().documentation
    assert said.summary.endswith(".") and said.reason and said.bad and said.good


def test_codes_and_names_are_not_used_twice() -> None:
    rules = every_rule()
    assert len({rule.code for rule in rules}) == len({rule.name for rule in rules}) == len(rules)
