"""What is expected of a question before anybody answers it: how hard its SQL will be, and what answers will cost."""

from collections.abc import Mapping
from functools import cached_property

import msgspec
from msgspec import Struct, field

from ..linking.link import SchemaIndex, index_schema
from ..models import FOLDER
from ..models.linear_model import LinearModel
from ..models.model_files import read_model
from ..models.tier_model import TierModel
from ..question import Question
from ..routing.fingerprint import fingerprint
from ..schema.schema import Schema
from .features import features
from .hardness import Hardness
from .masking import masked_words

_SHIPPED = FOLDER / "estimate.json"


class Estimate(Struct, frozen=True):
    """The probability of each class of Spider's hardness and of BIRD's difficulty; what each pipeline will take.

    That is `tokens`, and `costs` in money; `first_tokens` and `first_costs` are of its first call alone. All are by
    name, and empty where nothing is known. `tiers` are the probabilities of each of EllieSQL's tiers being the cheapest
    that will do.
    """

    hardness: Mapping[Hardness, float] = field(default_factory=dict[Hardness, float])
    difficulty: Mapping[str, float] = field(default_factory=dict[str, float])
    tokens: Mapping[str, float] = field(default_factory=dict[str, float])
    costs: Mapping[str, float] = field(default_factory=dict[str, float])
    first_tokens: Mapping[str, float] = field(default_factory=dict[str, float])
    first_costs: Mapping[str, float] = field(default_factory=dict[str, float])
    tiers: Mapping[str, float] = field(default_factory=dict[str, float])

    @property
    def likeliest(self) -> Hardness | None:
        """The most probable class of hardness, the easier one of two alike; None where nothing is known."""
        return max(self.hardness, key=lambda rating: self.hardness[rating]) if self.hardness else None


class EstimateModels(Struct, frozen=True):
    """What estimates are made with: a model of Spider's hardness, and one of the difficulty that people rated."""

    hardness: LinearModel
    difficulty: LinearModel


class Estimator(Struct, dict=True):
    """Estimates questions, their tiers only where there is a model for that; each schema is indexed once."""

    models: EstimateModels
    tier_model: TierModel | None = None

    def __repr__(self) -> str:
        """Return a text that changes whenever the models do."""
        return f"Estimator({self._version})"

    @cached_property
    def _version(self) -> str:
        return fingerprint((self.models, self.tier_model))

    @cached_property
    def _indexes(self) -> dict[int, tuple[Schema, SchemaIndex]]:
        return {}

    def __call__(self, question: Question) -> Estimate:
        """Return the estimate of a question, in a fraction of a millisecond and without any model of a language."""
        index = self._index(question.schema)
        seen = features(question, index)
        words = masked_words(question, index)
        hardness = self.models.hardness.probabilities(seen, words)
        return Estimate(
            {Hardness(name): probability for name, probability in hardness.items()},
            self.models.difficulty.probabilities(seen, words),
            tiers=self.tier_model.probabilities(seen, words) if self.tier_model else {},
        )

    def _index(self, schema: Schema) -> SchemaIndex:
        known = self._indexes.get(id(schema))
        if known is None:  # the schema is kept with its index, so that its number stays its own
            known = self._indexes[id(schema)] = (schema, index_schema(schema))
        return known[1]


def read_models(content: bytes) -> EstimateModels:
    """Return the models that a file of JSON holds; raises UnusableModel."""
    return read_model(content, EstimateModels)


def write_models(models: EstimateModels) -> bytes:
    """Return models as a file of JSON; the same models give the same bytes."""
    return msgspec.json.format(msgspec.json.encode(models), indent=1) + b"\n"


def shipped_models() -> EstimateModels:
    """Return the models that come with Weft, trained on Spider's training set and BIRD's development set."""
    return read_models(_SHIPPED.read_bytes())
