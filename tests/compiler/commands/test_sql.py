"""`weft sql`: what it prints, writes and exits with."""

import io
import json
import re
import sys
from pathlib import Path

import pytest

from weft.compiler.cli import run

STAR = "SELECT * FROM a;\n"
NULL = "SELECT id FROM a WHERE b = NULL; -- kept\r\nSELECT 2;\r\n"
RULES = "select-star,comparison-with-null,update-without-where"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lint(*arguments: str) -> int:
    """Lint with a few rules only, so that new rules change no test."""
    return run(["sql", "lint", "--select", RULES, *arguments])


def plant(name: str, text: str | bytes) -> Path:
    """Write a file."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def give(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a text on standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), newline=""))


def test_the_exit_code_says_whether_there_are_findings(capsys: pytest.CaptureFixture[str]) -> None:
    plant("a.sql", STAR)
    assert lint() == 1
    assert lint("--fail-on", "error") == 0
    assert lint("--allow", "SQL059") == 0
    assert capsys.readouterr().out.count("1 warning") == 2


def test_files_that_hold_nothing_or_no_text_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    plant("empty.sql", "")
    plant("latin.sql", b"SELECT '\xe4';\n")
    plant("binary.sql", b"\0")
    assert lint("--dialect", "ansi") == 1
    said = capsys.readouterr()
    assert said.err == "note: empty.sql: empty\nnote: latin.sql: not UTF-8, read as Latin-1\n"
    assert said.out.startswith("binary.sql:1:1: error SQL903 unreadable-file: ")


def test_a_guessed_dialect_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a", "b"):
        plant(f"{name}.sql", "SELECT a::TEXT FROM b;\n")
    assert lint() == 0
    told = "no dialect is set, so it was guessed: postgres for 2 files (a.sql: it says '::')"
    assert capsys.readouterr().err == f"note: {told}\n"
    assert lint("--dialect", "postgres") == 0
    assert capsys.readouterr().err == ""


def test_settings_of_the_project_hold(capsys: pytest.CaptureFixture[str]) -> None:
    settings = "[tool.weft.sql]\ndialect = 'mysql'\nallow = ['SQL127']\n[tool.weft.sql.paths.'old/**']\n"
    plant("pyproject.toml", settings + "allow = ['select-star']\n")
    plant("a.sql", STAR + "UPDATE a SET b = 1;\n")
    plant("old/b.sql", STAR)
    assert lint("--format", "concise") == 1
    assert [line.split(": ")[0] for line in capsys.readouterr().out.splitlines()[:-2]] == ["a.sql:1:8"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere.sql"], "there is no such file or folder: nowhere.sql"),
        (["--select", "selct-star"], "there is no rule 'selct-star': did you mean 'select-star'?"),
        (["--dialect", "postgre"], "there is no dialect 'postgre': did you mean 'postgres'?"),
        (["--unsafe-fixes"], "--unsafe-fixes goes with --fix or --diff"),
        (["--exit-non-zero-on-fix"], "--exit-non-zero-on-fix goes with --fix"),
        (["--write-baseline", "known.json", "--fix"], "--write-baseline stands without --fix and --diff"),
        (["--statistics", "--format", "json"], "--statistics goes with the formats text and concise"),
        (["-", "a.sql"], "`-` stands alone"),
        (["--baseline", "known.json"], "known.json: there is no such file"),
        (["--format", "xml"], "Invalid value for '--format'"),
    ],
)
def test_misuse_ends_with_2(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    plant("a.sql", STAR)
    assert run(["sql", "lint", *arguments]) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    "settings",
    [
        "allow = ['selct-star']",
        "severity = {selct-star = 'off'}",
        "paths = {'x/**' = {allow = ['selct-star']}}",
        "paths = {'x/**' = {dialect = 'postgre'}}",
        "rules = {selct-star = {}}",
        "alow = []",
    ],
)
def test_wrong_settings_end_with_2(settings: str, capsys: pytest.CaptureFixture[str]) -> None:
    plant("pyproject.toml", f"[tool.weft.sql]\n{settings}\n")
    plant("a.sql", STAR)
    assert run(["sql", "lint", "a.sql"]) == 2
    assert "did you mean" in capsys.readouterr().err


def test_an_option_does_not_hide_a_wrong_setting(capsys: pytest.CaptureFixture[str]) -> None:
    plant("pyproject.toml", "[tool.weft.sql]\nseverity = {selct-star = 'off'}\n")
    plant("a.sql", STAR)
    assert run(["sql", "lint", "a.sql", "--select", "select-star"]) == 2
    assert "there is no rule 'selct-star': did you mean 'select-star'?" in capsys.readouterr().err


def test_a_failure_names_the_file(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail(self: object, file: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr("weft.compiler.sql_analysis.Analyst._read", fail)
    plant("a.sql", STAR)
    assert lint("a.sql") == 2
    assert "a.sql: KeyError: 'x'\nthis is a bug in weft" in capsys.readouterr().err


def test_standard_input_is_linted_under_a_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    give(STAR, monkeypatch)
    assert lint("-", "--stdin-filename", "db/x.sql", "--format", "concise") == 1
    assert capsys.readouterr().out.startswith("db/x.sql:1:8: warning SQL059")


def test_fixes_keep_everything_else_of_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    path = plant("a.sql", NULL)
    path.chmod(0o640)
    assert lint("a.sql", "--fix") == 1
    assert path.read_bytes() == NULL.encode()
    assert lint("a.sql", "--fix", "--unsafe-fixes", "--dialect", "ansi") == 0
    assert path.read_bytes() == NULL.replace("= NULL", "IS NULL").encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert capsys.readouterr().err.endswith("put right: 1 comparison-with-null, in 1 file\n")


def test_fixing_can_fail_the_run() -> None:
    plant("a.sql", NULL)
    assert lint("a.sql", "--fix", "--unsafe-fixes", "--exit-non-zero-on-fix") == 1
    assert lint("a.sql", "--fix", "--unsafe-fixes", "--exit-non-zero-on-fix") == 0


def test_what_fixing_has_tried_is_not_offered_again(capsys: pytest.CaptureFixture[str]) -> None:
    plant("a.sql", STAR)
    lint("a.sql")
    assert "can be fixed: up to 1 with --fix --unsafe-fixes" in capsys.readouterr().out
    lint("a.sql", "--fix", "--unsafe-fixes")
    assert "can be fixed" not in capsys.readouterr().out


@pytest.mark.parametrize("for_all", ["", "severity = { generic-primary-key = 'off' }"])
def test_the_severity_of_a_path_turns_a_rule_on_there_alone(for_all: str, capsys: pytest.CaptureFixture[str]) -> None:
    plant("a/a.sql", "CREATE TABLE inner_orders (id bigint PRIMARY KEY, total numeric NOT NULL);")
    plant("b/b.sql", "CREATE TABLE outer_orders (id bigint PRIMARY KEY, total numeric NOT NULL);")
    of_path = "[tool.weft.sql.paths.'a/**']\nseverity = { SQL003 = 'error' }\n"
    plant("pyproject.toml", f"[tool.weft.sql]\ndialect = 'postgres'\n{for_all}\n{of_path}")
    assert run(["sql", "lint", ".", "--format", "concise"]) == 1
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines() if "SQL003" in line] == ["a/a.sql"]


def test_other_encodings_are_fixed_as_they_are() -> None:
    text = "SELECT 'ä' FROM a WHERE b = NULL;\r\n"
    path = plant("a.sql", b"\xff\xfe" + text.encode("utf-16-le"))
    assert lint("a.sql", "--fix", "--unsafe-fixes") == 0
    assert path.read_bytes() == b"\xff\xfe" + text.replace("= NULL", "IS NULL").encode("utf-16-le")


def test_the_difference_is_shown_and_nothing_written(capsys: pytest.CaptureFixture[str]) -> None:
    path = plant("a.sql", "SELECT id FROM a WHERE b = NULL")
    assert lint("a.sql", "--diff", "--unsafe-fixes") == 1
    said = capsys.readouterr()
    assert said.out == (
        "--- a.sql\n+++ a.sql\n@@ -1 +1 @@\n"
        "-SELECT id FROM a WHERE b = NULL\n\\ No newline at end of file\n"
        "+SELECT id FROM a WHERE b IS NULL\n\\ No newline at end of file\n"
    )
    assert said.err == "would be put right: 1 comparison-with-null, in 1 file\n"
    assert path.read_text() == "SELECT id FROM a WHERE b = NULL"


def test_every_kind_of_reading_is_counted_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    plant("a.sql", "SELECT 1;\n")
    lint("a.sql", "--format", "json")
    told = json.loads(capsys.readouterr().out)
    assert told["summary"]["statements"] == {"analysed": 1, "pattern-only": 0, "unparsed": 0}


def test_that_there_is_no_difference_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    plant("a.sql", NULL)
    assert lint("a.sql", "--diff") == 0
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "nothing would be put right; with --unsafe-fixes up to 1 finding\n")


def test_what_is_allowed_or_known_is_not_fixed() -> None:
    text = "SELECT id FROM a WHERE b = NULL; -- weft: allow comparison-with-null\nSELECT id FROM c WHERE d = NULL;\n"
    path = plant("a.sql", text)
    assert lint("a.sql", "--write-baseline", "known.json") == 0
    assert lint("a.sql", "--baseline", "known.json", "--fix", "--unsafe-fixes") == 0
    assert path.read_text() == text
    assert lint("a.sql", "--fix", "--unsafe-fixes") == 0
    assert path.read_text() == text.replace("d = NULL", "d IS NULL")


def test_standard_input_is_fixed_to_standard_output(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), write_through=True))
    give(NULL + STAR, monkeypatch)
    assert lint("-", "--fix", "--unsafe-fixes") == 1
    written = sys.stdout.buffer
    assert isinstance(written, io.BytesIO)
    assert written.getvalue() == (NULL.replace("= NULL", "IS NULL") + STAR).encode()


def test_the_baseline_hides_what_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    plant("a.sql", STAR)
    assert lint("--write-baseline", "known.json") == 0
    assert lint("--baseline", "known.json") == 0
    plant("pyproject.toml", "[tool.weft.sql]\nbaseline = 'known.json'\n")
    plant("a.sql", "\n" + STAR + "SELECT * FROM b;\n")
    assert lint("--format", "concise") == 1
    out = capsys.readouterr().out
    assert "a.sql:3:8" in out and "a.sql:2:8" not in out and "1 finding known by the baseline" in out


def test_reports_for_tools_go_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    plant("a.sql", STAR)
    plant("empty.sql", "")
    assert lint("--format", "json") == 1
    said = capsys.readouterr()
    document = json.loads(said.out)
    assert [finding["code"] for finding in document["findings"]] == ["SQL059"]
    assert (said.err, document["notes"]) == ("", ["empty.sql: empty"])


def test_statistics_count(capsys: pytest.CaptureFixture[str]) -> None:
    plant("a.sql", STAR * 3)
    assert lint("--statistics") == 1
    assert capsys.readouterr().out.startswith("     3  SQL059  select-star\n3 warnings")


def test_migrations_are_told_by_their_path_or_by_the_option(capsys: pytest.CaptureFixture[str]) -> None:
    sql = "CREATE INDEX i ON orders (id);\nSELECT * FROM a;\n"
    for name in ("db/migrations/1.sql", "db/1.sql"):
        plant(name, sql)
    arguments = ["sql", "lint", "--dialect", "postgres", "--format", "concise", "--select"]
    assert run([*arguments, "blocking-index-creation", "db"]) == 1
    assert re.findall(r"^db/\S*(?=:1:)", capsys.readouterr().out, re.M) == ["db/migrations/1.sql"]
    assert run([*arguments, "blocking-index-creation,select-star", "--migrations", "db/1.sql"]) == 1
    assert re.findall(r"SQL\d+ ([\w-]+)", capsys.readouterr().out) == ["blocking-index-creation"]


def test_tables_are_known_from_files_that_are_not_named(capsys: pytest.CaptureFixture[str]) -> None:
    plant("pyproject.toml", "[tool.weft.sql]\ndialect = 'postgres'\nschema = ['db/**']\n")
    plant("db/tables.sql", "CREATE TABLE logs (line TEXT);\nALTER TABLE logs ADD PRIMARY KEY (line);\n")
    path = plant("query.sql", "SELECT * FROM logs;\n")
    assert run(["sql", "lint", "query.sql", "--select", "select-star,missing-primary-key"]) == 1
    assert "1 file, 1 statement" in capsys.readouterr().out
    assert run(["sql", "lint", "query.sql", "--select", "select-star", "--fix", "--unsafe-fixes"]) == 0
    assert path.read_text() == "SELECT line FROM logs;\n"


def test_rules_are_listed_and_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sql", "lint", "--list-rules"]) == 0
    assert re.search(r"^SQL059  warning  unsafe      on   select-star$", capsys.readouterr().out, re.M)
    assert run(["sql", "explain", "SQL059"]) == run(["sql", "explain", "Select-Star"]) == 0
    assert run(["explain", "select-star"]) == 0
    assert capsys.readouterr().out.count("### SQL059 select-star\n\n*warning, fix: unsafe*") == 3
    assert run(["sql", "explain", "selct-star"]) == run(["explain", "selct-star"]) == run(["sql", "explain"]) == 2
    assert capsys.readouterr().err.count("did you mean") == 2
