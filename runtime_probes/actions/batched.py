"""Hands records of what happened to a Python function, many at a time."""

from collections.abc import Callable, Sequence

from ..readings import Happening
from .trace import Trace


class Batched(Trace):
    """Records as `Trace` does, and hands the records to a function each time the ring is full, and at the end.

    They come in the order in which they happened, and are not kept. What the function raises ends the module's run; it
    must not call the module.
    """

    def __init__(self, function: Callable[[Sequence[Happening]], object], **fields: int) -> None:
        """Take the function; the values to record, and the bytes for each: 4, 8 or 16."""
        super().__init__(**fields)
        self.function = function
