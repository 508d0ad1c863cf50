"""Gives pipelines models that a dispatcher asks, wherever the settings say that they are."""

from concurrent.futures import Executor
from typing import Self

from msgspec.structs import asdict

from ..language_model.chat import Chat
from ..language_model.places import Place
from ..language_model.prices import Price
from ..settings import Settings
from .chat_calls import ChatEndpoint, Chats
from .worker import Worker


class DispatchedSettings(Settings, frozen=True, kw_only=True):
    """Settings for one question, whose models are those of all endpoints."""

    chats: Chats

    @classmethod
    def of(cls, settings: Settings, chats: Chats) -> Self:
        """Return settings with the models of a dispatcher."""
        return cls(**asdict(settings), chats=chats)

    def chat(self, pipeline: str) -> Chat:
        """Return the model that a pipeline asks; raises NoModel."""
        return self.chats.chat(self.asked_model(pipeline), pipeline)


def endpoints_of(settings: Settings, threads: Executor) -> tuple[tuple[Worker, ChatEndpoint], ...]:
    """Return each model at each endpoint that has it, for a Dispatcher; raises UnusableEndpoint.

    The dispatcher tries again, not the endpoint. `threads` needs one for each call underway.
    """
    return tuple(
        (worker, ChatEndpoint(settings.endpoint_at(place, worker.model, retries=0), threads))
        for model in settings.all_models
        for place in settings.places_of(model)
        for worker in (_worker(settings, place, model),)
    )


def _worker(settings: Settings, place: Place, model: str) -> Worker:
    """Return a model at an endpoint, told by both names where there is more than one model."""
    price = settings.price_at(place, model) or Price(0.0, 0.0)
    return Worker(
        place.name if settings.all_models == (model,) else f"{place.name}/{model}",
        place.reads,
        place.writes,
        place.at_once,
        place.rpm,
        place.tpm,
        price.prompt,
        price.completion,
        model,
    )
