"""Tells which tier of pipelines is the cheapest that will do, from a score and a line for each tier."""

from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct

from . import FOLDER
from .linear_model import LinearModel
from .model_files import read_model
from .probabilities import shares

_SHIPPED = FOLDER / "tiers.json"


class TierModel(Struct, frozen=True):
    """A score of how likely a question is solved at all; for each tier, cheapest first, a bias and a slope of it."""

    tiers: tuple[str, ...]
    biases: tuple[float, ...]
    slopes: tuple[float, ...]
    score: LinearModel
    trained_on: str = ""

    def probabilities(self, features: Mapping[str, float], words: Sequence[str]) -> dict[str, float]:
        """Return the probability of each tier being the cheapest that will do, for the features of a question."""
        (score,) = self.score.scores(features, words)
        scores = [bias + slope * score for bias, slope in zip(self.biases, self.slopes, strict=True)]
        return dict(zip(self.tiers, shares(scores), strict=True))


def read_tier_model(content: bytes) -> TierModel:
    """Return the model that a file of JSON holds; raises UnusableModel."""
    return read_model(content, TierModel)


def write_tier_model(model: TierModel) -> bytes:
    """Return a model as a file of JSON; the same model gives the same bytes."""
    return msgspec.json.encode(model) + b"\n"


def shipped_tier_model() -> TierModel:
    """Return the model that comes with Weft, trained on BIRD's training set and on public outcomes."""
    return read_tier_model(_SHIPPED.read_bytes())
