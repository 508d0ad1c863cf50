"""Learns how fast an endpoint is: from calls that ended, and from those that take longer than they should."""

from msgspec import Struct, field

_WEIGHT = 0.25  # of the latest call in the mean


class Speed(Struct):
    """How many times longer calls take than expected. `underway` has, by number, when each began and was to last."""

    slowness: float = 1.0
    underway: dict[int, tuple[float, float]] = field(default_factory=dict[int, tuple[float, float]])
    number: int = 0

    def start(self, now: float, expected: float) -> int:
        """Note a call that is expected to last so many seconds; return its number."""
        self.number += 1
        self.underway[self.number] = (now, expected)
        return self.number

    def end(self, number: int, now: float, *, has_reply: bool) -> None:
        """Note the end of a call; one that failed says nothing of how long replies take."""
        began, expected = self.underway.pop(number)
        if has_reply and expected:
            self.slowness += _WEIGHT * ((now - began) / expected - self.slowness)

    def current(self, now: float) -> float:
        """Return the slowness of late, or that of the calls underway where these are already slower together."""
        expected = sum(seconds for _, seconds in self.underway.values())
        elapsed = sum(now - began for began, _ in self.underway.values())
        return max(self.slowness, elapsed / expected) if expected else self.slowness
