"""Limits of calls and tokens in a minute, kept over a sliding window."""

from collections import deque

from msgspec import Struct, field

WINDOW = 60.0


class RateLimit(Struct):
    """What was taken in the last minute, and what may be: in any 60 seconds `rpm` calls and `tpm` tokens at most."""

    rpm: int | None = None
    tpm: int | None = None
    taken: deque[tuple[float, int]] = field(default_factory=deque[tuple[float, int]])
    tokens: int = 0

    def opens(self, now: float, tokens: int) -> float:
        """Return when a call of so many tokens may start, not before `now`; times never run back.

        A call of more tokens than the limit has to be kept away: `Worker.can_take` tells it.
        """
        self._forget(now)
        calls, used, opens = len(self.taken), self.tokens, now
        for at, held in self.taken:
            if (self.rpm is None or calls < self.rpm) and (self.tpm is None or used + tokens <= self.tpm):
                break
            calls, used, opens = calls - 1, used - held, at + WINDOW
        return opens

    def delay(self, now: float, calls: int, tokens: int) -> float:
        """Return about how many seconds these calls have to wait, all together: what exceeds a minute's share waits."""
        self._forget(now)
        shares = [0.0]
        if self.rpm is not None:
            shares.append((len(self.taken) + calls) / self.rpm - 1)
        if self.tpm is not None:
            shares.append((self.tokens + tokens) / self.tpm - 1)
        return WINDOW * max(shares)

    def take(self, now: float, tokens: int) -> None:
        """Count a call that starts."""
        if self.rpm is not None or self.tpm is not None:
            self.taken.append((now, tokens))
            self.tokens += tokens

    def _forget(self, now: float) -> None:
        while self.taken and self.taken[0][0] + WINDOW <= now:
            self.tokens -= self.taken.popleft()[1]
