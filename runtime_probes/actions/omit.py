"""Does nothing."""

from collections.abc import Mapping

from ..action import Action, Spot
from ..additions import Additions
from ..scratch import Scratch, Value


class Omit(Action):
    """Does nothing: instead of an instruction, that takes it out."""

    def code(self, spot: Spot, values: Mapping[str, Value], scratch: Scratch, additions: Additions) -> bytes:
        """Return what is done at one site."""
        return b""
