"""Reports of diagnostics: text with carets, JSON, GitHub's commands and SARIF."""

import io
import json

import pytest

from weft.compiler.excerpt import excerpt_of
from weft.compiler.report import exit_code, render, summary, tidy, wants_colour
from weft.diagnostics import Diagnostic, Related, Severity, Source, Span

SQL = Source("orders.sql", "SELECT\n  o.*\nFROM orders AS o\n")
STAR = Diagnostic(
    "SQL001",
    "select-star",
    "a star hides which columns are read",
    Span(SQL, 9, 12),
    "name the columns",
    Severity.WARNING,
)


def find(text: str, part: str, name: str = "a.weft") -> Span:
    start = text.index(part)
    return Span(Source(name, text), start, start + len(part))


def error(span: Span, message: str = "wrong", related: tuple[Related, ...] = ()) -> Diagnostic:
    return Diagnostic("DSL001", "unknown-name", message, span, related=related)


def test_a_finding_is_shown_with_its_line_and_a_caret() -> None:
    assert render([STAR]) == (
        "orders.sql:2:3: warning SQL001 select-star: a star hides which columns are read\n"
        "    2 |   o.*\n"
        "      |   ^^^\n"
        "    hint: name the columns\n"
        "1 warning in 1 file\n"
    )


def test_a_narrow_terminal_does_not_break_source_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    long = error(find(f"{'a' * 60} wrong {'b' * 60}", "wrong"))
    assert max(map(len, render([long]).splitlines())) == 108
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "60")
    _, shown, marks, _ = render([long]).splitlines()
    assert len(shown) == 60
    assert shown[marks.index("^") :].startswith("wrong")


def test_a_related_place_is_shown_with_its_line() -> None:
    text = "Role: Ann\nRole: Ann\n"
    source = Source("a.weft", text)
    found = error(Span(source, 16, 19), "two roles", (Related("the first", Span(source, 6, 9)),))
    assert render([found]).splitlines()[3:-1] == [
        "    a.weft:1:7: the first",
        "    1 | Role: Ann",
        "      |       ^^^",
    ]


def test_a_source_without_text_has_no_excerpt() -> None:
    assert render([error(Span(Source("gone.weft", ""), 0, 0))]).splitlines()[1:] == ["1 error in 1 file"]


@pytest.mark.parametrize(("hint", "is_folded"), [("let an action have a `says` line", True), ("add it", False)])
def test_a_hint_that_was_given_before_is_only_pointed_at_if_that_is_shorter(hint: str, is_folded: bool) -> None:
    found = [Diagnostic("DSL020", "unbound-step", "no meaning", Span(SQL, at, at + 1), hint) for at in (0, 9, 13)]
    told = [line.strip().removeprefix("hint: ") for line in render(found).splitlines() if "hint:" in line]
    assert told == [hint, *["the same as at orders.sql:1:1" if is_folded else hint] * 2]


def test_each_line_of_a_hint_is_shown() -> None:
    found = Diagnostic("DSL002", "unbound-step", "no meaning", Span(SQL, 0, 0), 'add\n  says "x"')
    assert '    hint: add\n            says "x"\n' in render([found])


def test_findings_are_sorted_and_shown_once() -> None:
    first, other = error(Span(Source("a", "x"), 0, 1)), error(Span(Source("b", "x"), 0, 1))
    assert tidy([other, first, other]) == [first, other]
    assert [found.span.source.name for found in tidy([other, first])] == ["a", "b"]


@pytest.mark.parametrize(
    ("severities", "line"),
    [
        ([], "no findings"),
        (["error"], "1 error in 1 file"),
        (["error", "error", "warning"], "2 errors, 1 warning in 1 file"),
        (["info"], "1 note in 1 file"),
    ],
)
def test_the_last_line_counts(severities: list[str], line: str) -> None:
    found = [Diagnostic("X", "x", "x", Span(SQL, at, at), "", Severity(name)) for at, name in enumerate(severities)]
    assert summary(found) == line


@pytest.mark.parametrize(
    ("text", "part", "shown", "marks"),
    [
        pytest.param("\tx = 1", "x", "    x = 1", "    ^", id="a tab before"),
        pytest.param("ab\tx", "x", "ab  x", "    ^", id="a tab that fills up a column"),
        pytest.param("a\tb", "a\tb", "a   b", "^^^^^", id="a tab inside"),
        pytest.param("城市 x", "x", "城市 x", "     ^", id="wide characters before"),
        pytest.param("x 城市", "城市", "x 城市", "  ^^^^", id="wide characters inside"),
        pytest.param("e\u0301a x", "x", "e\u0301a x", "   ^", id="a combining accent before"),
        pytest.param("\ufeffSystem", "System", "System", "^^^^^^", id="a byte order mark before"),
        pytest.param("a\x1b[31m x", "x", "a\ufffd[31m x", "       ^", id="a terminal escape is disarmed"),
        pytest.param("ab\r\ncd", "ab\r\ncd", "ab", "^^", id="more than one line"),
        pytest.param("ab\n", "\n", "ab", "  ^", id="the end of a line"),
    ],
)
def test_the_caret_stands_under_its_place(text: str, part: str, shown: str, marks: str) -> None:
    excerpt = excerpt_of(find(text, part))
    assert (excerpt.text, excerpt.marks) == (shown, marks)


def test_an_empty_span_at_the_end_of_the_file_has_one_caret() -> None:
    assert excerpt_of(Span(Source("a", "ab\n"), 3, 3)).marks == "^"
    assert excerpt_of(Span(Source("a", "ab"), 2, 2)).marks == "  ^"


@pytest.mark.parametrize("before", [0, 5, 50, 500])
@pytest.mark.parametrize("after", [0, 5, 50, 500])
@pytest.mark.parametrize("filler", ["a", "城"])
def test_a_long_line_is_cut_down_around_the_span(before: int, after: int, filler: str) -> None:
    excerpt = excerpt_of(find(filler * before + "XYZ" + filler * after, "XYZ"), width=40)
    left = len(excerpt.marks) - 3
    cells = "".join(char * (2 if char == "城" else 1) for char in excerpt.text)
    assert excerpt.marks == " " * left + "^^^"
    assert cells[left:].startswith("XYZ")
    assert len(cells) <= 40


def test_a_span_longer_than_the_window_is_cut_down_too() -> None:
    excerpt = excerpt_of(find("a" * 10 + "X" * 500, "X" * 500), width=40)
    assert len(excerpt.text) == 40
    assert len(excerpt.marks) <= 40


@pytest.mark.parametrize(
    ("is_terminal", "no_color", "wanted"), [(True, "", True), (True, "1", False), (False, "", False)]
)
def test_colour_is_for_terminals_only(
    is_terminal: bool, no_color: str, wanted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: is_terminal)
    monkeypatch.setenv("NO_COLOR", no_color)
    assert wants_colour(stream) is wanted


def test_colour_changes_no_letter() -> None:
    coloured = render([STAR], has_colour=True)
    assert "\x1b[" in coloured
    assert "\x1b[" not in render([STAR])


def test_json_gives_places_as_numbers() -> None:
    report = json.loads(render([STAR], "json"))
    assert report["summary"] == {"error": 0, "warning": 1, "info": 0}
    [entry] = report["diagnostics"]
    assert (entry["file"], entry["code"], entry["severity"]) == ("orders.sql", "SQL001", "warning")
    assert entry["start"] == {"line": 2, "column": 3, "offset": 9}
    assert entry["end"] == {"line": 2, "column": 6, "offset": 12}


def test_github_commands_are_escaped() -> None:
    span = find("x", "x", "a,b:c.weft")
    assert render([error(span, "100% sure\nof it")], "github") == (
        "::error file=a%2Cb%3Ac.weft,line=1,endLine=1,col=1,endColumn=2,title=DSL001 unknown-name"
        "::100%25 sure%0Aof it\n"
    )
    assert render([], "github") == ""


def test_sarif_names_rule_place_and_related_places() -> None:
    related = (Related("here", Span(SQL, 0, 6)),)
    log = json.loads(render([error(find("x", "x", "my specs/a.weft"), related=related), STAR], "sarif"))
    [run] = log["runs"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["DSL001", "SQL001"]
    first, second = run["results"]
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "my%20specs/a.weft"},
        "region": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 2},
    }
    assert first["relatedLocations"][0]["message"] == {"text": "here"}
    assert (second["ruleIndex"], second["level"]) == (1, "warning")


def test_the_exit_code_depends_on_what_is_to_fail() -> None:
    assert [exit_code([STAR], severity) for severity in Severity] == [0, 1, 1]
    assert exit_code([], Severity.INFO) == 0
