"""Settings, read once from the environment."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an operator may choose; each field has an `APP_…` variable.

    `database` is the path of a SQLite file, or the address of a PostgreSQL database.
    """

    database: Path | str
    secret: str
    host: str = "127.0.0.1"
    port: int = 8000
    log_level: str = "INFO"
    secure_cookies: bool = False
    session_hours: int = 12
    tick_seconds: float = 5.0
    fast_passwords: bool = False

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Read `APP_…` variables; what is not set keeps its default."""
        database = environment.get("APP_DATABASE", "data.sqlite3")
        return cls(
            database=database,
            secret=environment.get("APP_SECRET") or stored_secret(database),
            host=environment.get("APP_HOST", "127.0.0.1"),
            port=int(environment.get("APP_PORT", "8000")),
            log_level=environment.get("APP_LOG_LEVEL", "INFO"),
            secure_cookies=environment.get("APP_SECURE_COOKIES", "no") == "yes",
            session_hours=int(environment.get("APP_SESSION_HOURS", "12")),
            tick_seconds=float(environment.get("APP_TICK_SECONDS", "5")),
        )


def stored_secret(database: str) -> str:
    """Return this installation's own secret, made on first use beside the database file."""
    path = Path("app.secret" if "://" in database else f"{database}.secret")
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(32), encoding="utf-8")
    return path.read_text(encoding="utf-8").strip()
