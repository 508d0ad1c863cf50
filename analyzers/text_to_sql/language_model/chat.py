"""What a pipeline needs of a language model: messages in, text and counted tokens out."""

from collections.abc import Sequence
from enum import Enum, auto
from typing import Literal, Protocol

from msgspec import Struct

from ....diagnostics import WeftError
from .prices import Price
from .usage import Usage


class Message(Struct, frozen=True):
    """One message of a conversation."""

    role: Literal["system", "user", "assistant"]
    content: str


class Completion(Struct, frozen=True):
    """What a model answered, what that cost, and whether more was to come.

    It is cut at the limit of tokens, or where the endpoint `broke_off`: it hung up in the middle without a word.
    """

    text: str
    usage: Usage
    is_cut: bool = False
    broke_off: bool = False


class Prospect(Enum):
    """What to expect of an endpoint that gave no answer."""

    UNKNOWN = auto()  # the same call may do better
    BUSY = auto()  # the same call will do better later
    REFUSED = auto()  # it does not like this call; others may do
    CLOSED = auto()  # it answers no call at all: a key, a model or money is missing


class ChatFailed(WeftError, RuntimeError):
    """A model gave no answer: the endpoint is away, refuses, or answers nonsense; all tries are used up.

    `usage` is what the tries cost all the same. `prospect` says what to expect of another call, and `wait` for how many
    seconds an endpoint that is busy wants none.
    """

    def __init__(
        self, reason: str, usage: Usage | None = None, prospect: Prospect = Prospect.UNKNOWN, wait: float = 0.0
    ) -> None:
        super().__init__(reason)
        self.usage = usage or Usage()
        self.prospect = prospect
        self.wait = wait


class Chat(Protocol):
    """A model behind an endpoint. `model` is its name there, `price` the most that it charges."""

    @property
    def model(self) -> str: ...

    @property
    def price(self) -> Price: ...

    def complete(self, messages: Sequence[Message], *, temperature: float = 0.0, max_tokens: int = 1024) -> Completion:
        """Return the model's answer; raises ChatFailed."""
        ...
