"""How the system is put together, started and stopped."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from app.clock import Clock
from app.database.database import Database
from app.database.dialect import dialect_of
from app.extensions.hooks import OwnHooks
from app.gateways.gateways import Gateways
from app.security.passwords import Passwords
from app.security.tokens import Tokens
from app.services.scheduler import Scheduler
from app.settings import Settings
from app.system import System


def create_system(settings: Settings, clock: Clock, gateways: Gateways) -> System:
    """Open the database and make its tables."""
    database = Database(dialect_of(str(settings.database)))
    database.create_tables()
    return System(
        settings=settings,
        clock=clock,
        database=database,
        gateways=gateways,
        hooks=OwnHooks(),
        passwords=Passwords(fast=settings.fast_passwords),
        tokens=Tokens(settings.secret, hours=settings.session_hours),
    )


@asynccontextmanager
async def run_scheduler(app: FastAPI) -> AsyncGenerator[None, None]:
    """Let the system act by itself while the server runs."""
    system: System = app.state.system
    scheduler = Scheduler(system)
    scheduler.start()
    yield
    scheduler.stop()
    system.database.close()
