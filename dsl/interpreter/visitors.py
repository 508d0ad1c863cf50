"""A person at a browser: who is signed in, which page is open, what was typed."""

from collections.abc import Mapping

from msgspec import Struct, field

from ..expressions import Value
from .outcomes import Key, Person

SIGN_IN = "SignIn"
TASKS = "Tasks"


class Place(Struct, frozen=True):
    """A page with the keys of its parameters and what a search form sent to it."""

    page: str
    arguments: Mapping[str, Key] = field(default_factory=dict[str, Key])
    inputs: Mapping[str, Value] = field(default_factory=dict[str, Value])


class Visitor(Struct):
    """One browser. `wanted` is the place to go to after signing in; `message` says why a form was rejected."""

    person: Person | None = None
    place: Place | None = None
    wanted: Place | None = None
    entered: dict[str, str] = field(default_factory=dict[str, str])
    flash: str = ""
    message: str = ""

    def move(self, place: Place) -> None:
        """Go to another place; what was typed and shown is gone."""
        self.place = place
        self.entered = {}
        self.flash = self.message = ""
