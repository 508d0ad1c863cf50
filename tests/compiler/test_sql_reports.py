"""Reports on SQL: for people and for tools."""

import json
from collections import Counter
from typing import Any

import pytest

from weft.compiler.sql_cache import SqlCache
from weft.compiler.sql_config import SqlConfig
from weft.compiler.sql_files import SqlFile
from weft.compiler.sql_machine_reports import render_for_tools
from weft.compiler.sql_reports import Report, render, statistics
from weft.compiler.sql_run import lint

CONFIG = SqlConfig(select=("select-star", "update-without-where", "comparison-with-null"))
ORDERS = SqlFile("db/orders.sql", "SELECT\n  o.*\nFROM orders AS o;\nUPDATE orders SET paid = 1;\nVACUUM orders;\n")
USERS = SqlFile("users, 1.sql", "SELECT id FROM users WHERE name = NULL;\nSELECT FROM WHERE;\n")
PICTURE = SqlFile("picture.sql", problem="this is no text: it holds a zero byte")


@pytest.fixture(scope="module")
def report() -> Report:
    run = lint([ORDERS, PICTURE, USERS], CONFIG, SqlCache(CONFIG, is_used=False))
    return Report(run.files, run.readings, 1.234, hidden=2, notes=("a note",))


def test_people_see_the_line_the_hint_and_a_summary(report: Report) -> None:
    assert render(report, "text") == (
        "db/orders.sql:2:3: warning SQL059 select-star: a star hides which columns are read\n"
        "    2 |   o.*\n"
        "      |   ^^^\n"
        "    hint: name the columns\n"
        "db/orders.sql:4:1: error SQL127 update-without-where: this changes every row of the table\n"
        "    4 | UPDATE orders SET paid = 1;\n"
        "      | ^^^^^^\n"
        "    hint: add the WHERE that was meant\n"
        "picture.sql:1:1: error SQL903 unreadable-file: this is no text: it holds a zero byte\n"
        "    hint: name a file that holds text, or leave it out of the folders that are searched\n"
        "users, 1.sql:1:28: error SQL065 comparison-with-null: a comparison with NULL is never true\n"
        "    1 | SELECT id FROM users WHERE name = NULL;\n"
        "      |                            ^^^^^^^^^^^\n"
        "    hint: write IS NULL\n"
        "users, 1.sql:2:1: warning SQL900 unparsed-statement: not understood: Expected table name, at 'WHERE'\n"
        "    2 | SELECT FROM WHERE;\n"
        "      | ^^^^^^\n"
        "3 errors, 2 warnings; can be fixed: up to 2 with --fix --unsafe-fixes; 2 findings known by the baseline\n"
        "3 files, 5 statements: 3 analysed, 1 pattern-only, 1 unparsed; 1.23 s\n"
    )


def test_the_concise_report_has_a_line_for_each_finding(report: Report) -> None:
    lines = render(report, "concise").splitlines()
    assert lines[0] == "db/orders.sql:2:3: warning SQL059 select-star: a star hides which columns are read"
    assert len(lines) == 7


def test_colour_is_only_where_it_is_wanted(report: Report) -> None:
    assert "\x1b[" in render(report, "text", has_colour=True)
    assert "\x1b[" not in render(report, "text")


def test_what_costs_most_can_come_first(report: Report) -> None:
    scores = [item.found.score for item in report.items("impact")]
    assert scores == sorted(scores, reverse=True) and len(set(scores)) > 1


def test_statistics_count_each_rule(report: Report) -> None:
    lines = statistics(report).splitlines()
    assert "     1  SQL059  select-star" in lines
    assert len(lines) == 7


def test_json_tells_everything(report: Report) -> None:
    document: dict[str, Any] = json.loads(render_for_tools(report, "json"))
    assert document["findings"][0] == {
        "file": "db/orders.sql",
        "line": 2,
        "column": 3,
        "end_line": 2,
        "end_column": 6,
        "code": "SQL059",
        "name": "select-star",
        "severity": "warning",
        "message": "a star hides which columns are read",
        "hint": "name the columns",
        "fix": "unsafe",
        "score": document["findings"][0]["score"],
    }
    assert document["notes"] == ["a note"]
    assert document["summary"] == {
        "files": 3,
        "tables": 0,
        "statements": {"analysed": 3, "pattern-only": 1, "unparsed": 1},
        "severities": {"error": 3, "warning": 2, "info": 0},
        "fixable": {"safe": 0, "unsafe": 2},
        "hidden": 2,
    }


def test_sarif_tells_results_apart_when_lines_move(report: Report) -> None:
    [run] = json.loads(render_for_tools(report, "sarif"))["runs"]
    assert [result["ruleId"] for result in run["results"]] == ["SQL059", "SQL127", "SQL903", "SQL065", "SQL900"]
    assert {"id": "SQL059", "name": "select-star"} in run["tool"]["driver"]["rules"]
    place = run["results"][3]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "users%2C%201.sql"
    assert place["region"] == {"startLine": 1, "startColumn": 28, "endLine": 1, "endColumn": 39}
    prints = [result["partialFingerprints"]["weftStatement/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints)


def test_github_gets_workflow_commands(report: Report) -> None:
    lines = render_for_tools(report, "github").splitlines()
    assert len(lines) == 5
    assert lines[3].startswith("::error file=users%2C 1.sql,line=1,endLine=1,col=28,endColumn=39,title=SQL065")


def test_gitlab_gets_code_quality(report: Report) -> None:
    entries = json.loads(render_for_tools(report, "gitlab"))
    assert {key: value for key, value in entries[0].items() if key != "fingerprint"} == {
        "description": "select-star: a star hides which columns are read",
        "check_name": "SQL059",
        "severity": "minor",
        "location": {"path": "db/orders.sql", "lines": {"begin": 2}},
    }
    assert len({entry["fingerprint"] for entry in entries}) == 5


@pytest.mark.parametrize("format", ["json", "sarif", "gitlab", "github"])
def test_a_report_of_nothing_is_still_one(format: str) -> None:
    text = render_for_tools(Report((), Counter(), 0.0), format)
    assert (json.loads(text) is not None) if format != "github" else text == ""


@pytest.mark.parametrize(("severity", "reaches"), [("info", True), ("warning", True), ("error", False)])
def test_a_report_reaches_a_severity(severity: str, reaches: bool) -> None:
    config = SqlConfig(select=("select-star",))
    run = lint([ORDERS], config, SqlCache(config, is_used=False))
    assert Report(run.files, run.readings, 0.0).reaches(severity) is reaches
