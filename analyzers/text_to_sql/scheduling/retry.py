"""When to try a call again: after pauses that grow, and that differ so that not all calls come back at once."""

from random import Random

from msgspec import Struct

_DOUBLINGS = 64  # more make no difference, and numbers that are too large


class Retry(Struct, frozen=True):
    """At most `attempts` tries; pauses of `first` seconds, twice as long each time, and never over `longest`.

    Each pause is cut by up to half at random. The same `seed` gives the same pauses. To be turned away by an endpoint
    that is busy is no try; that may happen `turned_away` times. An endpoint that does nothing but fail for `patience`
    seconds is asked no more.
    """

    attempts: int = 4
    first: float = 0.5
    longest: float = 30.0
    seed: int = 0
    turned_away: int = 50
    patience: float = 30.0

    def pause(self, call: str, tries: int) -> float:
        """Return how many seconds to wait after so many tries; `call` names the call, so that order does not matter."""
        return self.longest_pause(tries) * Random(f"{self.seed}:{call}:{tries}").uniform(0.5, 1.0)

    def longest_pause(self, tries: int) -> float:
        """Return the longest that a pause after so many tries may be."""
        return min(self.first * 2.0 ** min(tries - 1, _DOUBLINGS), self.longest)
