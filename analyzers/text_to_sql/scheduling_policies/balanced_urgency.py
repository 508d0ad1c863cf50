"""Balances workers, and serves first what is most urgent: both halves of HEXGEN-TEXT2SQL."""

from collections.abc import Sequence

from msgspec import Struct

from ..scheduling.load import Load
from ..scheduling.policy import Pending
from ..scheduling.worker import Worker
from .urgency import Urgency
from .workload_balanced import WorkloadBalanced


class BalancedUrgency(Struct, frozen=True):
    """The worker that `workload-balanced` chooses; first the call that `urgency` serves first."""

    balance: WorkloadBalanced = WorkloadBalanced()
    urgency: Urgency = Urgency()
    name: str = "balanced-urgency"

    def choose(self, call: Pending, loads: Sequence[Load]) -> Load:
        """Return the worker of the best score."""
        return self.balance.choose(call, loads)

    def rank(self, call: Pending, worker: Worker) -> float:
        """Return when the call has to begin."""
        return self.urgency.rank(call, worker)
