"""Weighs how well a worker suits a call against how much it was given so far."""

from collections.abc import Sequence

from msgspec import Struct

from ..scheduling.load import Load
from ..scheduling.policy import Pending
from ..scheduling.worker import Worker


class WorkloadBalanced(Struct, frozen=True):
    """The worker of the best score; calls in the order in which they came.

    A worker scores `alpha` times its speed for the call, less `1 - alpha` times all the seconds it was ever given, both
    against the first worker: the global policy of HEXGEN-TEXT2SQL (arXiv 2505.05286), without its constants by device.
    """

    alpha: float = 0.3
    name: str = "workload-balanced"

    def choose(self, call: Pending, loads: Sequence[Load]) -> Load:
        """Return the worker of the best score, the first of equals; the first of all before it was given anything."""
        base = loads[0]
        given = base.worker.seconds(base.assigned)
        return max(loads, key=lambda load: self._score(call, load, base, given)) if given else base

    def _score(self, call: Pending, load: Load, base: Load, given: float) -> float:
        own = load.worker.seconds(call.work)
        speed = base.worker.seconds(call.work) / own if own else 1.0
        return self.alpha * speed - (1 - self.alpha) * load.worker.seconds(load.assigned) / given

    def rank(self, call: Pending, worker: Worker) -> float:
        """Return when the call came."""
        return call.queued
