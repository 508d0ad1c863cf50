"""The way into the database behind a box for questions: one query at a time, and nothing else."""

import importlib
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from weft.backends.asking.asking_backend import AskingBackend
from weft.backends.database.database_backend import DatabaseBackend
from weft.diagnostics import Source
from weft.dsl.compile import compile_sources

SPEC = Path(__file__).with_name("lending.weft")
SCRIPT = "CREATE TABLE notes (number TEXT, author TEXT); INSERT INTO notes VALUES ('N1', 'Ann'), ('N2', 'Bob');"
ATTEMPTS = (
    "DELETE FROM notes",
    "CREATE TABLE more (a INTEGER)",
    "ATTACH 'file:other.db?mode=rwc' AS other",
    "VACUUM INTO 'copy.db'",
    "BEGIN READ WRITE",
    "DELETE FROM notes",
    "COMMIT",
    "SET default_transaction_read_only = off",
    "DELETE FROM notes",
    "SELECT 1; DELETE FROM notes",
    "WITH gone AS (DELETE FROM notes RETURNING *) SELECT * FROM gone",
    "COPY notes TO PROGRAM 'cat > copy.db'",
)


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The generated module `app.asking.reading`."""
    folder = tmp_path_factory.mktemp("lending")
    model = compile_sources([Source(SPEC.name, SPEC.read_text(encoding="utf-8"))]).model
    assert model is not None
    for file in (*DatabaseBackend().emit(model), *AskingBackend().emit(model)):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text, encoding="utf-8")
    _forget_app()
    sys.path.insert(0, str(folder))
    yield importlib.import_module("app.asking.reading")
    sys.path.remove(str(folder))
    _forget_app()


def _forget_app() -> None:
    for name in [name for name in sys.modules if name == "app" or name.startswith("app.")]:
        del sys.modules[name]


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path | str:
    """A database with two notes."""
    monkeypatch.chdir(tmp_path)
    if request.param == "postgres":
        url = str(request.getfixturevalue("postgres"))
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(SCRIPT.encode())
        return url
    with closing(sqlite3.connect("notes.sqlite3")) as connection:
        connection.executescript(SCRIPT)
    return Path("notes.sqlite3")


def test_nothing_is_written_and_no_other_file_is_touched(reading: Any, address: Path | str) -> None:
    before = sorted(Path().iterdir())
    for _ in range(2):
        with reading.reader_of(address, {"me": "Ann", "now": ""}) as run:
            for attempt in ATTEMPTS:
                with pytest.raises(ValueError, match=r"."):
                    run(attempt, 5, 10)
            assert len(run("SELECT * FROM notes", 5, 10)[1]) == 2
    assert sorted(Path().iterdir()) == before


def test_rows_and_time_are_limited_and_values_are_bound(reading: Any, address: Path | str) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT "
    with reading.reader_of(address, {"me": "Ann", "now": ""}) as run:
        columns, rows, is_cut = run("SELECT number FROM notes WHERE author = :me", 5, 10)
        assert (list(columns), [tuple(row) for row in rows], is_cut) == (["number"], [("N1",)], False)
        _, first, is_cut = run(f"{endless} i FROM n", 5, 3)
        assert ([row[0] for row in first], is_cut) == ([1, 2, 3], True)
        with pytest.raises(TimeoutError):
            run(f"{endless} COUNT(*) FROM n", 0.2, 3)
        assert len(run("SELECT * FROM notes", 5, 10)[1]) == 2
