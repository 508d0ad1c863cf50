"""Sends each call to where it will be done first, and serves the oldest question first."""

from collections.abc import Sequence

from msgspec import Struct

from ..scheduling.load import Load
from ..scheduling.policy import Pending
from ..scheduling.worker import Worker
from .earliest_completion import EarliestCompletion


class OldestFirst(Struct, frozen=True):
    """The worker that will be done first; calls in the order in which their questions came."""

    earliest: EarliestCompletion = EarliestCompletion()
    name: str = "oldest-first"

    def choose(self, call: Pending, loads: Sequence[Load]) -> Load:
        """Return the worker that will be done first."""
        return self.earliest.choose(call, loads)

    def rank(self, call: Pending, worker: Worker) -> float:
        """Return when the question came."""
        return call.question_start
