"""A loop begins an iteration."""

from ..event import PlainEvent
from ..function import Function


class LoopIteration(PlainEvent):
    """An iteration of a `loop` begins, the first included; the place is that of the first instruction within."""

    def offsets(self, function: Function) -> list[int]:
        """Return where the insides of loops begin."""
        return [end for _, end in function.places("loop")]
