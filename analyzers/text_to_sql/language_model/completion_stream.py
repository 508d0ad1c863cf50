"""Reads an answer as an endpoint streams it: events whose data is JSON, or one document where it does not stream."""

from collections.abc import Iterable, Iterator
from typing import Annotated

import msgspec
from msgspec import Meta, Struct, field

from ....diagnostics import WeftError

_LONGEST_LINE = 1 << 20  # bytes; a token comes in a few hundred
_ENDED = b"[DONE]"
_Count = Annotated[int, Meta(ge=0)]


class MalformedAnswer(WeftError, ValueError):
    """An endpoint answers with something that its interface does not have."""


class _Text(Struct):
    content: str | None = None


class _Choice(Struct):
    delta: _Text | None = None
    message: _Text | None = None
    finish_reason: str | None = None


class _Tokens(Struct):
    prompt_tokens: _Count = 0
    completion_tokens: _Count = 0


class _Event(Struct):
    choices: list[_Choice] | None = None
    usage: _Tokens | None = None
    error: dict[str, object] | str | None = None


class StreamedAnswer(Struct):
    """What has come of an answer: its text, why it ended, empty while it has not, and tokens, 0 where nobody says."""

    parts: list[str] = field(default_factory=list[str])
    finish_reason: str = ""
    is_complete: bool = False
    prompt_tokens: int = 0
    completion_tokens: int = 0
    length: int = 0
    is_too_long: bool = False

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self.parts)

    @property
    def is_cut(self) -> bool:
        """Say whether more was to come."""
        return self.finish_reason == "length" or not self.is_complete

    @property
    def broke_off(self) -> bool:
        """Say whether it ended without a word; one that is too long is not read to its end."""
        return not self.is_complete and not self.is_too_long

    def read(self, chunks: Iterable[bytes], most_characters: int) -> None:
        """Take in what comes, until it ends or the text is longer than so many characters.

        Raises MalformedAnswer; what came before it is kept, as it costs.
        """
        for line in _lines(chunks):
            data = _data(line)
            if data == _ENDED:
                self.is_complete = True
                return
            if data:
                self._take(data)
            self.is_too_long = self.length > most_characters
            if self.is_too_long:
                return

    def _take(self, data: bytes) -> None:
        try:
            event = msgspec.json.decode(data, type=_Event)
        except msgspec.MsgspecError as error:
            raise MalformedAnswer(str(error)) from None
        if event.error is not None:
            raise MalformedAnswer(_said(event.error))
        for choice in (event.choices or ())[:1]:
            self._add(choice)
        if event.usage is not None:
            self.prompt_tokens = event.usage.prompt_tokens
            self.completion_tokens = event.usage.completion_tokens

    def _add(self, choice: _Choice) -> None:
        said = choice.delta or choice.message
        if said is not None and said.content:
            self.parts.append(said.content)
            self.length += len(said.content)
        if choice.finish_reason:
            self.finish_reason = choice.finish_reason
            self.is_complete = True


def _said(error: dict[str, object] | str) -> str:
    """Return what an event says went wrong."""
    return str(error.get("message", error)) if isinstance(error, dict) else error


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the lines of a stream; raises MalformedAnswer for one that does not end."""
    rest = b""
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        yield from lines
        if len(rest) > _LONGEST_LINE:
            raise MalformedAnswer("a line of it has no end")
    yield rest


def _data(line: bytes) -> bytes:
    """Return the JSON of a line: an event's data, or a document that is no event; empty for signs of life."""
    line = line.strip()
    return line[5:].strip() if line.startswith(b"data:") else line if line.startswith(b"{") else b""
