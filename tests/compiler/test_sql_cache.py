"""Results are kept by all that they depend on; a run that is kept whole needs neither the parser nor the rules."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from weft.compiler.cache import DAY, DAYS_KEPT, cache_folder
from weft.compiler.sql_analysis import Analyst
from weft.compiler.sql_cache import SqlCache
from weft.compiler.sql_config import SqlConfig
from weft.compiler.sql_files import SqlFile
from weft.compiler.sql_run import Run, lint

QUERY = SqlFile("query.sql", "SELECT * FROM orders;\n")
TABLE = SqlFile("table.sql", "CREATE TABLE orders (id INT PRIMARY KEY);\n")
CONFIG = SqlConfig(select=("select-star",))
OF_OTHER_FILES = (
    "weft.analyzers.sql_lint.python_sql",
    "weft.analyzers.sql_lint.python_rules",
    "weft.analyzers.sql_lint.data_rules",
)
HEAVY = ("sqlglot", "rich", "weft.analyzers.sql_lint.rules", "tempfile", "importlib.metadata")


@pytest.fixture(autouse=True)
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Put the cache into a folder of its own, and return the names of the files that are looked into from now on."""
    names: list[str] = []
    original = Analyst.read

    def counting(self: Analyst, file: SqlFile) -> object:
        names.append(file.name)
        return original(self, file)

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Analyst, "read", counting)
    return names


def run(*files: SqlFile, config: SqlConfig = CONFIG) -> Run:
    """Lint files with a cache."""
    return lint(files, config, SqlCache(config))


def test_what_was_seen_is_not_looked_at_again_and_tells_the_same(read: list[str]) -> None:
    first = run(QUERY, TABLE)
    assert read == ["query.sql", "table.sql"]
    assert run(QUERY, TABLE) == first
    assert read == ["query.sql", "table.sql"]
    assert [found.name for linted in first.files for found in linted.found] == ["select-star"]


def test_another_text_is_looked_at(read: list[str]) -> None:
    run(QUERY, TABLE)
    run(replace(QUERY, text="SELECT 1;"), TABLE)
    assert read == ["query.sql", "table.sql", "query.sql"]


def test_another_schema_makes_everything_new(read: list[str]) -> None:
    run(QUERY, TABLE)
    run(QUERY, replace(TABLE, text="CREATE TABLE orders (id INT);"))
    assert read == ["query.sql", "table.sql"] * 2


@pytest.mark.parametrize(
    "config",
    [
        replace(CONFIG, select=("right-join",)),
        replace(CONFIG, dialect="postgres"),
        replace(CONFIG, severity=(("select-star", "error"),)),
        replace(CONFIG, migrations_only=True, select=()),
    ],
)
def test_other_settings_make_everything_new(config: SqlConfig, read: list[str]) -> None:
    run(QUERY)
    run(QUERY, config=config)
    assert read == ["query.sql"] * 2


def test_settings_of_the_report_change_nothing(read: list[str]) -> None:
    run(QUERY)
    run(QUERY, config=replace(CONFIG, fail_on="error", baseline="known.json"))
    assert read == ["query.sql"]


def test_another_weft_makes_everything_new(read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    run(QUERY)
    monkeypatch.setattr("weft.compiler.sql_cache.weft_fingerprint", lambda folders: "other")  # type: ignore[misc]
    run(QUERY)
    assert read == ["query.sql"] * 2


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"found": 1, "suppressions": []}', b"\xff"])
def test_what_is_damaged_is_made_again(content: bytes, read: list[str]) -> None:
    first = run(QUERY)
    for path in cache_folder().glob("sql/*/*.json"):
        path.write_bytes(content)
    assert run(QUERY) == first
    assert read == ["query.sql"] * 2


def test_what_others_may_write_is_not_trusted(read: list[str]) -> None:
    run(QUERY)
    for path in cache_folder().glob("sql/*/*.json"):
        path.chmod(0o666)
    run(QUERY)
    assert read == ["query.sql"] * 2


def test_what_is_old_is_forgotten_once_a_day() -> None:
    run(QUERY)
    kept = sorted(cache_folder().glob("sql/*/*.json"))
    long_ago = kept[0].stat().st_mtime - (DAYS_KEPT + 1) * DAY
    os.utime(kept[0], (long_ago, long_ago))
    SqlCache(CONFIG).prune()
    assert kept[0].exists()
    os.utime(cache_folder() / "sql" / "pruned", (long_ago, long_ago))
    SqlCache(CONFIG).prune()
    assert sorted(cache_folder().glob("sql/*/*.json")) == kept[1:]


def test_without_the_cache_nothing_is_kept(read: list[str]) -> None:
    lint([QUERY], CONFIG, SqlCache(CONFIG, is_used=False))
    lint([QUERY], CONFIG, SqlCache(CONFIG, is_used=False))
    assert read == ["query.sql"] * 2
    assert not (cache_folder() / "sql").exists()


def test_a_run_that_is_kept_whole_imports_neither_parser_nor_rules() -> None:
    Path("a.sql").write_text("SELECT * FROM a;\n")
    first, again = (in_a_process(["sql", "lint", "a.sql"], HEAVY) for _ in range(2))
    assert (first.returncode, again.returncode) == (1, 1)
    assert "sqlglot" in first.stderr.splitlines()[-1]
    assert again.stderr.splitlines()[-1] == "[]"
    assert first.stdout.splitlines()[:-1] == again.stdout.splitlines()[:-1]


def test_a_run_over_sql_imports_no_rules_for_python_and_for_rows() -> None:
    Path("a.sql").write_text("SELECT * FROM a;\n")
    Path("b.py").write_text("cursor.execute('SELECT * FROM a')\n")
    arguments = ["sql", "lint", "--select", "select-star", "--no-cache"]
    assert in_a_process([*arguments, "a.sql"], OF_OTHER_FILES).stderr.splitlines()[-1] == "[]"
    assert in_a_process([*arguments, "b.py"], OF_OTHER_FILES).stderr.splitlines()[-1] == str(list(OF_OTHER_FILES))


def in_a_process(arguments: list[str], watched: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    """Run a command in a fresh process, which tells last on standard error which of some modules it has imported."""
    program = (
        f"import sys; from weft.compiler.cli import run; code = run({arguments}); "
        f"print([name for name in {watched} if name in sys.modules], file=sys.stderr); sys.exit(code)"
    )
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
