"""What people set for models: where they are, what they charge, which each pipeline asks, and when to ask them."""

from collections.abc import Mapping

from msgspec import Struct, field

from ...diagnostics import WeftError
from .language_model.chat import Chat
from .language_model.endpoint import Endpoint
from .language_model.places import Place
from .language_model.prices import Price, PriceList
from .models.calibration import Calibration


class NoModel(WeftError, ValueError):
    """A pipeline needs a model, and none is set for it."""


class Settings(Struct, frozen=True):
    """Endpoints with the models that they have: `model` for all pipelines, save those that `models` names by theirs.

    `endpoint` and `key_variable`, which names the environment variable that holds the key, are short for a place that
    has all models; `endpoints` are more of them. `accept`, `settle` and `calibrations` are what `Cascade` goes by.
    Values of the database go to endpoints only `with_samples`. A schema that takes more than `schema_tokens` is pruned
    to what the question is likely to need. `log` is the file that decisions are recorded in, empty for none.
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
    endpoints: tuple[Place, ...] = ()

    def model_of(self, pipeline: str) -> str:
        """Return the name of the model that a pipeline asks, empty where none is set."""
        return self.models.get(pipeline, self.model)

    def chat(self, pipeline: str) -> Chat:
        """Return the model that a pipeline asks, at the first endpoint that has it.

        Raises NoModel, and UnusableEndpoint for an address that is none.
        """
        model = self.asked_model(pipeline)
        return self.endpoint_at(self.places_of(model)[0], model, self.retries)

    def asked_model(self, pipeline: str) -> str:
        """Return the model that a pipeline asks; raises NoModel where none is set, or no endpoint has it."""
        model = self.model_of(pipeline)
        if not self._places or not model:
            missing = "endpoint" if not self._places else "model"
            raise NoModel(f"the pipeline {pipeline} asks a model; set its {missing} under [tool.weft.route]")
        if not self.places_of(model):
            raise NoModel(f"the pipeline {pipeline} asks the model {model}, which none of the endpoints has")
        return model

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of all endpoints."""
        return tuple(place.address for place in self._places)

    @property
    def all_models(self) -> tuple[str, ...]:
        """The names of all models that pipelines may ask."""
        return tuple(dict.fromkeys(model for model in (self.model, *self.models.values()) if model))

    def places_of(self, model: str) -> tuple[Place, ...]:
        """Return the endpoints that have a model."""
        return tuple(place for place in self._places if place.has(model))

    def price_at(self, place: Place, model: str) -> Price | None:
        """Return what a model charges at a place; None where that is not known."""
        return place.prices.prices.get(model) or self.prices.prices.get(model)

    def price_of(self, model: str) -> Price | None:
        """Return what a model charges at the first endpoint that has it, or anywhere; None where that is not known."""
        prices = (self.price_at(place, model) for place in self.places_of(model))
        return next(prices, self.prices.prices.get(model))

    def has_prices(self, model: str) -> bool:
        """Say whether it is known what a model charges, wherever it is asked."""
        return all(self.price_at(place, model) for place in self.places_of(model))

    def endpoint_at(self, place: Place, model: str, retries: int) -> Endpoint:
        """Return a model at a place; raises UnusableEndpoint for an address that is none."""
        there, price = place.name_of(model), self.price_at(place, model)
        prices = PriceList({there: price} if price else {})
        return Endpoint(place.address, there, place.key_variable, self.seconds, retries, prices)

    @property
    def _places(self) -> tuple[Place, ...]:
        if not self.endpoint:
            return self.endpoints
        return (Place("endpoint", self.endpoint, self.key_variable), *self.endpoints)
