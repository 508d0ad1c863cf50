"""All outside services in one value."""

from dataclasses import dataclass

from app.settings import Settings


@dataclass(frozen=True, slots=True)
class Gateways:
    """The outside services that actions may call."""


def connect_gateways(settings: Settings) -> Gateways:
    """Return the outside services as the extensions set them up."""
    return Gateways()
