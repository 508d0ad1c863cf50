"""The examples in the docstring of each rule: what is bad is found, what is good is not."""

import pytest

from weft.analyzers.sql_lint.engine import Linter
from weft.analyzers.sql_lint.rule import Rule
from weft.analyzers.sql_lint.rules import RULES
from weft.analyzers.sql_lint.sql_text import Reading, SqlText
from weft.diagnostics import Source

BAD = [pytest.param(rule, sql, id=rule.name) for rule in RULES for sql in rule().documentation.bad]
GOOD = [pytest.param(rule, sql, id=rule.name) for rule in RULES for sql in rule().documentation.good]


def read(rule: type[Rule], sql: str) -> SqlText:
    dialect = min(rule.dialects) if rule.dialects else "ansi"
    return SqlText(Source("example.sql", sql), dialect, sql, migration=rule.migration)


@pytest.mark.parametrize(("rule", "sql"), BAD)
def test_bad_example_is_found(rule: type[Rule], sql: str) -> None:
    found = Linter([rule()]).analyze((read(rule, sql),)).findings
    assert rule.code in {finding.rule.code for finding in found}


@pytest.mark.parametrize(("rule", "sql"), GOOD)
def test_good_example_can_be_read_and_is_not_found(rule: type[Rule], sql: str) -> None:
    text = read(rule, sql)
    assert Reading.UNPARSED not in {statement.reading for statement in text.statements}
    assert not Linter([rule()]).analyze((text,)).findings


@pytest.mark.parametrize("rule", RULES)
def test_documentation_is_whole(rule: type[Rule]) -> None:
    said = rule().documentation
    assert said.summary.endswith(".") and said.reason and said.bad and said.good


def test_codes_and_names_are_not_used_twice() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)
