"""Choosing rules by their names, and linting one text from Python."""

import subprocess
import sys

import pytest

import weft
from weft.analyzers.sql_lint.known_rules import every_rule
from weft.analyzers.sql_lint.lint import Choice, UnknownName, lint_sql
from weft.analyzers.sql_lint.own_rules import OWN_RULES
from weft.analyzers.sql_lint.ranking import score
from weft.analyzers.sql_lint.rule import Impact


def test_a_text_is_linted_from_python() -> None:
    [finding] = weft.lint_sql("SELECT *\nFROM orders", dialect="postgres", rules=["select-star"])
    assert isinstance(finding, weft.Finding)
    assert (finding.rule.code, finding.span.place, finding.grade) == ("SQL059", "sql:1:8", "unsafe")


TABLES = "CREATE TABLE orders (id INT PRIMARY KEY, note TEXT); CREATE TABLE logs (line TEXT);"


def test_tables_may_be_told_and_are_not_linted() -> None:
    assert weft.lint_sql("SELECT DISTINCT id, note FROM orders", "postgres", "distinct-on-unique-key") == []
    told = weft.lint_sql(
        "SELECT DISTINCT id, note FROM orders WHERE note = 'x'",
        "postgres",
        ["distinct-on-unique-key", "missing-primary-key", "filter-without-index"],
        "q.sql",
        schema=TABLES,
    )
    assert [(finding.span.place, finding.rule.name) for finding in told] == [
        ("q.sql:1:8", "distinct-on-unique-key"),
        ("q.sql:1:44", "filter-without-index"),
    ]


@pytest.mark.parametrize(
    ("sql", "unsafe", "fixed"),
    [
        ("SELECT * FROM orders", False, "SELECT * FROM orders"),
        ("SELECT * FROM orders -- all", True, "SELECT id, note FROM orders -- all"),
        ("SELECT * FROM orders -- weft: allow select-star", True, "SELECT * FROM orders -- weft: allow select-star"),
        ("SELECT COUNT(1)\n  FROM orders", False, "SELECT COUNT(*)\n  FROM orders"),
        ("SELECT FROM WHERE; ", True, "SELECT FROM WHERE; "),
        ("", True, ""),
    ],
)
def test_a_text_is_fixed_from_python(sql: str, unsafe: bool, fixed: str) -> None:
    rules = ["select-star", "count-of-constant"]
    assert weft.fix_sql(sql, "postgres", rules, schema=TABLES, unsafe=unsafe) == fixed


def test_nothing_is_printed_from_python(capfd: pytest.CaptureFixture[str]) -> None:
    assert weft.lint_sql("VACUUM a; CREATE ROLE b WITH c; ALTER TABLE a SET x y", dialect="postgres") is not None
    assert capfd.readouterr() == ("", "")


def test_importing_weft_does_not_import_the_parser() -> None:
    program = "import sys, weft; assert 'sqlglot' not in sys.modules; weft.lint_sql; assert 'sqlglot' in sys.modules"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
    with pytest.raises(AttributeError):
        _ = weft.lint_qsl  # type: ignore[attr-defined]


def test_findings_come_by_place() -> None:
    found = lint_sql("UPDATE a SET b = 1;\nSELECT * FROM a;", rules=["select-star", "update-without-where"])
    assert [finding.span.line for finding in found] == [1, 2]


@pytest.mark.parametrize("name", ["query-in-loop", "untidy-values", "select-star"])
def test_a_comment_that_allows_nothing_is_told_whatever_its_rule_is_for(name: str) -> None:
    assert [found.rule.code for found in lint_sql(f"SELECT id FROM a -- weft: allow {name}")] == ["SQL901"]
    assert [found.rule.code for found in lint_sql("SELECT 1 -- weft: allow query-in-lop")] == ["SQL902"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"rules": ["selct-star"]}, "there is no rule 'selct-star': did you mean 'select-star'?"),
        ({"dialect": "postgre"}, "there is no dialect 'postgre': did you mean 'postgres'?"),
    ],
)
def test_an_unknown_name_is_met_with_the_nearest(arguments: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError) as caught:
        lint_sql("SELECT 1", **arguments)  # type: ignore[arg-type]
    assert str(caught.value) == message
    assert isinstance(caught.value, weft.WeftError)


def names(choice: Choice) -> set[str]:
    return {rule.name for rule in choice.rules()}


def test_what_is_only_worth_knowing_is_off_unless_asked_for() -> None:
    by_default = {rule.name for rule in every_rule() if rule().default}
    assert names(Choice()) == by_default
    every = {rule.name for rule in every_rule()}
    assert names(Choice(select=("all",))) == every
    assert names(Choice(extend=("all",), allow=("SELECT-STAR",))) == every - {"select-star"}


def test_rules_are_selected_by_name_and_code() -> None:
    assert names(Choice(select=("select-star", "SQL127"))) == {"select-star", "update-without-where"}
    assert names(Choice(select=("select-star", "SQL127"), allow=("sql127",))) == {"select-star"}


def test_an_option_a_rule_does_not_have_is_refused() -> None:
    with pytest.raises(UnknownName, match="select-star has no option 'columns': it has none"):
        Choice().rules({"select-star": {"columns": 4}})


def test_options_are_of_their_kind() -> None:
    rule = next(rule for rule in every_rule() if any(type(value) is int for value in rule.options.values()))
    option = next(option for option, value in rule.options.items() if type(value) is int)
    assert next(made for made in Choice((rule.name,)).rules({rule.name: {option: 77}})).number(option) == 77
    with pytest.raises(UnknownName, match=f"the option '{option}' of {rule.name} is like"):
        Choice().rules({rule.code: {option: "many"}})
    with pytest.raises(UnknownName, match="has no option"):
        Choice().rules({rule.code: {f"{option}x": 1}})


def test_the_ranking_of_the_paper_is_reproduced() -> None:
    assert score(Impact(read=1.5)) == 0.21
    assert score(Impact(write=10, maintainability=2, amplification=1)) == 0.175


def test_codes_of_rules_about_the_reading_are_not_used_twice() -> None:
    rules = (*every_rule(), *OWN_RULES)
    assert len({rule.code for rule in rules}) == len({rule.name for rule in rules}) == len(rules)
