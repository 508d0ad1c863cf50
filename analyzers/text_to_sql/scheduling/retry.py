"""When to try a call again: after pauses that grow, and that differ so that not all calls come back at once."""

from random import Random

from msgspec import Struct


class Retry(Struct, frozen=True):
    """At most `attempts` tries; pauses of `first` seconds, twice as long each time, and never over `longest`.

    Each pause is cut by up to half at random. The same `seed` gives the same pauses.
    """

    attempts: int = 4
    first: float = 0.5
    longest: float = 30.0
    seed: int = 0

    def pause(self, call: str, tries: int) -> float:
        """Return how many seconds to wait after so many tries; `call` names the call, so that order does not matter."""
        longest = min(self.first * 2 ** (tries - 1), self.longest)
        return longest * Random(f"{self.seed}:{call}:{tries}").uniform(0.5, 1.0)
