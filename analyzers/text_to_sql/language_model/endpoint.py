"""Asks a model behind any endpoint with OpenAI's interface, for so long and so often, and counts what that takes."""

import os
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from msgspec import Struct

from ....diagnostics import WeftError
from .chat import ChatFailed, Completion, Message, Prospect
from .completion_stream import StreamedAnswer
from .prices import FREE, Price, PriceList
from .usage import Usage

if TYPE_CHECKING:
    from .endpoint_call import Call


class UnusableEndpoint(WeftError, ValueError):
    """An endpoint is described in a way that cannot be used."""


class Endpoint(Struct, frozen=True):
    """A model behind an address such as `https://api.openai.com/v1`; a Chat.

    `key_variable` names the environment variable that holds the key; empty where none is needed. The key is in no
    field, so nothing prints it. An answer may take `seconds`, with all waiting, and is tried `retries` times more while
    the endpoint is busy or away. What has begun to answer is not asked again, as it costs.

    Raises UnusableEndpoint for an address that is none, and for a key in place of the name of its variable.
    """

    url: str
    model: str
    key_variable: str = ""
    seconds: float = 60.0
    retries: int = 3
    prices: PriceList = PriceList()
    sleep: Callable[[float], None] = time.sleep

    def __post_init__(self) -> None:
        """Check what errors will print, which may hold nothing secret."""
        if not is_address(self.url):
            raise UnusableEndpoint("an endpoint is an address without a key in it, such as https://api.openai.com/v1")
        if self.key_variable and not is_variable(self.key_variable):
            raise UnusableEndpoint("a key is not given itself, but by the name of an environment variable, in capitals")

    @property
    def price(self) -> Price:
        """What the model charges; nothing where it is not in the list."""
        return self.prices.prices.get(self.model, FREE)

    def complete(self, messages: Sequence[Message], *, temperature: float = 0.0, max_tokens: int = 1024) -> Completion:
        """Return the model's answer; raises ChatFailed with what to do about it, and with what was spent.

        Tokens are those that the endpoint counts; where it does not, one for every four characters.
        """
        began, key = time.monotonic(), self._key()
        call = self._call(key, messages, {"temperature": temperature, "max_tokens": max_tokens})
        answer = call.run()
        prompt, completion = call.spent.prompt_tokens, call.spent.completion_tokens
        cost = self.prices.cost(self.model, prompt, completion)
        usage = Usage(prompt, completion, call.spent.calls, cost, time.monotonic() - began)
        if isinstance(answer, StreamedAnswer):
            return Completion(answer.text, usage, answer.is_cut, answer.broke_off)
        raise ChatFailed(self._told(answer.told, key), usage, answer.prospect, answer.wait or 0.0)

    def _call(self, key: str, messages: Sequence[Message], settings: dict[str, Any]) -> "Call":
        try:
            from .endpoint_call import Call, client_of
        except ImportError as error:
            missing = f"to ask a model takes {error.name}: pip install 'weft[models]'"
            raise ChatFailed(missing, prospect=Prospect.CLOSED) from None
        ends = time.monotonic() + self.seconds
        settings["stream_options"] = {"include_usage": True}
        client = client_of(self.url, key)
        return Call(client, self.model, messages, settings, ends, self.retries, self.sleep, self.key_variable)

    def _key(self) -> str:
        """Return the key, empty where none is needed; raises ChatFailed where there should be one."""
        key = os.environ.get(self.key_variable, "").strip() if self.key_variable else ""
        if self.key_variable and not key:
            raise ChatFailed(
                f"the environment variable {self.key_variable} is not set; it is to hold the key of {self.url}",
                prospect=Prospect.CLOSED,
            )
        if not (key.isascii() and key.isprintable()):
            told = f"what {self.key_variable} holds is no key: there are characters in it that no key has"
            raise ChatFailed(told, prospect=Prospect.CLOSED)
        return key

    def _told(self, failure: str, key: str) -> str:
        """Return a failure in words, the key blotted out should the endpoint have repeated it."""
        told = f"{self.model} at {self.url} {failure}"
        return told.replace(key, "***") if key else told


def is_variable(name: str) -> bool:
    """Say whether a text is the name of an environment variable and, by its capitals, no key."""
    return name.isidentifier() and name == name.upper()


def is_address(url: str) -> bool:
    """Say whether a text is an address of HTTP that has nothing secret in it, as a user or a query may be."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    is_whole = parts.scheme in ("http", "https") and bool(parts.hostname) and port != 0
    return (
        is_whole and url.isprintable() and " " not in url and not (parts.query or parts.fragment or "@" in parts.netloc)
    )
