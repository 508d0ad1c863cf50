"""What comments allow: Weft's own and sqlfluff's, on a line, a statement, a stretch of lines or a file."""

import pytest

from weft.analyzers.sql_lint.lint import lint_sql

STAR = "select-star"
EVERYWHERE = "UPDATE a SET b = 1"


def found(sql: str, dialect: str = "postgres") -> list[str]:
    """Return line and name of what is found in a text."""
    rules = (STAR, "update-without-where")
    return [f"{finding.span.line} {finding.rule.name}" for finding in lint_sql(sql, dialect, rules)]


@pytest.mark.parametrize(
    "sql",
    [
        pytest.param("SELECT * FROM a -- weft: allow select-star (the view needs it)", id="on the line"),
        pytest.param("SELECT * FROM a; -- weft: allow select-star", id="behind the semicolon"),
        pytest.param("SELECT * FROM a -- weft: allow SQL059", id="by code"),
        pytest.param("SELECT * FROM a -- WEFT: ALLOW SELECT-STAR", id="in capitals"),
        pytest.param("SELECT * FROM a -- weft:allow select-star because of the view", id="with words behind"),
        pytest.param("SELECT * FROM a -- weft: allow all", id="every rule"),
        pytest.param("SELECT * FROM a /* weft: allow select-star */", id="in a block comment"),
        pytest.param("SELECT * FROM a -- for now -- weft: allow select-star", id="behind another comment"),
        pytest.param("-- weft: allow select-star (all of it)\nSELECT\n  *\nFROM a;", id="before the statement"),
        pytest.param("SELECT 1;\n/* weft: allow select-star */ SELECT\n*\nFROM a", id="before it on its line"),
        pytest.param("SELECT\n  -- weft: allow select-star\n  *\nFROM a", id="before the line"),
        pytest.param("SELECT * FROM a;\nSELECT * FROM b;\n-- weft: allow-file select-star (legacy)", id="the file"),
        pytest.param("SELECT * FROM a -- noqa", id="noqa"),
        pytest.param("SELECT * FROM a --noqa", id="noqa without a blank"),
        pytest.param("SELECT * FROM a -- NOQA: select-star", id="noqa with a name"),
        pytest.param("SELECT * FROM a -- noqa: LT05, SQL059,  AM04", id="noqa with codes, some of sqlfluff's"),
        pytest.param("SELECT * FROM a -- noqa: SQL05*", id="noqa with a pattern"),
        pytest.param("SELECT * FROM a /* noqa: SQL059 */", id="noqa in a block comment"),
        pytest.param("-- noqa: disable=all\nSELECT * FROM a;\nSELECT * FROM b", id="disable all"),
        pytest.param("-- noqa: disable=select-star\nSELECT * FROM a;\n-- noqa: enable=all\nSELECT 1", id="enable"),
        pytest.param("SELECT * FROM a {# noqa: SQL059 #}", id="in a comment of a template"),
    ],
)
def test_what_a_comment_allows_is_not_found(sql: str) -> None:
    assert found(sql) == []


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        pytest.param("SELECT * FROM a;\nSELECT * FROM b -- noqa", ["1 select-star"], id="another line"),
        pytest.param("-- noqa\nSELECT * FROM a", ["2 select-star"], id="noqa is about its own line only"),
        pytest.param("SELECT '-- noqa', * FROM a", ["1 select-star"], id="noqa in a string"),
        pytest.param("SELECT * FROM a -- noqa: LT05", ["1 select-star"], id="only a rule of another linter"),
        pytest.param(
            "-- noqa: disable=SQL059\nSELECT * FROM a;\n-- noqa: enable=SQL059\nSELECT * FROM b",
            ["4 select-star"],
            id="behind enable",
        ),
        pytest.param(
            "-- weft: allow select-star\nSELECT * FROM a;\nSELECT * FROM b", ["3 select-star"], id="the next statement"
        ),
    ],
)
def test_what_no_comment_allows_is_found(sql: str, expected: list[str]) -> None:
    assert found(sql) == expected


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        pytest.param("SELECT 1 -- weft: allow select-star", ["1 unused-suppression"], id="nothing to allow"),
        pytest.param("SELECT 1 -- weft: allow all", ["1 unused-suppression"], id="nothing at all"),
        pytest.param("SELECT 1 -- noqa: SQL059", ["1 unused-suppression"], id="noqa with a code of ours"),
        pytest.param("SELECT 1 -- noqa: SQL05*", [], id="a pattern is no promise"),
        pytest.param("SELECT 1 -- noqa", [], id="noqa may be meant for another linter"),
        pytest.param("SELECT 1 -- noqa: disable=all", [], id="disable all as well"),
        pytest.param("SELECT 1 -- noqa: LT05, layout.indent, PRS", [], id="the rules of another linter"),
        pytest.param("SELECT 1 -- weft: allow right-join", [], id="a rule that did not run"),
        pytest.param("SELECT * FROM a -- weft: allow select-star, SQL127", ["1 unused-suppression"], id="one of two"),
        pytest.param("SELECT 1 -- weft: allow selct-star", ["1 unknown-suppression"], id="a slip of the pen"),
        pytest.param("SELECT 1 -- noqa: selct-star", ["1 unknown-suppression"], id="a slip of the pen in noqa"),
        pytest.param("SELECT 1 -- weft: allow", ["1 unknown-suppression"], id="no name"),
        pytest.param("SELECT 1 -- weft: ignore select-star", ["1 unknown-suppression"], id="another verb"),
        pytest.param(
            "-- weft: allow-file unused-suppression\nSELECT 1 -- weft: allow select-star", [], id="allowed itself"
        ),
        pytest.param("SELECT 1 -- woven on a weft: allowance", [], id="a comment that speaks of something else"),
    ],
)
def test_comments_of_no_use_are_found(sql: str, expected: list[str]) -> None:
    assert found(sql) == expected


def test_the_hint_names_the_nearest_rule() -> None:
    [finding] = lint_sql("SELECT 1 -- weft: allow selct-star")
    assert (finding.message, finding.hint) == ("there is no rule 'selct-star'", "did you mean select-star?")


@pytest.mark.parametrize("comment", ["# weft: allow select-star", "# noqa: SQL059"])
def test_comments_after_a_hash_count_where_the_dialect_has_them(comment: str) -> None:
    assert found(f"SELECT * FROM a {comment}", "mysql") == []


def test_line_ends_of_windows_make_no_difference() -> None:
    sql = "SELECT * FROM a; -- noqa: SQL059\r\n-- weft: allow update-without-where\r\nUPDATE a SET\r\nb = 1;\r\n"
    assert found(sql) == []


def test_a_statement_that_could_not_be_read_can_be_allowed() -> None:
    assert [finding.rule.name for finding in lint_sql("SELECT FROM WHERE")] == ["unparsed-statement"]
    assert lint_sql("-- weft: allow unparsed-statement (a macro)\nSELECT FROM WHERE") == []
