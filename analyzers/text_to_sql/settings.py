"""What people set for models: where they are, what they charge, which each pipeline asks, and when to ask them."""

from collections.abc import Mapping

from msgspec import Struct, field

from ...diagnostics import WeftError
from .language_model.endpoint import Endpoint
from .language_model.prices import PriceList
from .offline.confidence import Calibration


class NoModel(WeftError, ValueError):
    """A pipeline needs a model, and none is set for it."""


class Settings(Struct, frozen=True):
    """An endpoint with the models that it has: `model` for all pipelines, save those that `models` names by theirs.

    `accept`, `settle` and `calibrations` are what `Cascade` goes by.
    `key_variable` names the environment variable that holds the key. Values of the database go to the endpoint only
    `with_samples`. A schema that takes more than `schema_tokens` is pruned to what the question is likely to need.
    `log` is the file that decisions are recorded in, empty for none.
    """

    endpoint: str = ""
    key_variable: str = ""
    model: str = ""
    models: Mapping[str, str] = field(default_factory=dict[str, str])
    prices: PriceList = PriceList()
    seconds: float = 60.0
    retries: int = 3
    accept: float = 0.7
    settle: float = 0.35
    calibrations: Mapping[str, Calibration] = field(default_factory=dict[str, Calibration])
    with_samples: bool = True
    schema_tokens: int = 6000
    log: str = ""

    def model_of(self, pipeline: str) -> str:
        """Return the name of the model that a pipeline asks, empty where none is set."""
        return self.models.get(pipeline, self.model)

    def chat(self, pipeline: str) -> Endpoint:
        """Return the model that a pipeline asks; raises NoModel, and UnusableEndpoint for an address that is none."""
        model = self.model_of(pipeline)
        if not self.endpoint or not model:
            missing = "endpoint" if not self.endpoint else "model"
            raise NoModel(f"the pipeline {pipeline} asks a model; set its {missing} under [tool.weft.route]")
        return Endpoint(self.endpoint, model, self.key_variable, self.seconds, self.retries, self.prices)
