"""What all tests share: --golden, the third-party corpora, databases, and skips that CI turns into failures."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import psycopg
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from postgres_server import postgres_programs, running_postgres

ROOT = Path(__file__).parent.parent


class Require(Protocol):
    """Skip the running test for want of something; under WEFT_REQUIRE, fail instead."""

    def __call__(self, name: str, reason: str) -> None:
        """Give up the test: `name` is what WEFT_REQUIRE may list, `reason` is what is missing."""
        ...


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --golden, which rewrites the expected files instead of comparing with them."""
    parser.addoption("--golden", action="store_true", help="rewrite the golden files; review the difference after")


def give_up(name: str, reason: str) -> None:
    """Skip the running test, or fail it if WEFT_REQUIRE lists what is missing."""
    if name in os.environ.get("WEFT_REQUIRE", "").replace(" ", "").split(","):
        pytest.fail(f"{reason}, and WEFT_REQUIRE asks for {name}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def require() -> Require:
    """Return the function that gives a test up for want of something: `require("browser", "no chromium found")`."""
    return give_up


@pytest.fixture(scope="session")
def corpora(require: Require) -> Path:
    """Return the folder of third-party test data; skip the test where there is none."""
    folder = Path(os.environ.get("WEFT_CORPORA", ROOT.parent / "shared" / "corpora")).absolute()
    if not folder.is_dir():
        require("corpora", f"no corpora in {folder}")
    return folder


@pytest.fixture(scope="session")
def postgres_server(require: Require) -> Iterator[str]:
    """Return the address of a PostgreSQL server that is thrown away; skip the test where there is none."""
    programs = postgres_programs()
    if programs is None:
        require("postgres", "no PostgreSQL server was found")
        return
    with running_postgres(programs) as address:
        yield address


@pytest.fixture
def postgres(postgres_server: str) -> str:
    """Return the address of an empty database on PostgreSQL."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return postgres_server.replace("/postgres?", f"/{name}?")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of an empty database, once on SQLite and once on PostgreSQL."""
    return str(tmp_path / "test.sqlite3") if request.param == "sqlite" else request.getfixturevalue("postgres")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Return the function that compares a text with a golden file, or rewrites the file under --golden."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        assert path.is_file(), f"no golden file {path}: run `make golden`"
        assert text == path.read_bytes().decode(), f"{path} differs: run `make golden` and review"

    return compare
