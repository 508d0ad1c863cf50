"""Counts how often a call was tried, and was turned away."""

from msgspec import Struct

from .call import CallFailed
from .lane import Lane
from .retry import Retry


class Tries(Struct):
    """What became of a call so far: tries that failed, and how often an endpoint was busy; `avoided` failed last."""

    made: int = 0
    turned_away: int = 0
    avoided: Lane | None = None

    @property
    def all(self) -> int:
        """How often the call was made, and its endpoint open."""
        return self.made + self.turned_away

    def count(self, lane: Lane, failure: CallFailed) -> None:
        """Count a failure; one of an endpoint that is closed is the endpoint's affair alone."""
        self.avoided = lane
        if failure.retry_after:
            self.turned_away += 1
        elif not failure.is_closed:
            self.made += 1

    def are_used_up(self, failure: CallFailed, retry: Retry) -> bool:
        """Say whether a call should not be made again after a failure."""
        is_late = self.made >= retry.attempts or self.turned_away > retry.turned_away
        return not failure.may_retry or is_late
