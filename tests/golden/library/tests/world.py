"""The system under test, with a clock that stands still."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fastapi import FastAPI

from app.clock import SettableClock
from app.database.database import Connection
from app.main import create_app
from app.services.scheduler import tick
from app.settings import Settings
from app.system import System
from tests.database import drop_database, empty_database, number_rows
from tests.stubs import START, StubGateways


@dataclass(frozen=True, slots=True)
class World:
    """A fresh system and its surroundings."""

    app: FastAPI
    system: System
    clock: SettableClock
    gateways: StubGateways

    @property
    def connection(self) -> Connection:
        return self.system.database.connection()

    @property
    def now(self) -> datetime:
        return self.clock.now()

    def close(self) -> None:
        """Close the database and leave nothing of it on a server."""
        self.system.database.close()
        drop_database(self.system.settings.database)

    def passes(self, **step: int) -> None:
        """Let time pass, such as `minutes=16`, and let the system act."""
        self.clock.move(timedelta(**step))
        tick(self.system.context())


def create_world(folder: Path) -> World:
    """Create a system with an empty database, a file in a folder or a schema on a server."""
    settings = Settings(database=empty_database(folder), secret="test", fast_passwords=True)
    clock = SettableClock(START)
    gateways = StubGateways()
    app = create_app(settings, clock, gateways.gateways())
    number_rows(settings.database)
    return World(app, app.state.system, clock, gateways)


def at(text: str) -> datetime:
    """Return the moment written as `2026-07-22 08:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
