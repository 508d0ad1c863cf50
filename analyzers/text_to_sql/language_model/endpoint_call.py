"""One call of an endpoint: tried again while that may help, read as it streams, cut where it goes too far."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace
from openai import OpenAI

from .chat import Message, Prospect
from .completion_stream import StreamedAnswer
from .endpoint_failures import FAILURES, Failure, failure_of
from .token_counts import estimated_tokens

_FIRST_WAIT, _LONGEST_WAIT = 0.5, 8.0  # seconds between tries, where the endpoint does not say
_CHARACTERS_IN_A_TOKEN = 16  # at most, on average; an answer beyond that does not heed its limit
_LIMITS = ("max_tokens", "max_completion_tokens")
# What some models call otherwise, or do not have: they refuse the call, and are then asked in other words.
_OTHERWISE = {_LIMITS[0]: _LIMITS[1], "temperature": "", "stream_options": ""}


class Spent(Struct):
    """What the tries of a call took together."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0


class Call(Struct):
    """A call of a model that must end by `ends`, in seconds of the monotonic clock; `spent` tells what it took.

    `settings` are those that the interface has, a limit of tokens among them.
    """

    client: OpenAI
    model: str
    messages: Sequence[Message]
    settings: dict[str, Any]
    ends: float
    retries: int
    sleep: Callable[[float], None]
    key_variable: str = ""
    spent: Spent = field(default_factory=Spent)

    def run(self) -> StreamedAnswer | Failure:
        """Return the answer, or why there is none in the end."""
        waited = 0
        while True:
            answer = self._try()
            if isinstance(answer, StreamedAnswer):
                return answer
            if answer.prospect is Prospect.REFUSED and self._say_otherwise(answer.said):
                continue
            if not answer.is_passing or waited == self.retries:
                return answer
            wait = answer.wait if answer.wait is not None else min(_FIRST_WAIT * 2**waited, _LONGEST_WAIT)
            if time.monotonic() + wait >= self.ends:
                return _too_late(answer, wait)
            self.sleep(wait)
            waited += 1

    def _try(self) -> StreamedAnswer | Failure:
        answer = StreamedAnswer()
        self.spent.calls += 1
        failure = self._ask(answer)
        if failure is not None and not answer.is_complete:
            if failure.has_begun:
                self._count(answer)
            return failure
        self._count(answer)
        return _objection(answer) or answer

    def _ask(self, answer: StreamedAnswer) -> Failure | None:
        """Read an answer into `answer`; return what went wrong."""
        messages: Any = [{"role": message.role, "content": message.content} for message in self.messages]
        create = self.client.chat.completions.with_streaming_response.create
        left = max(self.ends - time.monotonic(), 0.01)
        try:
            with create(model=self.model, messages=messages, stream=True, timeout=left, **self.settings) as response:
                chunks = self._in_time(response.iter_bytes())
                if response.headers.get("content-type", "").startswith("application/json"):
                    chunks = (chunk.replace(b"\n", b" ") for chunk in chunks)  # a document, on however many lines
                answer.read(chunks, self._max_tokens * _CHARACTERS_IN_A_TOKEN)
        except FAILURES as error:
            return failure_of(error, self.key_variable)
        return None

    @property
    def _max_tokens(self) -> int:
        return next(value for name, value in self.settings.items() if name in _LIMITS)

    def _in_time(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield what comes while there is time: an endpoint may go on sending signs of life for ever."""
        for chunk in chunks:
            if time.monotonic() > self.ends:
                raise TimeoutError
            yield chunk

    def _count(self, answer: StreamedAnswer) -> None:
        """Add what an answer took, by the endpoint's own count or else by a rule."""
        sent = sum(estimated_tokens(message.content) for message in self.messages)
        self.spent.prompt_tokens += answer.prompt_tokens or sent
        self.spent.completion_tokens += answer.completion_tokens or estimated_tokens(answer.text)

    def _say_otherwise(self, said: str) -> bool:
        """Rename or drop the setting that an endpoint complains of; say whether there was one."""
        name = next((name for name in self.settings if name in _OTHERWISE and name in said), None)
        if name is None:
            return False
        value = self.settings.pop(name)
        if _OTHERWISE[name]:
            self.settings[_OTHERWISE[name]] = value
        return True


@lru_cache(maxsize=8)
def client_of(url: str, key: str) -> OpenAI:
    """Return the client of an endpoint, which keeps its connections.

    Without a key of its own, it would send the one in OPENAI_API_KEY, whoever that is meant for.
    """
    return OpenAI(base_url=url, api_key=key or "none", max_retries=0)


def _objection(answer: StreamedAnswer) -> Failure | None:
    """Return why an answer that came to its end is none."""
    if answer.finish_reason == "content_filter":
        reason = "withholds its answer; its operator's filter objects to the question or the schema"
        return Failure(reason, prospect=Prospect.REFUSED)
    if not answer.parts and answer.finish_reason != "length":
        return Failure("answered nothing; is the address right? most end in /v1")
    return None


def _too_late(failure: Failure, wait: float) -> Failure:
    """Return a failure that says why it is not waited for."""
    told = f"{failure.reason}; it is to be asked again after {wait:.0f} seconds, for which there is no time"
    return replace(failure, reason=told, said="")
