"""Turns scores into calibrated probabilities of being right."""

from bisect import bisect_left

from msgspec import Struct


class Calibration(Struct, frozen=True):
    """A rising function by its corners: between two of them it is a line, outside it is flat."""

    scores: tuple[float, ...]
    probabilities: tuple[float, ...]

    def probability(self, score: float) -> float:
        """Return the probability of being right that goes with a score."""
        at = bisect_left(self.scores, score)
        if at == 0:
            return self.probabilities[0]
        if at == len(self.scores):
            return self.probabilities[-1]
        left, right = self.scores[at - 1], self.scores[at]
        share = (score - left) / (right - left)
        return self.probabilities[at - 1] + share * (self.probabilities[at] - self.probabilities[at - 1])
