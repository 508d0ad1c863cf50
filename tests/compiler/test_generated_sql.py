"""The SQL of every build is held to the linter's rules; the same SQL is not looked into twice."""

import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from weft.analyzers.sql_lint.python_sql import read_python
from weft.analyzers.sql_lint.reserved_words import RESERVED
from weft.backends import BACKENDS
from weft.backends.backend import OutputFile
from weft.backends.names import SQL_RESERVED
from weft.compiler import generated_sql, generated_sql_analysis
from weft.compiler.cache import cache_folder
from weft.compiler.generated_sql import findings_in_sql, sql_files
from weft.compiler.generated_sql_analysis import analyze
from weft.compiler.generated_sql_results import SqlFinding
from weft.compiler.generated_sql_verdicts import Verdicts
from weft.compiler.pipeline import check_spec
from weft.diagnostics import Severity, Source
from weft.dsl.compile import compile_sources
from weft.dsl.model import Model

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = sorted(folder for folder in (ROOT / "examples").iterdir() if folder.is_dir())
CASES = sorted((ROOT / "tests" / "backends").rglob("*.weft"))
TEMPLATES = {"taken_names.weft"}  # which names stand in it is for its own tests to say
SPECS = [*EXAMPLES, *(path for path in CASES if path.name not in TEMPLATES)]
each_spec = pytest.mark.parametrize("spec", SPECS, ids=lambda path: path.relative_to(ROOT).as_posix())

NOTES = [
    OutputFile("app/schema.sql", "CREATE TABLE notes (id BIGINT PRIMARY KEY, title TEXT NOT NULL);\n"),
    OutputFile("app/notes.py", 'SQL = "SELECT title FROM notes WHERE id = :id"\n'),
    OutputFile("app/main.py", "print(1)\n"),
]
FAULTY = [*NOTES, OutputFile("app/clear.sql", "-- name: clear\nDELETE FROM notes;\n")]


@pytest.fixture(autouse=True)
def looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Put the cache into a folder of its own, and return the paths of the files that were looked into each time."""
    runs: list[list[str]] = []

    def note(files: Sequence[OutputFile], known: Verdicts) -> tuple[SqlFinding, ...]:
        runs.append([file.path for file in files])
        return analyze(files, known)

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(generated_sql_analysis, "analyze", note)
    return runs


def emitted(model: Model) -> list[OutputFile]:
    """Return what the backends make of a model, its Python not yet laid out."""
    return [file for backend in BACKENDS for file in backend.emit(model)]


@cache
def built(spec: Path) -> list[OutputFile]:
    """Return the files of a spec, which is sound."""
    checked = check_spec([spec])
    assert checked.is_sound
    return emitted(checked.compiled.model)


# what Weft generates


@each_spec
def test_the_rules_find_nothing_in_what_is_generated(spec: Path) -> None:
    files = sql_files(built(spec))
    assert analyze(files) == ()


@each_spec
def test_nor_do_they_where_the_statements_are_taken_for_postgresql(spec: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generated_sql_analysis, "DIALECT", "postgres")
    files = [file for file in sql_files(built(spec)) if file.path.endswith(".sql")]
    # Dates are texts because SQLite has no type for them, and PostgreSQL has no index for IS NOT DISTINCT FROM.
    texts = {file.path: file.text for file in files}
    told = [(found, texts[found.path][found.start : found.end]) for found in analyze(files)]
    assert [found for found, sql in told if found.name != "value-as-text" and "IS NOT DISTINCT FROM" not in sql] == []


@each_spec
def test_no_python_that_holds_sql_is_left_out(spec: Path) -> None:
    files = [file for file in built(spec) if file.path.endswith(".py")]
    modules = ((file, read_python(Source(file.path, file.text), "sqlite")) for file in files)
    with_sql = [file.path for file, module in modules if module and module.queries]
    assert set(with_sql) <= {file.path for file in sql_files(files)}
    assert with_sql


@pytest.mark.parametrize("number", range(10))
def test_what_sql_reserves_can_be_a_field(number: int) -> None:
    words = sorted({word.lower() for word in RESERVED} | SQL_RESERVED)
    fields = "".join(f"  {word}: text(9)\n" for word in words[number::10])
    page = 'Page: Things at "/things"\n  table of Thing sorted by ref\nApi: "/api/things"\n  exposes Thing list, read\n'
    compiled = compile_sources([Source("a.weft", f"Entity: Thing\n  ref: text(9) key\n{fields}{page}")])
    assert [found for found in compiled.diagnostics if found.severity is Severity.ERROR] == []
    files = emitted(compiled.model)
    assert analyze(sql_files(files)) == ()
    schema = next(file.text for file in files if file.path == "app/database/schema.sql")
    sqlite3.connect(":memory:").executescript(schema)


# what is known from earlier builds


def test_the_same_sql_is_not_looked_into_again(looked_into: list[list[str]]) -> None:
    first = findings_in_sql(FAULTY, "spec")
    assert [found.name for found in first] == ["delete-without-where"]
    assert findings_in_sql([*FAULTY[:2], OutputFile("app/main.py", "print(2)\n"), FAULTY[3]], "spec") == first
    assert looked_into == [["app/schema.sql", "app/notes.py", "app/clear.sql"]]


@pytest.mark.parametrize("number", [0, 1, 3])
def test_other_sql_is_looked_into(number: int, looked_into: list[list[str]]) -> None:
    findings_in_sql(FAULTY, "spec")
    files = list(FAULTY)
    files[number] = OutputFile(files[number].path, files[number].text.replace("notes", "memos"))
    findings_in_sql(files, "spec")
    assert len(looked_into) == 2


@pytest.mark.parametrize("part", ["generated_sql.parser_state", "last_build.weft_fingerprint"])
def test_another_parser_and_other_rules_look_again(
    part: str, looked_into: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    findings_in_sql(NOTES, "spec")
    monkeypatch.setattr(f"weft.compiler.{part}", lambda: "another")
    findings_in_sql(NOTES, "spec")
    assert len(looked_into) == 2


def test_a_spoilt_cache_only_costs_time(looked_into: list[list[str]]) -> None:
    first = findings_in_sql(FAULTY, "spec")
    [path] = (cache_folder() / generated_sql.KIND).iterdir()
    path.write_bytes(b"spoilt")
    assert findings_in_sql(FAULTY, "spec") == first
    assert len(looked_into) == 2


TASKS = (
    "CREATE TABLE people (id BIGINT PRIMARY KEY, name TEXT NOT NULL);\n"
    "CREATE TABLE tasks (id BIGINT PRIMARY KEY, title TEXT NOT NULL, person BIGINT NOT NULL);\n"
    "CREATE INDEX tasks_by_person ON tasks (person);\n"
)
OF_PEOPLE = OutputFile("app/people.sql", "SELECT name FROM people WHERE id = :id;\n")
OF_TASKS = OutputFile("app/tasks.sql", "SELECT title FROM tasks WHERE person = :person;\n")
IN_PYTHON = OutputFile(
    "app/tasks.py", 'def all(db):\n    return db.execute("SELECT title FROM tasks WHERE person = 1")\n'
)


def with_schema(schema: str) -> list[OutputFile]:
    """Return files that ask for tables, with the file that declares them."""
    return [OutputFile("app/schema.sql", schema), OF_PEOPLE, OF_TASKS, IN_PYTHON]


@pytest.mark.parametrize(
    ("change", "lacks_index"),
    [
        ("DROP INDEX tasks_by_person;\n", True),
        ("ALTER TABLE tasks RENAME COLUMN person TO worker;\n", False),
        ("DROP TABLE tasks;\n", False),
    ],
)
def test_a_change_of_the_tables_is_seen_in_files_that_did_not_change(change: str, lacks_index: bool) -> None:
    assert findings_in_sql(with_schema(TASKS), "spec") == ()
    files = with_schema(TASKS + change)
    found = findings_in_sql(files, "spec")
    assert found == analyze(files)
    assert ("filter-without-index" in {one.name for one in found if one.path == OF_TASKS.path}) == lacks_index
    assert findings_in_sql(with_schema(TASKS), "spec") == ()


def test_an_index_that_is_no_longer_created_is_missed_in_files_that_did_not_change() -> None:
    assert findings_in_sql(with_schema(TASKS), "spec") == ()
    found = findings_in_sql(with_schema(TASKS.replace("CREATE INDEX tasks_by_person ON tasks (person);\n", "")), "spec")
    assert "filter-without-index" in {one.name for one in found if one.path == OF_TASKS.path}


def test_only_files_that_changed_or_ask_for_a_changed_table_are_read_again() -> None:
    known: Verdicts = {}
    analyze(with_schema(TASKS), known)
    before = list(known.values())
    analyze(with_schema(TASKS.replace("title TEXT NOT NULL", "title VARCHAR(80) NOT NULL")), known)
    assert [any(verdict is other for other in before) for verdict in known.values()] == [False, True, False, False]


@each_spec
def test_what_is_kept_says_the_same_as_looking_again(spec: Path) -> None:
    files = sql_files(built(spec))
    [schema] = [number for number, file in enumerate(files) if file.path == "app/database/schema.sql"]
    known: Verdicts = {}
    analyze(files, known)
    statements = files[schema].text.split("\n\n")
    for left_out in range(1, len(statements), 3):
        text = "\n\n".join(statements[:left_out] + statements[left_out + 1 :])
        changed = [OutputFile(file.path, text) if number == schema else file for number, file in enumerate(files)]
        assert analyze(changed, known) == analyze(changed)


def test_a_changed_scenario_changes_no_sql() -> None:
    spec = next(path for path in EXAMPLES if path.name == "library") / "library.weft"
    text = spec.read_text(encoding="utf-8")
    changed = text.replace("Scenario: ", "Scenario: SC-900 Then as now: ", 1)
    assert changed != text
    models = (compile_sources([Source("library.weft", version)]).model for version in (text, changed))
    before, after = (emitted(model) for model in models)
    assert before != after
    assert sql_files(before) == sql_files(after)


def test_a_build_with_known_sql_does_not_import_the_parser(tmp_path: Path) -> None:
    spec = tmp_path / "notes.weft"
    spec.write_text("Entity: Note\n  title: text(80)\n")
    words = ["build", str(spec), "--quiet", "--out"]
    code = "import sys; from weft.compiler.cli import run; print(run(sys.argv[1:]), 'sqlglot' in sys.modules)"
    commands = ([sys.executable, "-P", "-c", code, *words, out] for out in ("first", "second"))
    told = [subprocess.run(line, cwd=tmp_path, capture_output=True, text=True, check=True) for line in commands]
    assert [done.stdout for done in told] == ["0 True\n", "0 False\n"]
