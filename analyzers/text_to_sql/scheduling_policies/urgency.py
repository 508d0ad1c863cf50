"""Sends each call to where it will be done first, and serves first what has to begin first."""

from collections.abc import Sequence

from msgspec import Struct

from ..scheduling.load import Load
from ..scheduling.policy import Pending
from ..scheduling.worker import Worker
from .earliest_completion import EarliestCompletion


class Urgency(Struct, frozen=True):
    """The worker that will be done first; first the call that has to begin first to keep its stage's deadline."""

    earliest: EarliestCompletion = EarliestCompletion()
    name: str = "urgency"

    def choose(self, call: Pending, loads: Sequence[Load]) -> Load:
        """Return the worker that will be done first."""
        return self.earliest.choose(call, loads)

    def rank(self, call: Pending, worker: Worker) -> float:
        """Return when the call has to begin; the local queue of HEXGEN-TEXT2SQL (arXiv 2505.05286)."""
        return call.deadline - worker.seconds(call.work)
