"""What all pipelines that ask a language model have in common: which one, and how it is asked."""

from typing import ClassVar, Self

from msgspec import Struct

from ..generation.drafting import USUAL_MANNER, Manner
from ..language_model.chat import Chat
from ..settings import Settings


class ModelPipeline(Struct, frozen=True):
    """Asks a model in some manner. `name` is what people type."""

    name: ClassVar[str]

    chat: Chat
    manner: Manner = USUAL_MANNER

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Return the pipeline that asks the model which is set for it; raises NoModel and UnusableEndpoint."""
        return cls(settings.chat(cls.name), Manner.of(settings))

    @property
    def settings(self) -> str:
        """What its answers depend on besides question and database."""
        return f"{self.name} {self.chat.model} {self.manner.settings}"
