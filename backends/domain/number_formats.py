"""How numbers are written in the locale and the currency of the system."""

from msgspec import Struct

from ...dsl.model import System

POINT_GROUPS = ("de", "es", "it", "nl", "pt", "id", "tr", "da", "el")
SPACE_GROUPS = ("fr", "pl", "ru", "uk", "cs", "sk", "sv", "nb", "no", "fi", "bg", "hu")


class NumberFormats(Struct, frozen=True):
    """The places of an amount of money; the signs for groups and the point, None where they are `,` and `.`."""

    places: int
    unit: int
    separators: tuple[str, str] | None


def number_formats(system: System, places: int) -> NumberFormats:
    """Return how a system writes numbers."""
    language = system.locale.partition("-")[0].partition("_")[0].lower()
    separators = None
    if language in POINT_GROUPS:
        separators = (".", ",")
    elif language in SPACE_GROUPS:
        separators = ("\\u00a0", ",")
    return NumberFormats(places, 10**places, separators)
