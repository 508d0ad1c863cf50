"""The contract of an endpoint: calls go in, replies come out, or a failure that says whether to try again."""

from typing import Protocol

from msgspec import Struct

from ....diagnostics import WeftError
from .work import Work


class Call(Struct, frozen=True):
    """A call to a model. `content` is for the endpoint alone; `work` is what the call is expected to ask.

    `later` is what its question is expected to ask after it, one call after the other. Only workers that run `model`
    take it; all do where it is empty. Budgets are held to `most`, the most that it can
    take, or to `work` where that is unknown.
    """

    step: str
    content: object
    work: Work
    later: Work = Work()
    model: str = ""
    most: Work | None = None


class Reply(Struct, frozen=True):
    """What an endpoint answered, and what the call really took."""

    content: object
    work: Work


class CallFailed(WeftError, RuntimeError):
    """An endpoint gave no reply. `may_retry` says whether the same call may succeed later, or elsewhere.

    An endpoint that is given too much says with `retry_after` for how many seconds it wants no call at all; one that
    `is_closed` will answer none, whatever it is. `work` is what the call took all the same.
    """

    def __init__(
        self,
        reason: str,
        *,
        may_retry: bool = True,
        retry_after: float = 0.0,
        is_closed: bool = False,
        work: Work | None = None,
    ) -> None:
        super().__init__(reason)
        self.may_retry = may_retry
        self.retry_after = retry_after
        self.is_closed = is_closed
        self.work = work or Work()


class Endpoint(Protocol):
    """A model that answers one call at a time for each task that asks it."""

    async def complete(self, call: Call) -> Reply:
        """Return the reply to a call; raises CallFailed. Any other exception counts as one that may be tried again."""
        ...
