"""What a pipeline needs of a language model: messages in, text and counted tokens out."""

from collections.abc import Sequence
from typing import Literal, Protocol

from msgspec import Struct

from ....diagnostics import WeftError
from .usage import Usage


class Message(Struct, frozen=True):
    """One message of a conversation."""

    role: Literal["system", "user", "assistant"]
    content: str


class Completion(Struct, frozen=True):
    """What a model answered, what that cost, and whether it was cut off at the limit of tokens."""

    text: str
    usage: Usage
    is_cut: bool = False


class ChatFailed(WeftError, RuntimeError):
    """A model gave no answer: the endpoint is away, refuses, or answers nonsense; all tries are used up.

    `usage` is what the tries cost all the same.
    """

    def __init__(self, reason: str, usage: Usage | None = None) -> None:
        super().__init__(reason)
        self.usage = usage or Usage()


class Chat(Protocol):
    """A model behind an endpoint. `model` is its name there."""

    @property
    def model(self) -> str: ...

    def complete(self, messages: Sequence[Message], *, temperature: float = 0.0, max_tokens: int = 1024) -> Completion:
        """Return the model's answer; raises ChatFailed."""
        ...
