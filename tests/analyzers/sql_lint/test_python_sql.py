"""SQL in Python: what is found where, what comments allow, and what fixes write."""

import ast
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weft.analyzers.sql_lint.engine import Linter
from weft.analyzers.sql_lint.fixes import Fixed
from weft.analyzers.sql_lint.lint import Choice
from weft.analyzers.sql_lint.python_fixing import fix_python
from weft.analyzers.sql_lint.python_linting import PythonLinter, lint_python
from weft.analyzers.sql_lint.python_literals import read_literals
from weft.analyzers.sql_lint.python_placeholders import hide
from weft.analyzers.sql_lint.python_rewriting import says, written_in
from weft.analyzers.sql_lint.python_sql import PythonModule, read_python
from weft.analyzers.sql_lint.rule import Grade
from weft.analyzers.sql_lint.schema import Schema
from weft.diagnostics import Source

FOLDER = Path(__file__).parent / "python"
OWN = ("SQL154", "SQL167", "SQL178", "SQL179", "SQL180", "SQL260")
RULES = {
    "places": ("select-star",),
    "assembled": OWN,
    "allowed": ("select-star", "string-built-sql"),
    "migration": (*OWN, "blocking-index-creation", "breaking-drop"),
    "calls": OWN,
    "fixable": ("comparison-with-null", "count-of-constant", "bare-join", "needless-quoting", "or-chain", "comma-join"),
}


def findings_in(source: Source, rules: tuple[str, ...]) -> list[str]:
    """Return what is found, a line each, with the text it is found at."""
    found = lint_python(source, "", Linter(Choice(select=rules).rules()), Schema()).findings
    found.sort(key=lambda finding: (finding.span.start, finding.rule.code))
    lines: list[str] = []
    for finding in found:
        line, column = source.position(finding.span.start)
        told = " ".join(finding.span.text.split())[:60]
        lines.append(f"{line}:{column} {finding.rule.name}: {finding.message} | {told} | {finding.hint}\n")
    return lines


def module_of(text: str) -> PythonModule:
    """Return a module that has SQL in it."""
    module = read_python(Source("example.py", text))
    assert module is not None
    return module


@pytest.mark.parametrize("name", RULES)
def test_findings_are_as_expected(name: str, golden: Callable[[Path, str], None]) -> None:
    path = FOLDER / f"{name}.py"
    source = Source(path.name, path.read_text(encoding="utf-8"))
    golden(path.with_suffix(".findings"), "".join(findings_in(source, RULES[name])))


def test_every_data_file_is_tested() -> None:
    assert {path.stem for path in FOLDER.glob("*.py")} == set(RULES)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_places_hold_with_any_line_end(line_end: str) -> None:
    text = 'x.execute("""\nSELECT a,\n  *\nFROM t""")\n'.replace("\n", line_end)
    assert findings_in(Source("example.py", text), ("select-star",))[0].startswith("3:3 ")


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::SyntaxWarning")  # of escapes that mean nothing
@given(st.text(), st.sampled_from(["'", '"', "'''", '"""']), st.sampled_from(["", "r", "f", "rf"]))
def test_literals_are_read_as_python_reads_them(content: str, quote: str, prefix: str) -> None:
    literal = f"{prefix}{quote}{content}{quote}"
    try:
        tree = ast.parse(literal, mode="eval").body
    except (SyntaxError, ValueError):
        return
    if isinstance(tree, ast.Constant) and ast.unparse(tree) and tree.end_col_offset == len(literal.encode()):
        value = "".join(run.value or "" for run in read_literals(literal, 0, len(literal)))
        assert value == tree.value


@given(st.text())
def test_hiding_parameters_keeps_every_offset(sql: str) -> None:
    assert len(hide(sql)) == len(sql)


@given(
    st.lists(
        st.sampled_from(["f'SELECT ", "{x}", "'", '"', " % ", "FROM t", "(", ")", ".format(", "x", "\\", "\n", "+"])
    )
)
def test_no_text_is_refused_with_an_exception(parts: list[str]) -> None:
    findings_in(Source("example.py", "".join(parts)), ("select-star", *OWN))


def test_what_cannot_be_put_right_is_a_suggestion() -> None:
    linter = Linter(Choice(select=("comparison-with-null",)).rules())
    text = 'x.execute("SELECT id FROM t WHERE a = NULL")\nx.execute("SELECT id FROM %s WHERE a = NULL" % t)\n'
    plain, built = lint_python(Source("example.py", text), "", linter, Schema()).findings
    assert (plain.grade, built.grade) == (linter.rules[0].grade, Grade.SUGGESTION)


def test_dialect_comes_from_the_driver_unless_it_is_set() -> None:
    text = "import {}\nx.execute('SELECT 1 FROM t')\n"
    assert module_of(text.format("sqlite3")).dialect == "sqlite"
    assert module_of(text.format("psycopg2.extras")).dialect == "postgres"
    assert module_of(text.format("os")).dialect == "ansi"
    told = read_python(Source("example.py", text.format("sqlite3")), "mysql")
    assert told and told.dialect == "mysql"


@pytest.mark.parametrize(
    ("sql", "seen"),
    [
        ("a = %s AND b = %(name)s", "a = ?  AND b = ?       "),
        ("a = :name AND b::text = '12:30'", "a = ?     AND b::text = '12:30'"),
        ("a = $1 AND b LIKE '%s' AND c %% 2 = ?", "a = ?  AND b LIKE '%s' AND c %  2 = ?"),
        ("-- is it :so?\nx[1:2] = ?1", "-- is it :so?\nx[1:2] = ? "),
    ],
)
def test_parameters_are_hidden_outside_strings_and_comments(sql: str, seen: str) -> None:
    assert hide(sql) == seen


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('x.execute("SELECT id FROM t WHERE a = NULL")\n', 'x.execute("SELECT id FROM t WHERE a IS NULL")\n'),
        (
            "x.execute('''\n    SELECT id -- é\n    FROM t WHERE b = %s AND a = NULL\n''', (b,))\n",
            "x.execute('''\n    SELECT id -- é\n    FROM t WHERE b = %s AND a IS NULL\n''', (b,))\n",
        ),
        *(
            (kept, kept)
            for kept in (
                'x.execute("SELECT id FROM t WHERE a = NULL")  # noqa: SQL086\n',
                'x.execute("SELECT id FROM t WHERE a = NULL" + rest)\n',
                'x.execute("SELECT id FROM %s WHERE a = NULL" % t)\n',
                'x.execute("SELECT id FROM {} WHERE a = NULL".format(t))\n',
                'x.execute("SELECT id FROM t WHERE a = NULL")\r',  # libcst does not keep this line end
            )
        ),
    ],
)
def test_only_what_stands_in_literals_is_put_right(before: str, after: str) -> None:
    linter = Linter(Choice(select=("comparison-with-null",)).rules())
    after = re.sub("SQL086", linter.rules[0].code, after)
    module = module_of(re.sub("SQL086", linter.rules[0].code, before))
    assert fix_python(PythonLinter(module, linter, Schema()), lambda _: True, unsafe=True).text == after


def fixed(source: Source, rules: tuple[str, ...]) -> Fixed:
    """Return a module with everything put right that can be."""
    linter = Linter(Choice(select=rules).rules())
    module = read_python(source)
    assert module is not None
    return fix_python(PythonLinter(module, linter, Schema()), lambda _: True, unsafe=True)


def test_literals_of_every_kind_are_put_right(golden: Callable[[Path, str], None]) -> None:
    path = FOLDER / "fixable.py"
    before = path.read_text(encoding="utf-8")
    after = fixed(Source(path.name, before), RULES["fixable"]).text
    golden(path.with_suffix(".fixed"), after)
    assert fixed(Source(path.name, after), RULES["fixable"]).text == after
    windows = fixed(Source(path.name, before.replace("\n", "\r\n")), RULES["fixable"]).text
    assert windows == after.replace("\n", "\r\n")


def test_what_cannot_be_written_is_told_as_taken_back() -> None:
    done = fixed(
        Source("example.py", 'x.execute(r\'SELECT a FROM t WHERE b = "c" \' "AND d = NULL")\n'), RULES["fixable"]
    )
    assert len(done.applied) == 1 and not done.reverted
    kept = "x.execute(f'SELECT COUNT(1), {a}.b FROM \"{name}\" AS {a}')\n"
    done = fixed(Source("example.py", kept), ("needless-quoting", "unused-alias"))
    assert done.text == kept and not done.applied


@pytest.mark.parametrize(
    ("opening", "value", "written"),
    [
        ('"', 'a\n"b"', 'a\\n\\"b\\"'),
        ("'", "it's \\", "it\\'s \\\\"),
        ('"""', 'a\n"b"', 'a\n"b"'),
        ("f'", "{a}", "{{a}}"),
        ("r'", "a", "a"),
        ("r'", "it's", None),
        ("r'", "a\nb", None),
        ("R'''", "a\nb", "a\nb"),
        ("r'''", "a\\b", None),
    ],
)
def test_a_value_is_written_as_its_literal_takes_it(opening: str, value: str, written: str | None) -> None:
    assert written_in(opening, value, "\n") == written


@pytest.mark.parametrize(
    ("after", "is_said"),
    [
        ("a = 'new'\nb = 'other'\n", True),
        ("a = ('n' 'ew')\nb = 'other'\n", True),
        ("a = 'newer'\nb = 'other'\n", False),
        ("a = 'new'\nb = 'changed'\n", False),
        ("a = 'new'\nc = 'other'\n", False),
        ("a = 'new'\nb = 'other'\nc\n", False),
        ("a = f'{new}'\nb = 'other'\n", False),
        ("a = 'new\nb = 'other'\n", False),
    ],
)
def test_a_module_is_proved_to_say_what_it_shall(after: str, is_said: bool) -> None:
    tree = ast.parse("a = 'old'\nb = 'other'\n")
    assign = tree.body[0]
    assert isinstance(assign, ast.Assign)
    assert says(tree, after, {assign.value: "new"}) is is_said


def test_libcst_is_imported_only_to_write() -> None:
    program = (
        "import sys; from weft.analyzers.sql_lint.lint import lint_sql; import weft.analyzers.sql_lint.python_fixing;"
        "lint_sql('SELECT 1'); assert 'libcst' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_nothing_is_told_of_a_value_that_is_not_known() -> None:
    text = 'x.execute("SELECT id FROM users WHERE name = \'" + name + "\' AND password = \'" + password + "\'")\n'
    assert not findings_in(Source("example.py", text), ("readable-password",))
    assert findings_in(Source("example.py", text.replace('" + password + "', "a")), ("readable-password",))


def test_names_that_stand_for_each_other_end() -> None:
    lines = ["a0 = 'SELECT * FROM t'", *(f"a{n} = 'SELECT ' + a{n - 1} + a{n - 1}" for n in range(1, 40))]
    lines += ["b = 'SELECT ' + c + c", "c = 'SELECT ' + b + b", "x.execute(a39)", "x.execute(b)"]
    findings_in(Source("example.py", "\n".join(lines)), OWN)
