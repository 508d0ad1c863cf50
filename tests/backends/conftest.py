"""A whole generated system with pages and interfaces, `cases/workshop.weft`, for the tests of both."""

import importlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from weft.backends.api.api_backend import ApiBackend
from weft.backends.application.application_backend import ApplicationBackend
from weft.backends.database.database_backend import DatabaseBackend
from weft.backends.domain.domain_backend import DomainBackend
from weft.backends.ui.ui_backend import UiBackend
from weft.diagnostics import Source
from weft.dsl.compile import compile_sources

SPEC = Path(__file__).parent / "cases" / "workshop.weft"
LAYERS = (DomainBackend, DatabaseBackend, ApplicationBackend, ApiBackend, UiBackend)
PASSWORD = "correct horse battery"


@dataclass(frozen=True, slots=True)
class Workshop:
    """A fresh system: a manager "Max", and the clients "ann" of Bonn and "ben" of Bern."""

    system: Any

    def load(self, name: str) -> Any:
        """Import a module of the generated system."""
        return importlib.import_module(f"app.{name}")

    @property
    def connection(self) -> Any:
        """Return this thread's connection."""
        return self.system.state.system.database.connection()

    def visitor(self) -> Any:
        """Return a browser in which nobody is signed in."""
        return TestClient(self.system, raise_server_exceptions=True)

    def add_request(self, title: str, client: str = "ann", **values: object) -> int:
        """Add a request of a client and return its key."""
        enums, requests = self.load("domain.enums"), self.load("database.requests")
        record = self.load("domain.request").RequestRecord
        fields: dict[str, Any] = {
            "helper": None,
            "kind": enums.Kind("Lamp"),
            "urgent": False,
            "gift": None,
            "budget": 123456,
            "due": None,
            "meets": datetime(2026, 3, 3, 8, 0, tzinfo=UTC),
            "takes": None,
            "rating": None,
            "class_": None,
            "state": enums.RequestState("open"),
        }
        key = requests.next_id(self.connection)
        requests.insert(self.connection, record(**{**fields, "id": key, "title": title, "client": client, **values}))
        return key


@pytest.fixture(scope="module")
def emitted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Put the generated package `app` in reach."""
    folder = tmp_path_factory.mktemp("workshop")
    compiled = compile_sources([Source(SPEC.name, SPEC.read_text(encoding="utf-8"))])
    assert compiled.is_sound, compiled.diagnostics
    for layer in LAYERS:
        for file in layer().emit(compiled.model):
            path = folder / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(file.text, encoding="utf-8")
    _forget_app()
    sys.path.insert(0, str(folder))
    yield folder
    sys.path.remove(str(folder))
    _forget_app()


def _forget_app() -> None:
    for name in [name for name in sys.modules if name == "app" or name.startswith("app.")]:
        del sys.modules[name]


@pytest.fixture
def workshop(emitted: Path, tmp_path: Path) -> Iterator[Workshop]:
    """Return a fresh system."""
    load = importlib.import_module
    settings = load("app.settings").Settings(database=tmp_path / "t.sqlite3", secret="s", fast_passwords=True)
    clock = load("app.clock").SettableClock(datetime(2026, 3, 2, 8, 0, tzinfo=UTC))
    workshop = Workshop(load("app.main").create_app(settings, clock))
    hashed = workshop.system.state.system.passwords.hash(PASSWORD)
    manager = load("app.domain.manager").Manager(name="Max", email="max@example.com")
    load("app.database.managers").insert(workshop.connection, manager, password_hash=hashed)
    clients = load("app.database.clients")
    for name, city in (("ann", "Bonn"), ("ben", "Bern")):
        client = load("app.domain.client").Client(nick=name, email=f"{name}@example.com", city=city)
        clients.insert(workshop.connection, client, password_hash=hashed)
    yield workshop
    workshop.system.state.system.database.close()
