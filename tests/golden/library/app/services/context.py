"""What an action runs in."""

from dataclasses import dataclass
from datetime import datetime

from app.database.database import Connection
from app.domain.roles import Person
from app.gateways.gateways import Gateways
from app.security.passwords import Passwords
from app.services.hooks import Hooks


@dataclass(frozen=True, slots=True)
class Context:
    """The connection, the present moment, who asks, and what lies outside."""

    connection: Connection
    now: datetime
    person: Person | None
    gateways: Gateways
    hooks: Hooks
    passwords: Passwords
