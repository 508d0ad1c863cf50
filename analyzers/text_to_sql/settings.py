"""What people set for models: where they are, which of them each pipeline asks, and what they charge."""

from collections.abc import Mapping

from msgspec import Struct, field

from ...diagnostics import WeftError
from .language_model.endpoint import Endpoint
from .language_model.prices import PriceList


class NoModel(WeftError, ValueError):
    """A pipeline needs a model, and none is set for it."""


class Settings(Struct, frozen=True):
    """An endpoint with the models that it has: `model` for all pipelines, save those that `models` names by theirs.

    `key_variable` names the environment variable that holds the key. Values of the database go to the endpoint only
    `with_samples`.
    """

    endpoint: str = ""
    key_variable: str = ""
    model: str = ""
    models: Mapping[str, str] = field(default_factory=dict[str, str])
    prices: PriceList = PriceList()
    seconds: float = 60.0
    retries: int = 3
    with_samples: bool = True

    def chat(self, pipeline: str) -> Endpoint:
        """Return the model that a pipeline asks; raises NoModel, and UnusableEndpoint for an address that is none."""
        model = self.models.get(pipeline, self.model)
        if not self.endpoint or not model:
            missing = "endpoint" if not self.endpoint else "model"
            raise NoModel(f"the pipeline {pipeline} asks a model; set its {missing} under [tool.weft.route]")
        return Endpoint(self.endpoint, model, self.key_variable, self.seconds, self.retries, self.prices)
