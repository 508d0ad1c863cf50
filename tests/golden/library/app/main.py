"""Puts the application together."""

from pathlib import Path

from fastapi import FastAPI
from starlette.middleware.sessions import SessionMiddleware

from app.api import health
from app.clock import Clock, SystemClock
from app.errors import add_error_handlers
from app.gateways.gateways import Gateways, connect_gateways
from app.lifecycle import create_system, run_scheduler
from app.middleware import SafeHeadersAndLog
from app.pages import routes as pages
from app.pages.navigation import SYSTEM_TITLE
from app.settings import Settings
from app.static_files import CurrentFiles

STATIC = Path(__file__).parent / "pages" / "static"


def create_app(
    settings: Settings, clock: Clock | None = None, gateways: Gateways | None = None
) -> FastAPI:
    """Return the application; tests hand in their own clock and gateways."""
    system = create_system(settings, clock or SystemClock(), gateways or connect_gateways(settings))
    app = FastAPI(
        title=SYSTEM_TITLE,
        lifespan=run_scheduler,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
    )
    app.state.system = system
    app.add_middleware(
        SessionMiddleware,
        secret_key=settings.secret,
        session_cookie="session",
        max_age=settings.session_hours * 3600,
        same_site="lax",
        https_only=settings.secure_cookies,
    )
    app.add_middleware(SafeHeadersAndLog)
    app.mount("/static", CurrentFiles(directory=STATIC), name="static")
    app.include_router(health.router)
    app.include_router(pages.router)
    add_error_handlers(app)
    return app
