"""A linear classifier over named features and hashed words, small enough to ship and quick without any library."""

from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from math import sqrt

from msgspec import Struct

from .hashed_linear import place_of
from .probabilities import shares


class LinearModel(Struct, frozen=True, dict=True):
    """One score for each class: a bias, weights of named features, and weights of words and of two or three in a row.

    `features` are names in order; `weights` hold for each class one number for each feature. `hashed` are for each
    class 2 ** `bits` signed bytes in base 64, each times `scale`, for the hashed words (Weinberger et al. 2009,
    https://arxiv.org/abs/0902.2206); without any, words do not count. `trained_on` says what the model has seen.
    """

    classes: tuple[str, ...]
    features: tuple[str, ...]
    biases: tuple[float, ...]
    weights: tuple[tuple[float, ...], ...]
    bits: int = 0
    scale: float = 1.0
    hashed: tuple[str, ...] = ()
    trained_on: str = ""

    def probabilities(self, features: Mapping[str, float], words: Sequence[str]) -> dict[str, float]:
        """Return the probability of each class, in their order, for features by name and the words of a text."""
        return dict(zip(self.classes, shares(self.scores(features, words)), strict=True))

    def scores(self, features: Mapping[str, float], words: Sequence[str]) -> list[float]:
        """Return the score of each class, in their order."""
        values = [features[name] for name in self.features]
        hashes = hashed_words(words, self.bits) if self.hashed else {}
        return [self._score(at, values, hashes) for at in range(len(self.classes))]

    def _score(self, at: int, values: Sequence[float], hashes: Mapping[int, float]) -> float:
        score = self.biases[at] + sum(weight * value for weight, value in zip(self.weights[at], values, strict=True))
        if not self.hashed:
            return score
        table = self._tables[at]
        return score + self.scale * sum(table[place] * value for place, value in hashes.items())

    @cached_property
    def _tables(self) -> list[memoryview]:
        return [memoryview(b64decode(text)).cast("b") for text in self.hashed]


def hashed_words(words: Sequence[str], bits: int) -> dict[int, float]:
    """Return the places of words, and of two and three in a row, each with its share of a vector of length 1."""
    marked = ["^", *words, "$"]
    counts: dict[int, float] = {}
    grams = [*words, *map(" ".join, pairwise(marked))]
    grams += map(" ".join, zip(words, words[1:], words[2:], strict=False))
    for gram in grams:
        place = place_of(gram, bits)
        counts[place] = counts.get(place, 0.0) + 1.0
    length = sqrt(sum(count * count for count in counts.values())) or 1.0
    return {place: count / length for place, count in counts.items()}


def packed(weights: Sequence[float], scale: float) -> str:
    """Return weights as signed bytes in base 64, each so many times `scale`."""
    return b64encode(bytes(round(weight / scale) & 0xFF for weight in weights)).decode()
