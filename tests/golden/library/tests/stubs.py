"""What the tests put in the place of the world outside."""

from dataclasses import dataclass
from datetime import UTC, datetime

from app.gateways.gateways import Gateways

START = datetime(2026, 1, 1, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class StubGateways:
    """Stand-ins for the outside services."""

    def gateways(self) -> Gateways:
        return Gateways()
