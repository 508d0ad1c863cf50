"""The probability that a verified candidate is right, from what can be seen of it."""

from math import exp, log

from msgspec import Struct

from .verification import Verified


class Trust(Struct, frozen=True):
    """Weights of a logistic model over what verification saw; each is what one such fact adds to the log-odds.

    `confidence` weighs the log-odds of what the pipeline itself says.
    """

    start: float = 0.9
    agreeing: float = 1.9
    differing: float = -0.9
    doubt: float = -1.2
    finding: float = -0.1
    confidence: float = 0.6

    def probability(self, verified: Verified | None) -> float:
        """Return the probability that a candidate is right; 0 where there is none, or it cannot be the answer."""
        if verified is None or not verified.is_sound:
            return 0.0
        total = self.start + self.doubt * len(verified.doubts) + self.finding * len(verified.findings)
        total += self.agreeing * min(verified.agreeing, 2) + self.differing * min(verified.differing, 2)
        if verified.candidate.confidence is not None:
            total += self.confidence * _log_odds(verified.candidate.confidence)
        return 1 / (1 + exp(-total))


def _log_odds(probability: float) -> float:
    bounded = min(max(probability, 0.01), 0.99)
    return log(bounded / (1 - bounded))
