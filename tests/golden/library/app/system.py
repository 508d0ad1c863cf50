"""The parts of a running system, put together once."""

from dataclasses import dataclass

from starlette.requests import Request

from app.clock import Clock
from app.database.database import Database
from app.domain.roles import Person
from app.gateways.gateways import Gateways
from app.security.passwords import Passwords
from app.security.tokens import Tokens
from app.services.context import Context
from app.services.hooks import Hooks
from app.settings import Settings


@dataclass(frozen=True, slots=True)
class System:
    """What every request shares."""

    settings: Settings
    clock: Clock
    database: Database
    gateways: Gateways
    hooks: Hooks
    passwords: Passwords
    tokens: Tokens

    def context(self, person: Person | None = None) -> Context:
        """Return what one action of `person` runs in, on this thread's connection."""
        return Context(
            connection=self.database.connection(),
            now=self.clock.now(),
            person=person,
            gateways=self.gateways,
            hooks=self.hooks,
            passwords=self.passwords,
        )


def system_of(request: Request) -> System:
    """Return the system that a request is for."""
    system: System = request.app.state.system
    return system
