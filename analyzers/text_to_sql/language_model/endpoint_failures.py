"""Says in words why an endpoint gave no answer, what to do about it, and whether and when to ask again."""

import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import cast

import httpx2
import openai
from msgspec import Struct

from .chat import Prospect
from .completion_stream import MalformedAnswer

_SHOWN = 200  # characters of what an endpoint itself says
_PASSING = frozenset({408, 409, 425, 429})
_FINAL_CODES = frozenset({"insufficient_quota", "billing_hard_limit_reached"})
FAILURES = (openai.OpenAIError, httpx2.HTTPError, httpx2.StreamError, MalformedAnswer, TimeoutError)


class Failure(Struct, frozen=True):
    """Why a try failed, and what the endpoint said of it. `is_passing` where the same call may do better later.

    `wait` is after how many seconds the endpoint wants to be asked again, None where it does not say. `has_begun` where
    tokens may have been spent.
    """

    reason: str
    said: str = ""
    is_passing: bool = False
    wait: float | None = None
    prospect: Prospect = Prospect.UNKNOWN
    has_begun: bool = False

    @property
    def told(self) -> str:
        """The reason, with the endpoint's own words."""
        return f"{self.reason}: {self.said}" if self.said else self.reason


def failure_of(error: Exception, key_variable: str) -> Failure:
    """Return what one of `FAILURES` means; `key_variable` names the environment variable with the key, if any."""
    if isinstance(error, openai.APIStatusError):
        return _refusal(error, key_variable)
    if isinstance(error, openai.APITimeoutError | httpx2.TimeoutException | TimeoutError):
        return Failure("took too long to answer; allow more seconds, or name a faster model", has_begun=True)
    if isinstance(error, openai.APIConnectionError):
        return Failure("cannot be reached; is it running, and is the address right?", is_passing=True)
    if isinstance(error, MalformedAnswer):
        return Failure("answered with what is no answer", _shown(str(error)), has_begun=True)
    return Failure("broke off its answer", _shown(str(error)), has_begun=True)


def _refusal(error: openai.APIStatusError, key_variable: str) -> Failure:
    """Return what a status other than 200 means."""
    status, said = error.status_code, _shown(_message(error))
    if status in (401, 403):
        way = f"check what {key_variable} holds" if key_variable else "name the environment variable that holds a key"
        return Failure(f"does not let us in ({status}); {way}", said, prospect=Prospect.CLOSED)
    if status == 404:
        reason = "has no such model, or no such address (404); most addresses end in /v1"
        return Failure(reason, said, prospect=Prospect.CLOSED)
    if status == 429 and error.code in _FINAL_CODES:
        return Failure("has no quota left (429); see to the account", said, prospect=Prospect.CLOSED)
    if status == 429:
        wait = _wait(error.response.headers)
        return Failure("is asked too often (429); ask less, or later", said, True, wait, Prospect.BUSY)
    if status in _PASSING or status >= 500:
        reason = f"has a fault of its own ({status}); try later, or name another endpoint"
        return Failure(reason, said, True, _wait(error.response.headers))
    return Failure(f"refuses the call ({status})", said, prospect=Prospect.REFUSED)


def _message(error: openai.APIStatusError) -> str:
    """Return what an endpoint says itself: the message in its JSON, or else all of it."""
    body = error.body
    message = cast("dict[str, object]", body).get("message") if isinstance(body, dict) else None
    return message if isinstance(message, str) else error.message


def _wait(headers: Mapping[str, str]) -> float | None:
    """Return the seconds of a Retry-After, which is a number or a date (RFC 9110, section 10.2.3)."""
    value = headers.get("retry-after", "")
    if value.isdecimal():
        return float(value)
    try:
        return max(parsedate_to_datetime(value).timestamp() - time.time(), 0.0)
    except (ValueError, OverflowError):
        return None


def _shown(text: str) -> str:
    """Return the start of a text on one line."""
    line = " ".join("".join(character if character.isprintable() else " " for character in text).split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
