"""The contract of a policy: which worker gets a call, and which of its calls a worker serves first."""

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from .load import Load
from .work import Work
from .worker import Worker


class Pending(Struct, frozen=True):
    """A call that waits. `work` is what it is expected to ask, `question_start` when its question began.

    It came at `queued`, and to keep the deadline of its question it should be done at `deadline`.
    """

    work: Work
    question_start: float
    queued: float
    deadline: float


class Policy(Protocol):
    """A way to schedule calls. One may remember what it did: each run takes a new one."""

    @property
    def name(self) -> str: ...

    def choose(self, call: Pending, loads: Sequence[Load]) -> Load:
        """Return the worker that gets a call, one of `loads`, which are in a fixed order and not empty."""
        ...

    def rank(self, call: Pending, worker: Worker) -> float:
        """Return where a call stands in a worker's queue: the lowest is served first, of equals the oldest."""
        ...
