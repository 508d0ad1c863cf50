"""One worker after the other, first come, first served: what others are compared with."""

from collections.abc import Sequence

from msgspec import Struct

from ..scheduling.load import Load
from ..scheduling.policy import Pending
from ..scheduling.worker import Worker


class RoundRobin(Struct):
    """One worker after the other; calls in the order in which they came."""

    given: int = 0
    name: str = "round-robin"

    def choose(self, call: Pending, loads: Sequence[Load]) -> Load:
        """Return the next worker."""
        self.given += 1
        return loads[(self.given - 1) % len(loads)]

    def rank(self, call: Pending, worker: Worker) -> float:
        """Return when the call came."""
        return call.queued
