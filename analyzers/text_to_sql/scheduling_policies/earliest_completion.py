"""Sends each call to where it will be done first."""

from collections.abc import Sequence

from msgspec import Struct

from ..scheduling.load import Load
from ..scheduling.policy import Pending
from ..scheduling.worker import Worker


class EarliestCompletion(Struct, frozen=True):
    """The worker that will be done first with all that is outstanding and the call; calls in their order."""

    name: str = "earliest-completion"

    def choose(self, call: Pending, loads: Sequence[Load]) -> Load:
        """Return the worker that will be done first; of equals the cheapest, of these the first."""
        return min(loads, key=lambda load: (load.completion(call.work, call.queued), load.worker.cost(call.work)))

    def rank(self, call: Pending, worker: Worker) -> float:
        """Return when the call came."""
        return call.queued
